// Things that fail: switched off to see what happens, which changes nothing of the drawing.

import { expectAccessible } from "../support/accessibility.mjs";
import { KeyboardUser } from "../support/keyboard-user.mjs";
import { expect, open, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** The strip that says what is off. */
function strip(page) {
  return page.getByRole("group", { name: "What if", exact: true });
}

/** How an expectation came out, by its mark. */
function result(user, title) {
  const act = user.page.getByRole("button", { name: `Delete the expectation ${title}` });
  return user.drawer.getByRole("row").filter({ has: act }).getByRole("img");
}

/** Opens the menu of a zone at its name. */
async function menuOf(user, zone) {
  const { x, y } = await user.standing(zone);
  await user.page.mouse.click(x + 40, y + 1, { button: "right" });
  return user.page.getByRole("menu", { name: "What can be done" });
}

test("a zone is switched off by its menu: expectations fall, and stand again when it is on", async ({ user, page }) => {
  await user.openReady("One NAT gateway per zone");
  await user.openTab("Expectations");
  const tab = user.drawer.getByRole("tab", { name: /^Expectations/ });
  await expect(tab).toContainText("7/7");
  const before = await user.savedFile();

  const menu = await menuOf(user, "eu-west-1b");
  await menu.getByRole("menuitem", { name: "Switch off (what if)" }).click();
  await expect(strip(page)).toContainText("eu-west-1b down");
  await expect(strip(page)).toContainText("4 of 7 expectations fall");
  await expect(tab).toContainText("3/7");
  await expect(result(user, "Both zones reach the internet while all is well")).toHaveAccessibleName(/dropped/i);
  await expect(user.thing("eu-west-1b")).toHaveAttribute("aria-label", /switched off \(what if\)/);
  await expect(user.thing("app-2")).toHaveAttribute("aria-label", /switched off \(what if\)/);
  await expect(user.thing("app-1")).not.toHaveAttribute("aria-label", /switched off/);
  await expect(user.undoButton).toBeDisabled();
  expect(await user.savedFile()).toBe(before);

  // One packet, and what is kept of it: with what was off.
  await user.sendPacket({ from: "app-2", to: "internet" });
  await user.seesDropped("AZ_DOWN");
  await strip(page).getByRole("button", { name: "All on again" }).click();
  await expect(strip(page)).toBeHidden();
  await user.seesDelivered();
  await expect(tab).toContainText("7/7");
  await expect(user.thing("eu-west-1b")).not.toHaveAttribute("aria-label", /switched off/);
  expect(await user.savedFile()).toBe(before);
});

test("what is kept while something is off says so, and holds when it is on again", async ({ user, page }) => {
  await user.openReady("One NAT gateway per zone");
  const menu = await menuOf(user, "eu-west-1a");
  await menu.getByRole("menuitem", { name: "Switch off (what if)" }).click();
  await user.sendPacket({ from: "app-2", to: "internet" });
  await user.seesDropped("AZ_DOWN");
  await user.drawer.getByRole("button", { name: "Keep as expectation" }).click();
  const kept = Object.values(JSON.parse(await user.savedFile()).expectations).at(-1);
  expect(kept.with).toEqual([{ fault: "zoneDown", of: "eu-west-1a" }]);
  await strip(page).getByRole("button", { name: "All on again" }).click();
  await expect(user.drawer.getByRole("tab", { name: /^Expectations/ })).toContainText("8/8");
});

test("by keys: an instance is off and on, and the table says what each failure would do", async ({ page }) => {
  await open(page);
  const user = new KeyboardUser(page);
  await user.openReady("One NAT gateway per zone");
  const before = await user.savedFile();
  await user.selectInOutline("app-2");
  await user.goToCanvas();
  await page.keyboard.press("o");
  await expect(strip(page)).toContainText("app-2 stopped");
  await page.keyboard.press("o");
  await expect(strip(page)).toBeHidden();
  await page.keyboard.press("o");
  await page.keyboard.press("Shift+O");
  await expect(strip(page)).toBeHidden();

  await user.openTab("Expectations");
  await user.drawer.getByRole("tab", { name: "If one thing fails" }).click();
  const table = user.drawer.getByRole("region", { name: "If one thing fails" });
  const heads = table.getByRole("columnheader");
  await expect(heads.nth(2)).toHaveText("eu-west-1b down");
  const row = table.getByRole("row").filter({ hasText: "Both zones reach the internet while all is well" });
  await expect(row).toContainText("AZ_DOWN");
  await expect(row.getByRole("cell").nth(1)).toContainText("falls");
  // A failure that can be tried is a button: the rest of the page follows.
  await heads.getByRole("button", { name: /^eu-west-1a down/ }).press("Enter");
  await expect(strip(page)).toContainText("1 of 7 expectations falls");
  await expectAccessible(page);
  await strip(page).getByRole("button", { name: /^eu-west-1a down/ }).press("Enter");
  await expect(strip(page)).toBeHidden();
  expect(await user.savedFile()).toBe(before);
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("what is off is seen to be off, and is accessible", async ({ user, page }) => {
      await user.openReady("One NAT gateway per zone");
      await user.openTab("Expectations");
      await user.drawer.getByRole("tab", { name: "If one thing fails" }).click();
      const menu = await menuOf(user, "eu-west-1a");
      await menu.getByRole("menuitem", { name: "Switch off (what if)" }).click();
      await expect(user.canvas.locator(".off-veil")).toHaveCount(1);
      await expectAccessible(page);
    });
  });
}

test("a peering and the routes of a line are gone on trial, and nothing of the drawing is", async ({ user, page }) => {
  await user.openReady("Peering is pairwise");
  const before = await user.savedFile();
  await user.openTab("Expectations");
  const tab = user.drawer.getByRole("tab", { name: /^Expectations/ });
  await expect(tab).toContainText("5/5");

  // A line is selected by keys, from its subnet.
  await user.select("app-a");
  await page.keyboard.press("e");
  await user.inspector.getByRole("button", { name: "Switch off (what if)" }).click();
  await expect(strip(page)).toContainText("route 10.1.0.0/16 of rtb-a-main deleted");
  await expect(strip(page)).toContainText("3 of 5 expectations fall");
  await user.inspector.getByRole("button", { name: "Switch on again" }).click();
  await expect(strip(page)).toBeHidden();

  // Without the connection nothing joins a and b.
  await user.select("peer-ab");
  await user.inspector.getByRole("button", { name: "Switch off (what if)" }).click();
  await expect(strip(page)).toContainText("peer-ab deleted");
  await expect(user.thing("peer-ab")).toHaveAttribute("aria-label", /switched off \(what if\)/);
  await user.sendPacket({ from: "host-a", to: "host-b" });
  await user.seesDropped("DISCONNECTED_VPCS");
  await user.drawer.getByRole("button", { name: "Keep as expectation" }).click();
  const kept = Object.values(JSON.parse(await user.savedFile()).expectations).at(-1);
  expect(kept.with).toEqual([{ fault: "deleted", of: "pcx-ab" }]);
  await user.undoButton.click();
  await strip(page).getByRole("button", { name: "All on again" }).click();
  await user.seesDelivered();
  expect(await user.savedFile()).toBe(before);
});
