// The menu that the right button opens has the keyboard, and closes when somebody goes on elsewhere.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const READY = "One NAT gateway per zone";

async function openMenu(page, user, name) {
  const { x, y } = await user.place(name);
  await page.mouse.click(x, y, { button: "right" });
  const menu = page.getByRole("menu", { name: "What can be done" });
  await expect(menu).toBeVisible();
  return menu;
}

test("the menu of the right button takes the keyboard and gives it back", async ({ page, user }) => {
  await user.openReady(READY);
  const drawn = await user.savedFile();
  const menu = await openMenu(page, user, "app-1");
  const items = menu.locator("[role=menuitem]:not(:disabled)");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  // The keys were the menu's: app-1 is selected and stands where it stood.
  await expect(user.thing("app-1")).toBeFocused();
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("app-1");
  expect(await user.savedFile()).toBe(drawn);
});

test("the menu of the right button closes when somebody goes on elsewhere", async ({ page, user }) => {
  await user.openReady(READY);
  let menu = await openMenu(page, user, "app-1");
  const name = user.inspector.getByRole("textbox", { name: "Name", exact: true });
  await name.click();
  await expect(menu).toBeHidden();
  await expect(name).toBeFocused();

  menu = await openMenu(page, user, "app-2");
  await user.parts.getByRole("tab", { name: "Outline" }).click();
  await expect(menu).toBeHidden();

  menu = await openMenu(page, user, "app-2");
  await page.getByRole("banner").getByRole("button", { name: "Share" }).click();
  await expect(user.dialog("Share this drawing")).toBeVisible();
  await expect(menu).toBeHidden();
});
