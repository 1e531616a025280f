// What nobody would report and everybody sees: words that are covered, cut off or out of place.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** Whether two boxes share a place; a pixel of line beside line does not count. */
function overlap(one, other) {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return across > 1 && down > 1;
}

/** The boxes of everything on the canvas that matches. */
async function boxes(user, selector) {
  return user.canvas.locator(selector).evaluateAll((all) =>
    all.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { text: element.textContent, x, y, width, height };
    }),
  );
}

/** Takes a part from the list to a place and holds it there. */
async function holdPart(user, part, to) {
  await user.takesHands();
  const entry = user.parts.getByRole("button", { name: part, exact: true });
  await entry.scrollIntoViewIfNeeded();
  const from = await entry.boundingBox();
  const { mouse } = user.page;
  await mouse.move(from.x + 20, from.y + 8);
  await mouse.down();
  await mouse.move(from.x + 60, from.y + 30, { steps: 3 });
  await mouse.move(to.x, to.y, { steps: 8 });
}

/** Two internet gateways at one VPC, which AWS refuses. */
const TWO_GATEWAYS = JSON.stringify({
  type: "netyard",
  version: 1,
  title: "Two gateways",
  resources: {
    "vpc-1": { type: "vpc", name: "bakery", region: "eu-west-1", cidrBlocks: ["10.20.0.0/16"] },
    "igw-1": { type: "internetGateway", name: "street", vpcId: "vpc-1" },
    "igw-2": { type: "internetGateway", name: "yard", vpcId: "vpc-1" },
    "subnet-1": {
      type: "subnet",
      name: "counter",
      vpcId: "vpc-1",
      availabilityZone: "eu-west-1a",
      cidrBlock: "10.20.1.0/24",
    },
  },
});

/** Makes the drawing a step smaller. */
async function zoomOut(page) {
  const zoom = page.getByRole("group", { name: "Zoom" });
  await zoom.getByRole("button", { name: "Zoom out" }).click();
  await expect(zoom.getByRole("button", { name: /^Zoom 70%/ })).toBeVisible();
}

test("the mark of a finding leaves the names of gateways free", async ({ user, page }) => {
  await user.openText("gateways.json", TWO_GATEWAYS);
  await expect(user.canvas.locator(".badge").first()).toBeVisible();
  const areFree = async () => {
    const names = await boxes(user, "text.outside");
    expect(names.map(({ text }) => text)).toEqual(["street", "yard"]);
    const badges = await boxes(user, ".badge");
    return badges.length > 0 && badges.every((badge) => names.every((name) => !overlap(badge, name)));
  };
  expect(await areFree()).toBe(true);
  await zoomOut(page);
  // Names and marks take their size once the hand rests.
  await expect.poll(areFree).toBe(true);
});

test("a VPC keeps its block when it is shown smaller, under its name", async ({ user, page }) => {
  await user.openText("gateways.json", TWO_GATEWAYS);
  await zoomOut(page);
  const lines = async () => {
    const [name] = await boxes(user, ".vpc-label .label-name");
    const [block] = await boxes(user, ".vpc-label .meta");
    return block?.text === "10.20.0.0/16" && block.y > name.y + name.height / 2;
  };
  await expect.poll(lines).toBe(true);
});

test("the reason of a refusal is a line at the pointer, wherever the pointer is", async ({ user, page }) => {
  await user.dragPart("VPC", { x: 480, y: 250 });
  const hint = page.locator(".pointer-hint.refused");
  const canvas = await user.canvas.boundingBox();
  const place = await user.place("vpc-1");
  for (const to of [place, { x: canvas.x + canvas.width - 12, y: place.y }]) {
    await holdPart(user, "NAT gateway", to);
    await expect(hint).toBeVisible();
    const box = await hint.boundingBox();
    expect(box.width).toBeGreaterThan(220);
    expect(box.height).toBeLessThan(80);
    expect(box.x + box.width).toBeLessThanOrEqual(canvas.x + canvas.width);
    await page.keyboard.press("Escape");
    await page.mouse.up();
  }
});

