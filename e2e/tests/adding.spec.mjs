// Parts from the list and rows of tables: one act adds one thing, and the keyboard goes on from there.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const READY = "One NAT gateway per zone";

test("a double click on a part of the list adds one", async ({ page, user }) => {
  await user.parts.getByRole("button", { name: "VPC", exact: true }).dblclick();
  await expect(user.thing("vpc-1")).toBeVisible();
  await expect(user.thing("vpc-2")).toHaveCount(0);
  expect(await user.undoEverything()).toBe(1);
  await expect(page.locator("#canvas").getByLabel(/^vpc-1, /)).toHaveCount(0);
});

test("a part that is let go over a dialog is not added", async ({ page, user }) => {
  const box = await user.parts.getByRole("button", { name: "VPC", exact: true }).boundingBox();
  const { mouse } = page;
  await mouse.move(box.x + 20, box.y + 10);
  await mouse.down();
  await mouse.move(box.x + 40, box.y + 20, { steps: 3 });
  await mouse.move(720, 300, { steps: 8 });
  await page.keyboard.press("Control+/");
  await expect(user.dialog("Commands")).toBeVisible();
  await mouse.up();
  await page.keyboard.press("Escape");
  await expect(user.dialog("Commands")).toBeHidden();
  await expect(user.thing("vpc-1")).toHaveCount(0);
  await expect(user.undoButton).toBeDisabled();
});

test("after New drawing in the menu the keys are those of the canvas", async ({ page, user }) => {
  await user.openReady(READY);
  await user.fromDrawingMenu("New drawing");
  await user.seesTitle("Untitled drawing");
  await expect(page.locator("#canvas")).toBeFocused();
  await page.keyboard.press("p");
  await expect(user.parts.getByRole("searchbox", { name: "Find a part" })).toBeFocused();
});

test("a row that is saved leaves the keyboard at the button for the next one", async ({ page, user }) => {
  await user.openReady(READY);
  await user.parts.getByRole("tab", { name: "Outline" }).click();
  await user.parts.getByRole("row", { name: /^app-sg, / }).click();
  const add = user.inspector.getByRole("button", { name: "Add a rule" }).first();
  await add.click();
  await user.inspector.getByRole("textbox", { name: "Port of the new rule" }).fill("tcp 8443");
  await page.keyboard.press("Tab");
  await user.inspector.getByRole("combobox", { name: "Other end of the new rule" }).fill("10.9.0.0/16");
  await page.keyboard.press("Enter");
  await expect(user.inspector.getByRole("button", { name: "Remove the rule tcp 8443 10.9.0.0/16" })).toBeAttached();
  await expect(add).toBeFocused();

  await user.parts.getByRole("row", { name: /^acl-/ }).first().click();
  const entry = user.inspector.getByRole("button", { name: "Add an inbound entry" });
  await entry.click();
  const end = user.inspector.getByRole("textbox", { name: "Other end of the new entry" });
  await end.fill("10.9.0.0/16");
  await page.keyboard.press("Enter");
  await expect(end).toHaveCount(0);
  await expect(entry).toBeFocused();
});
