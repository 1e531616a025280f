// Parts from the list and rows of tables: one act adds one thing, and the keyboard goes on from there.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

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
