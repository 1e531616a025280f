// What the editor offers besides drawing: IPv6 by a key, lines as things, rows by keys and by dragging, pictures.

import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** A VPC with one subnet, web-1 in it, and an internet gateway that the subnet has a route to. */
async function drawNetwork(user) {
  await user.dragPart("VPC", { x: 480, y: 250 });
  await user.dragPart("Subnet", await user.place("vpc-1"));
  await user.dragPart("Internet gateway", await user.place("vpc-1", 0.8, 0.05));
  await user.dragPart("Instance", await user.place("subnet-a", 0.5, 0.7));
  await user.select("subnet-a");
  await user.addRoute("0.0.0.0/0", "igw-vpc-1");
}

/** The numbers of the entries that the inspector shows, in their order. */
async function numbers(user) {
  const fields = user.inspector.getByRole("textbox", { name: "Number", exact: true });
  return fields.evaluateAll((all) => all.map((field) => field.value));
}

test("an instance gets IPv6 by a key, and its subnet the same way out", async ({ user, page }) => {
  await drawNetwork(user);
  await user.select("web-1");
  await page.keyboard.press("6");
  await expect(user.inspector.getByRole("textbox", { name: "IPv6", exact: true })).toHaveValue("2001:db8:1::a");
  await page.getByRole("button", { name: "Send ::/0 to igw-vpc-1" }).click();
  await user.select("subnet-a");
  await expect(user.inspector.getByRole("combobox", { name: "Target for ::/0" })).toHaveValue("igw-vpc-1");
  await user.undoButton.click();
  await user.undoButton.click();
  await user.select("web-1");
  await expect(user.inspector.getByRole("textbox", { name: "IPv6", exact: true })).toHaveValue("");
});

test("the line of a route is walked to, read and deleted", async ({ user, page }) => {
  await drawNetwork(user);
  // Another part first: two quick clicks on one part would rename it.
  await user.select("web-1");
  await user.select("subnet-a");
  await page.keyboard.press("e");
  await expect(user.inspector.getByRole("heading", { name: "subnet-a → igw-vpc-1" })).toBeVisible();
  await expect(user.inspector).toContainText("0.0.0.0/0");
  await expectAccessible(page);
  await page.keyboard.press("Delete");
  await expect(page.getByText("Deleted 0.0.0.0/0 → igw-vpc-1 of rtb-vpc-1").first()).toBeVisible();
  await user.select("subnet-a");
  await expect(user.inspector.getByRole("combobox", { name: "Target for 0.0.0.0/0" })).toHaveCount(0);
});

test("rows are removed and entries put in order by keys and by dragging", async ({ user, page }) => {
  await drawNetwork(user);
  const route = user.inspector.getByRole("combobox", { name: "Target for 0.0.0.0/0" });
  await route.focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await expect(route).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(route).toHaveCount(1);

  await user.dragPart("Network ACL", await user.place("subnet-a", 0.5, 0.9));
  for (const number of ["200", "300"]) {
    await user.inspector.getByRole("button", { name: "Add an inbound entry" }).click();
    await user.inspector.getByRole("textbox", { name: "Number of the new entry" }).fill(number);
    const block = user.inspector.getByRole("textbox", { name: "Other end of the new entry" });
    await block.fill("10.0.0.0/8");
    await block.press("Enter");
  }
  await expect.poll(() => numbers(user)).toEqual(expect.arrayContaining(["200", "300"]));
  await expectAccessible(page);
  const before = await numbers(user);
  const last = user.inspector.getByRole("row").filter({ has: page.locator("input") });
  const at = before.indexOf("300");
  await last.nth(at).getByRole("textbox", { name: "Number", exact: true }).press("Alt+ArrowUp");
  await expect.poll(async () => (await numbers(user)).indexOf("300")).toBe(-1);
  const moved = await numbers(user);
  expect(Number(moved[at - 1])).toBeLessThan(200);
  expect(moved[at]).toBe("200");

  // Dragged back below.
  const row = last.nth(at - 1);
  await row.hover();
  const grip = await row.locator(".row-grip").boundingBox();
  const below = await last.nth(at).boundingBox();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(below.x + 60, below.y + below.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await numbers(user)).indexOf("200")).toBe(at - 1);
});

