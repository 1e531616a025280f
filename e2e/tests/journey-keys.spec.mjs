// The same network as with the mouse, with keys only.

import { KeyboardUser } from "../support/keyboard-user.mjs";
import { expect, open, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

test("a network drawn with keys only delivers, drops without its route, and delivers again, travels by link and stays", async ({ page, browser, watch }) => {
  test.setTimeout(300_000);
  await open(page);
  const user = new KeyboardUser(page);

  await user.placePart("vpc", "vpc-1");
  await user.placePart("subnet", "subnet-a");
  await user.placePart("internet gateway", "igw-vpc-1");
  await user.renameTo("subnet-a", "public-a");
  await user.connect("public-a", "igw-vpc-1");
  await expect(user.thing("public-a")).toHaveAttribute("aria-label", /public subnet/);

  await user.selectInOutline("public-a");
  await user.placePart("instance", "web-1");
  await user.sendPacketFrom("web-1", "internet");
  await user.seesDropped("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
  await user.settingsOf("web-1");
  await user.pressButton(user.inspector.getByRole("button", { name: "Add one" }));
  await user.seesDelivered();

  await user.settingsOf("public-a");
  await user.pressButton(user.inspector.getByRole("button", { name: "Remove the route to 0.0.0.0/0" }));
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");
  await user.settingsOf("public-a");
  await user.pressButton(user.inspector.getByRole("button", { name: /^Give public-a a route table of its own, with 0\.0\.0\.0\/0 to igw/ }));
  await user.seesDelivered();

  // The private half: another subnet with a table of its own that leads to a NAT gateway in the public one.
  await user.selectInOutline("vpc-1");
  await user.placePart("subnet", "subnet-b");
  await user.renameTo("subnet-b", "private-a");
  await user.selectInOutline("public-a");
  await user.placePart("nat gateway", "nat-a");
  // Without a table of its own it would share the main one, which leads to the internet gateway.
  await user.selectInOutline("private-a");
  await user.goToCanvas();
  await page.keyboard.press("p");
  await page.keyboard.type("route table");
  await page.keyboard.press("Enter");
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(/^rtb-/);
  await user.connect("private-a", "nat-a");
  await user.selectInOutline("private-a");
  await user.placePart("instance", "web-2");
  await user.sendPacketFrom("web-2", "internet");
  await user.seesDelivered();
  await user.settingsOf("private-a");
  await user.pressButton(user.inspector.getByRole("button", { name: "Remove the route to 0.0.0.0/0" }));
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");
  await user.settingsOf("private-a");
  await user.pressButton(user.inspector.getByRole("button", { name: /^(Add route 0\.0\.0\.0\/0|Give private-a a route table of its own, with 0\.0\.0\.0\/0) to / }));
  await user.seesDelivered();

  // The copied link opens the same drawing, byte for byte, in a profile that never saw the page.
  const drawn = await user.savedFile();
  const link = await user.copiedLink();
  const elsewhere = await browser.newContext();
  await watch(elsewhere);
  const receiver = new KeyboardUser(await elsewhere.newPage());
  await open(receiver.page, link);
  await expect(receiver.thing("web-2")).toBeVisible();
  expect(await receiver.savedFile()).toBe(drawn);
  await elsewhere.close();

  await user.undoAll();
  await expect(user.canvas.getByLabel(/./)).toHaveCount(0);
  await user.redoAll();
  expect(await user.savedFile()).toBe(drawn);

  // A reload shows it as it was.
  await user.seesSaved();
  await page.reload();
  await expect(user.thing("web-2")).toBeVisible();
  expect(await user.savedFile()).toBe(drawn);
});

test("every command of the palette that has keys is on the sheet of keys", async ({ page }) => {
  await open(page);
  const user = new KeyboardUser(page);
  await user.goToCanvas();
  await page.keyboard.press("Control+/");
  const commands = user.dialog("Commands").getByRole("listitem");
  // The dialogs are a part of the program that may still be on its way.
  await expect(commands.first()).toBeVisible();
  const withKeys = await commands.evaluateAll((rows) =>
    rows.filter((row) => row.querySelector("kbd")?.textContent).map((row) => row.querySelector("span").textContent),
  );
  expect(withKeys.length).toBeGreaterThan(40);
  await page.keyboard.press("Escape");
  await expect(user.dialog("Commands")).toBeHidden();
  await page.keyboard.press("?");
  const sheet = user.dialog("Help");
  await expect(sheet).toBeVisible();
  const listed = await sheet.getByRole("listitem").locator("span:first-child").allTextContents();
  expect(withKeys.filter((label) => !listed.includes(label))).toEqual([]);
});
