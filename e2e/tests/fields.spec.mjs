// What is written into fields: nothing else than what stands there is taken over, and nothing is lost without a word.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** A VPC with one subnet and web-1 in it. */
async function drawNetwork(user) {
  await user.dragPart("VPC", { x: 480, y: 250 });
  await user.dragPart("Subnet", await user.place("vpc-1"));
  await user.dragPart("Instance", await user.place("subnet-a", 0.5, 0.7));
}

/** The resources of one type in the saved file. */
async function saved(user, wanted) {
  return Object.values(JSON.parse(await user.savedFile()).resources).filter(({ type }) => type === wanted);
}

test("a new rule is added as it stands in its fields, or not at all", async ({ user, page }) => {
  await drawNetwork(user);
  await user.dragPart("Security group", await user.place("web-1"));
  const heading = user.inspector.getByRole("heading", { name: "Inbound rules" });
  await expect(heading).toBeVisible();
  await user.inspector.getByRole("button", { name: "Add a rule" }).first().click();
  const port = user.inspector.getByRole("textbox", { name: "Port of the new rule" });
  const end = user.inspector.getByRole("combobox", { name: "Other end of the new rule" });
  await expect(port).toBeFocused();
  // What is proposed is selected: typing replaces it.
  await page.keyboard.type("banana");
  await page.keyboard.press("Tab");
  await expect(user.inspector.getByText("\"banana\" names no traffic.")).toBeVisible();
  await end.fill("10.1.0.0/16");
  await end.press("Enter");
  await expect(port).toHaveValue("banana");
  await expect(port).toHaveAttribute("aria-invalid", "true");
  await port.fill("70000");
  await end.focus();
  await end.press("Enter");
  await expect(user.inspector.getByText("\"70000\" is no port.")).toBeVisible();
  await port.fill("5432");
  await port.press("Enter");
  await expect(port).toHaveCount(0);
  await expect(user.inspector.getByRole("button", { name: "Remove the rule tcp 5432 10.1.0.0/16" })).toBeAttached();
  const groups = await saved(user, "securityGroup");
  const rules = groups.flatMap(({ ipPermissions = {} }) => Object.values(ipPermissions)).filter(({ cidrIp }) => cidrIp === "10.1.0.0/16");
  expect(rules.map(({ fromPort }) => fromPort)).toEqual([5432]);
});

test("a new entry of an ACL with a wrong number stays open", async ({ user }) => {
  await drawNetwork(user);
  await user.dragPart("Network ACL", await user.place("subnet-a", 0.5, 0.9));
  await user.inspector.getByRole("button", { name: "Add an inbound entry" }).click();
  const number = user.inspector.getByRole("textbox", { name: "Number of the new entry" });
  const block = user.inspector.getByRole("textbox", { name: "Other end of the new entry" });
  await number.fill("0");
  await block.fill("10.0.0.0/8");
  await block.press("Enter");
  await expect(user.inspector.getByText("\"0\" is no number of an entry.")).toBeVisible();
  await expect(number).toHaveValue("0");
  await number.fill("77");
  // Leaving the row adds it.
  await user.inspector.getByRole("textbox", { name: "Name", exact: true }).focus();
  await expect(block).toHaveCount(0);
  const [acl] = (await saved(user, "networkAcl")).filter(({ isDefault }) => !isDefault);
  expect(Object.values(acl.entries).filter(({ cidrBlock }) => cidrBlock === "10.0.0.0/8").map(({ ruleNumber }) => ruleNumber)).toEqual([77]);
});

test("there is no verdict on a packet that cannot be read", async ({ user }) => {
  await drawNetwork(user);
  await user.sendPacket({ from: "web-1", to: "Internet" });
  const keep = user.drawer.getByRole("button", { name: "Keep as expectation" });
  await expect(keep).toBeEnabled();
  const from = user.drawer.getByRole("combobox", { name: "From", exact: true });
  const port = user.drawer.getByRole("textbox", { name: "Port", exact: true });
  for (const [field, wrong, right] of [[port, "99999", "443"], [from, "nobody", "web-1"]]) {
    await field.fill(wrong);
    await field.press("Enter");
    await expect(keep).toBeDisabled();
    await expect(user.drawer.locator(".verdict")).toHaveCount(0);
    await expect(user.drawer.getByText("The packet cannot be read yet")).toBeVisible();
    await expect(user.canvas.locator(".trace-line")).toHaveCount(0);
    // What stood there before is right again, and nothing red stays.
    await field.fill(right);
    await field.press("Enter");
    await expect(keep).toBeEnabled();
    await expect(field).not.toHaveAttribute("aria-invalid", "true");
  }
});

