// Accounts are boxes: what is drawn in one belongs to it, what is dragged into another one changes its owner, and what one
// shares with the other is found or missed by the checks.

import { expectAccessible } from "../support/accessibility.mjs";
import { KeyboardUser } from "../support/keyboard-user.mjs";
import { expect, open, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** Drags a VPC by its header to a place. */
async function dragVpc(user, page, name, to) {
  const box = await user.standing(name);
  await page.mouse.move(box.x + 60, box.y + 12);
  await page.mouse.down();
  await page.mouse.move((box.x + to.x) / 2, (box.y + to.y) / 2, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** The box of a Region in an account. */
const regionIn = (user, account) => user.canvas.getByLabel(new RegExp(`^eu-west-1, Region, .*in ${account}`));

/** Selects an account by the name on its border: its ground is for what is in it. */
async function selectAccount(user, page, name) {
  const box = await user.standing(name);
  await page.mouse.click(box.x + 50, box.y + 1);
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
}

const owner = (user) => user.inspector.getByRole("combobox", { name: "Owner" });

for (const scheme of ["light", "dark"]) {
  test(`two accounts by mouse, a VPC from one to the other and back (${scheme})`, async ({ user, page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: scheme });
    await user.dragPart("Account", { x: 300, y: 180 });
    await user.rename("network");
    await user.dragPart("Account", { x: 780, y: 180 });
    await user.rename("payments");
    await user.dragPart("VPC", await user.place("network", 0.4, 0.6));
    await expect(regionIn(user, "network")).toBeVisible();
    await expect(user.thing("vpc-1")).toHaveAttribute("aria-label", /in eu-west-1/);
    await expect(owner(user).locator("option:checked")).toHaveText("network");

    await dragVpc(user, page, "vpc-1", await user.place("payments", 0.3, 0.6));
    await expect(owner(user).locator("option:checked")).toHaveText("payments");
    await expect(regionIn(user, "payments")).toBeVisible();
    await expect(regionIn(user, "network")).toHaveCount(0);
    await user.undoButton.click();
    await expect(owner(user).locator("option:checked")).toHaveText("network");
    await expect(regionIn(user, "payments")).toHaveCount(0);

    // Out of every account it is nobody's.
    const foot = await user.standing("network");
    await dragVpc(user, page, "vpc-1", { x: foot.x + 80, y: foot.y + foot.height + 90 });
    await expect(owner(user).locator("option:checked")).toHaveText("not said");
    await user.undoButton.click();

    // Folded, the account says what it holds.
    await user.dragPart("Subnet", await user.place("vpc-1", 0.5, 0.6));
    await selectAccount(user, page, "network");
    await page.keyboard.press("f");
    await expect(user.thing("network")).toHaveAttribute("aria-label", /folded: 1 VPC, 1 subnet/);
    await expect(user.thing("vpc-1")).toHaveCount(0);
    await expectAccessible(page);
    await page.screenshot({ path: test.info().outputPath(`folded-${scheme}.png`) });
    await page.keyboard.press("f");
    await expect(user.thing("subnet-a")).toBeVisible();

    await user.parts.getByRole("tab", { name: "Outline" }).click();
    const row = (name) => user.parts.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
    for (const [name, level] of [["network", "1"], ["eu-west-1", "2"], ["vpc-1", "3"]]) {
      await expect(row(name)).toHaveAttribute("aria-level", level);
    }
    await expectAccessible(page);
    await page.screenshot({ path: test.info().outputPath(`open-${scheme}.png`) });
  });
}

test("an instance of another account needs the share of its subnet", async ({ user }) => {
  test.setTimeout(120_000);
  await user.dragPart("Account", { x: 300, y: 180 });
  await user.rename("network");
  await user.dragPart("Account", { x: 900, y: 180 });
  await user.rename("payments");
  await user.dragPart("VPC", await user.place("network", 0.3, 0.5));
  await user.dragPart("Subnet", await user.place("vpc-1", 0.5, 0.6));
  await user.rename("app-a");
  await user.dragPart("Instance", await user.place("app-a", 0.5, 0.7));
  await user.rename("till");

  await owner(user).selectOption({ label: "payments" });
  // The guest stands in the VPC of the owner, and says whose it is.
  await expect(user.canvas).toContainText(", payments");
  await expect(user.thing("till")).toHaveAttribute("aria-label", /in app-a/);
  await user.openTab("Findings");
  const findings = user.drawer;
  await expect(findings).toContainText("till belongs to payments and stands in app-a, which is not shared with payments.");

  await user.select("app-a");
  await user.inspector.getByRole("combobox", { name: "Share with an account" }).selectOption({ label: "payments" });
  await expect(findings).not.toContainText("which is not shared with payments");
  await user.inspector.getByRole("button", { name: "share-app-a" }).click();
  await expect(user.inspector.getByRole("button", { name: "payments", exact: true })).toBeVisible();
  // A group of its own is missing still: the default one belongs to the owner of the VPC.
  await expect(findings).toContainText("till belongs to payments and carries default-vpc-1, a group of network");
  await user.undoButton.click();
  await expect(findings).toContainText("which is not shared with payments");
});

test("the same with keys only: an account, a VPC in it, and another owner", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  const user = new KeyboardUser(page);
  await user.placePart("account", "account-1");
  await user.placePart("vpc", "vpc-1");
  await expect(regionIn(user, "account-1")).toBeVisible();
  await user.selectInOutline("account-1");
  await user.placePart("account", "account-2");
  await user.selectInOutline("vpc-1");
  await user.goToCanvas();
  await page.keyboard.press("Control+Shift+ArrowUp");
  await expect(user.inspector.getByRole("heading", { name: "eu-west-1" })).toBeVisible();

  await user.settingsOf("vpc-1");
  await user.tabTo(owner(user));
  await page.keyboard.type("account-2");
  await expect(owner(user).locator("option:checked")).toHaveText("account-2");
  await expect(regionIn(user, "account-2")).toBeVisible();
  await expect(regionIn(user, "account-1")).toHaveCount(0);

  await user.selectInOutline("account-2");
  await user.goToCanvas();
  await page.keyboard.press("f");
  await expect(user.thing("account-2")).toHaveAttribute("aria-label", /folded: 1 VPC/);
  await page.keyboard.press("Control+z");
  await expect(regionIn(user, "account-1")).toBeVisible();

  // With its content an account is deleted, and comes back.
  await user.selectInOutline("account-1");
  await user.goToCanvas();
  await page.keyboard.press("Delete");
  await expect(user.thing("vpc-1")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(user.thing("vpc-1")).toBeVisible();
});

test("keys and menus move a VPC into an account, as the mouse does", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  const user = new KeyboardUser(page);
  await user.placePart("account", "account-1");
  await user.placePart("vpc", "vpc-1");
  await user.placePart("subnet", "subnet-a");
  await user.selectInOutline("account-1");
  await user.placePart("account", "account-2");
  await user.selectInOutline("vpc-1");
  await user.goToCanvas();
  await page.keyboard.press("Shift+M");
  const dialog = user.dialog("Move vpc-1 into");
  await expect(dialog.getByRole("searchbox")).toBeFocused();
  // Where it is already is no choice, nor is the Region in an account beside the account.
  await expect(dialog.getByRole("listitem")).toHaveText([/account-2/, /The open drawing/]);
  await expectAccessible(page);
  await page.keyboard.type("account-9");
  await expect(dialog).toContainText("No container that takes it is called so.");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("account-2");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(regionIn(user, "account-2")).toBeVisible();
  await expect(regionIn(user, "account-1")).toHaveCount(0);

  // The palette leads there too, and the menu of what is selected.
  await user.command("Move into another container");
  await dialog.getByRole("searchbox").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(regionIn(user, "account-1")).toBeVisible();
  const box = await user.standing("vpc-1");
  await page.mouse.click(box.x + 60, box.y + 12, { button: "right" });
  await page.getByRole("menuitem", { name: "Move into another container" }).click();
  await dialog.getByRole("button", { name: /^The open drawing/ }).click();
  await expect(owner(user).locator("option:checked")).toHaveText("not said");
  await page.keyboard.press("Control+z");
  await expect(owner(user).locator("option:checked")).toHaveText("account-1");
});