test("the minimap holds the whole drawing", async ({ user, page }) => {
  await user.openReady("One NAT gateway per zone");
  await user.canvas.focus();
  await page.keyboard.press("m");
  const map = await page.locator(".minimap").boundingBox();
  const drawn = await page.locator(".minimap-boxes").boundingBox();
  expect(drawn.width).toBeGreaterThan(40);
  expect(drawn.x).toBeGreaterThanOrEqual(map.x);
  expect(drawn.y).toBeGreaterThanOrEqual(map.y);
  expect(drawn.x + drawn.width).toBeLessThanOrEqual(map.x + map.width);
  expect(drawn.y + drawn.height).toBeLessThanOrEqual(map.y + map.height);
});

test("what a drop says covers neither the part nor the way to it", async ({ user, page }) => {
  await user.openReady("Five switches make an instance public");
  await user.sendPacket({ from: "internet", to: "web-1", port: 22 });
  await user.seesDropped("ENI_SG_RULES_MISMATCH");
  await page.getByRole("group", { name: "Zoom" }).getByRole("button", { name: "Show the whole drawing" }).click();
  const card = await user.standing("web-1");
  const callout = page.getByRole("region", { name: "Why the packet stops" });
  await expect.poll(async () => overlap(await callout.boundingBox(), card)).toBe(false);
  const covered = await callout.boundingBox();
  const ways = await boxes(user, "path.way");
  expect(ways, "the way is drawn").not.toEqual([]);
  for (const way of ways) expect(overlap(covered, way)).toBe(false);
});

test("a packet is sent by three clicks", async ({ user, page }) => {
  await user.openReady("One NAT gateway per zone");
  await page.getByRole("banner").getByRole("button", { name: "Send packet" }).click();
  await expect(user.drawer.getByRole("button", { name: 'Pick "From" on the canvas' })).toHaveAttribute("aria-pressed", "true");
  for (const name of ["app-1", "Internet"]) {
    const box = await user.standing(name);
    await page.mouse.click(box.x + 60, box.y + 16);
  }
  await user.seesDelivered();
  // From here on a click selects, and the packet stays.
  await user.select("app-2");
  await user.seesDelivered();
});

test("the inspector of an instance tells what its mark on the canvas means", async ({ user }) => {
  await user.openReady("One NAT gateway per zone");
  await user.select("app-1");
  const address = user.inspector.getByRole("textbox", { name: "Address", exact: true });
  await address.fill("10.99.0.9");
  await address.press("Enter");
  await expect(user.thing("app-1")).toHaveAttribute("aria-label", /1 finding/);
  await expect(user.inspector).toContainText("which lies outside app-a");
  await expect(user.inspector.getByText("None.", { exact: true })).toHaveCount(0);
});

test("names as long as a paragraph keep the table of hops inside of its panel", async ({ user }) => {
  const long = "a-name-that-somebody-gave-to-the-payments-of-the-whole-group-in-production";
  const resources = {
    "vpc-1": { type: "vpc", name: `${long}-vpc`, region: "eu-west-1", cidrBlocks: ["10.1.0.0/16"] },
    "subnet-1": { type: "subnet", name: `${long}-subnet`, vpcId: "vpc-1", availabilityZone: "eu-west-1a", cidrBlock: "10.1.1.0/24" },
    "rtb-1": { type: "routeTable", name: `${long}-table`, vpcId: "vpc-1", subnetIds: ["subnet-1"] },
    "i-1": { type: "instance", name: `${long}-instance` },
    "eni-1": { type: "networkInterface", subnetId: "subnet-1", privateIpAddresses: [{ privateIpAddress: "10.1.1.10" }], attachment: { instanceId: "i-1" } },
  };
  await user.openText("long.json", JSON.stringify({ type: "netyard", version: 1, title: long, resources }));
  await user.sendPacket({ from: "10.1.1.10", to: "internet" });
  const table = user.drawer.getByRole("table").last();
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  const [inner, outer] = await table.evaluate((element) => [element.offsetWidth, element.parentElement.clientWidth]);
  expect(inner).toBeLessThanOrEqual(outer);
});