test("the default ACL shows what AWS admits, and keeps it when an entry is added", async ({ user, page }) => {
  await drawNetwork(user);
  await user.select("web-1");
  await user.select("subnet-a");
  const allow = user.inspector.getByRole("row", { name: /^100 all \(AWS default\) everywhere .*Allow$/ });
  await expect(allow).toHaveCount(2);
  await user.inspector.getByRole("button", { name: "acl-vpc-1" }).or(user.inspector.getByRole("link", { name: "acl-vpc-1" })).first().click();
  await expect(allow).toHaveCount(2);
  await user.inspector.getByRole("button", { name: "Add an inbound entry" }).click();
  const block = user.inspector.getByRole("textbox", { name: "Other end of the new entry" });
  await block.fill("192.0.2.0/24");
  await block.press("Enter");
  await expect(allow).toHaveCount(0);
  const acl = Object.values(JSON.parse(await user.savedFile()).resources).find(({ type }) => type === "networkAcl");
  const written = Object.values(acl.entries).map((entry) => `${entry.egress ? "out" : "in"} ${entry.ruleNumber}`);
  expect(written.sort()).toEqual(["in 100", "in 101", "in 110", "out 100", "out 101"]);
});

test("the drawing is copied as PNG and saved as SVG", async ({ user, page }) => {
  await drawNetwork(user);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await user.select("web-1");
  await page.keyboard.press("Alt+Shift+C");
  await expect(page.getByText("The picture is in the clipboard.").first()).toBeVisible();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType("image/png")).size;
  });
  expect(size).toBeGreaterThan(5_000);

  await page.getByRole("banner").getByRole("button", { name: "Share" }).click();
  const download = page.waitForEvent("download");
  await user.dialog("Share this drawing").getByRole("button", { name: "Save as SVG" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text).toContain("<svg xmlns=");
  expect(text).toContain(">web-1<");
});

test("a hand that moves on at once after a drop begins no second drag", async ({ user, page }) => {
  await drawNetwork(user);
  const to = await user.place("subnet-a", 0.5, 0.9);
  await page.evaluate(({ x, y }) => {
    const part = [...document.querySelectorAll(".part")].find((button) => button.textContent.trim() === "Instance");
    const { left, top } = part.getBoundingClientRect();
    const send = (kind, clientX, clientY) =>
      part.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, clientX, clientY, pointerId: 1 }));
    send("pointerdown", left + 20, top + 8);
    send("pointermove", left + 60, top + 30);
    send("pointermove", x, y);
    send("pointerup", x, y);
    // In the same frame.
    send("pointermove", left + 30, top + 20);
  }, to);
  await expect(user.thing("web-2")).toBeVisible();
  await expect(page.locator(".part-card")).toHaveCount(0);
  await user.select("web-1");
});

test("a click on the line of an expectation shows its packet, and a drag from it selects", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.openTab("Expectations");
  await expect(user.canvas.locator(".expected-line").first()).toBeAttached();
  // A place on a line that no part lies on.
  const at = await page.evaluate(() => {
    const isContainer = (node) => !!node.closest(".containers");
    const parts = [...document.querySelectorAll("#canvas [aria-label]")].filter((node) => !isContainer(node));
    const boxes = parts.map((node) => node.getBoundingClientRect());
    const stage = document.querySelector("#canvas").getBoundingClientRect();
    const isFree = ({ x, y }) =>
      x > stage.left && x < stage.right && y > stage.top && y < stage.bottom &&
      boxes.every((box) => x < box.left - 4 || x > box.right + 4 || y < box.top - 4 || y > box.bottom + 4);
    for (const line of document.querySelectorAll(".expected-line")) {
      const long = line.getTotalLength();
      for (let share = 0.1; share < 0.95; share += 0.05) {
        const point = line.getPointAtLength(long * share).matrixTransform(line.getScreenCTM());
        if (isFree(point)) return { x: point.x, y: point.y };
      }
    }
    return null;
  });
  expect(at).not.toBeNull();
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 30, at.y + 30, { steps: 4 });
  await expect(user.canvas.locator(".marquee")).toBeAttached();
  await page.mouse.up();
  await expect(user.drawer.getByRole("tab", { name: /^Expectations/ })).toHaveAttribute("aria-selected", "true");

  await page.mouse.click(at.x, at.y);
  await expect(user.drawer.getByRole("tab", { name: /^Packet trace/ })).toHaveAttribute("aria-selected", "true");
  await expect(user.drawer.getByRole("combobox", { name: "From", exact: true })).not.toHaveValue("");
  await expect(user.canvas.locator(".way.request")).toBeAttached();
});