test("the ends of a packet go with the drawing that they were in", async ({ user }) => {
  await drawNetwork(user);
  const text = await user.savedFile();
  await user.sendPacket({ from: "web-1", to: "Internet" });
  await expect(user.drawer.locator(".verdict")).toBeVisible();
  await user.openText("again.json", text);
  const from = user.drawer.getByRole("combobox", { name: "From", exact: true });
  await expect(from).toHaveValue("");
  await user.sendPacket({ from: "web-1", to: "Internet" });
  await expect(user.drawer.locator(".verdict")).toBeVisible();
  await user.fromDrawingMenu("New drawing");
  await expect(from).toHaveValue("");
});

test("saving by key takes over what is being written", async ({ user, page }) => {
  await drawNetwork(user);
  const name = user.inspector.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("front");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const stream = await (await download).createReadStream();
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  expect(Buffer.concat(pieces).toString("utf8")).toContain("\"name\": \"front\"");
  await expect(name).toBeFocused();
});

test("a row that was begun and not finished does not go without a word", async ({ user, page }) => {
  await drawNetwork(user);
  await user.dragPart("Network ACL", await user.place("subnet-a", 0.5, 0.9));
  const add = user.inspector.getByRole("button", { name: "Add an inbound entry" });
  const traffic = user.inspector.getByRole("textbox", { name: "Traffic of the new entry" });
  const lost = page.getByText(/^The new entry of .* was not added: it was not whole\.$/);
  // One that nobody has written into is nothing.
  await add.click();
  await user.inspector.getByRole("combobox", { name: "Allow, deny or give up the new entry" }).selectOption("Give up");
  await add.click();
  await traffic.fill("tcp 443");
  await expect(lost).toHaveCount(0);
  await user.select("vpc-1");
  await expect(lost.first()).toBeVisible();
});

test("an entry of an ACL is written as a denial, and its row can be read", async ({ user }) => {
  await drawNetwork(user);
  await user.dragPart("Network ACL", await user.place("subnet-a", 0.5, 0.9));
  await user.inspector.getByRole("button", { name: "Add an inbound entry" }).click();
  await user.inspector.getByRole("textbox", { name: "Traffic of the new entry" }).fill("tcp 1024-65535");
  const block = user.inspector.getByRole("textbox", { name: "Other end of the new entry" });
  await block.fill("10.10.20.0/24");
  await user.inspector.getByRole("combobox", { name: "Allow, deny or give up the new entry" }).selectOption("Deny");
  await block.press("Enter");
  await expect(block).toHaveCount(0);
  const fields = user.inspector.getByRole("row").filter({ has: user.page.locator("input") }).getByRole("textbox");
  const cut = await fields.evaluateAll((all) => all.filter((field) => field.scrollWidth > field.clientWidth).map((field) => field.value));
  expect(cut).toEqual([]);
  const [acl] = (await saved(user, "networkAcl")).filter(({ isDefault }) => !isDefault);
  const denials = Object.values(acl.entries).filter(({ cidrBlock }) => cidrBlock === "10.10.20.0/24");
  expect(denials.map(({ ruleAction, fromPort, toPort }) => [ruleAction, fromPort, toPort])).toEqual([["deny", 1024, 65535]]);
});

test("a very long name leaves room for what decided", async ({ user }) => {
  await drawNetwork(user);
  await user.select("web-1");
  const long = "a very long name ".repeat(14).trim();
  await user.rename(long);
  await user.sendPacket({ from: long, to: "Internet" });
  const hops = user.drawer.locator(".hop-table");
  await expect(hops.locator("tbody tr").first()).toBeVisible();
  const at = await hops.locator(".hop-at").first().boundingBox();
  expect(at.width).toBeLessThan(240);
  const rows = await hops.locator("tbody tr.hop").evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(Math.max(...rows)).toBeLessThan(80);
});

test("what a range said goes when the VPC is made again with another one", async ({ user }) => {
  await user.dragPart("VPC", { x: 480, y: 250 });
  const range = user.inspector.getByRole("textbox", { name: "IPv4 range" });
  const again = user.inspector.getByRole("button", { name: "Make it again with this block" });
  await range.fill("10.0.0.0/8");
  await range.press("Enter");
  await expect(user.inspector.getByText("AWS cannot resize")).toBeVisible();
  await expect(again).toHaveCount(0);
  await range.fill("10.0.0.0/17");
  await range.press("Enter");
  await again.click();
  await expect(user.inspector.getByText("AWS cannot resize")).toHaveCount(0);
  await expect(range).toHaveValue("10.0.0.0/17");
});
