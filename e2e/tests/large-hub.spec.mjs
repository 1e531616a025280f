// A hub with sixty VPCs arrives folded, is read at one look, and opens where somebody looks.

import { expectAccessible } from "../support/accessibility.mjs";
import { organisationFiles } from "../support/organisation.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** What an unoptimised build on a busy machine takes. */
const SLOWLY = { timeout: 60_000 };

/** Imports the organisation and closes the report. */
async function arrive(user, page) {
  await user.dropFiles(organisationFiles(60));
  const report = page.getByRole("region", { name: "Import report" });
  await expect(report).toBeVisible(SLOWLY);
  await expect(report).toContainText("60 folded");
  await report.getByRole("button", { name: "Close the report" }).click();
  await page.keyboard.press("Shift+Digit1");
  await expect(user.thing("spoke-00")).toBeVisible(SLOWLY);
}

const folded = (user) => user.canvas.getByLabel(/, VPC, .*folded: 2 subnets, 2 instances/);

test("sixty VPCs arrive folded, and each says what it holds and what is wrong in it", async ({ user, page }) => {
  test.setTimeout(240_000);
  await arrive(user, page);
  await expect(folded(user)).toHaveCount(60);
  await expect(user.thing("web-07a")).toHaveCount(0);
  await expect(user.thing("spoke-07")).toHaveAttribute("aria-label", /\d+ findings?$/, SLOWLY);
  await expect(user.thing("hub")).toHaveAttribute("aria-label", /60 attachments/);
  // All of it is on the screen, in rows and columns, and no box lies on another.
  const boxes = await folded(user).evaluateAll((all) => all.map((one) => one.querySelector(".outline").getBoundingClientRect().toJSON()));
  const canvas = await user.canvas.boundingBox();
  for (const box of boxes) {
    expect(box.left).toBeGreaterThanOrEqual(canvas.x);
    expect(box.right).toBeLessThanOrEqual(canvas.x + canvas.width);
    expect(box.width).toBeGreaterThan(60);
  }
  const columns = new Set(boxes.map((box) => Math.round(box.left)));
  const rows = new Set(boxes.map((box) => Math.round(box.top)));
  expect(columns.size * rows.size).toBeLessThan(60 + columns.size);
  await expectAccessible(page);
});

test("a folded VPC opens by mouse, by key and by search, and the outline goes along", async ({ user, page }) => {
  test.setTimeout(240_000);
  await arrive(user, page);
  // The mouse.
  const box = await user.standing("spoke-00");
  await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
  await expect(user.thing("web-00a")).toBeVisible(SLOWLY);
  await expect(folded(user)).toHaveCount(59);
  // Keys: F folds what is selected, and unfolds it.
  await page.keyboard.press("f");
  await expect(folded(user)).toHaveCount(60, SLOWLY);
  await expect(user.thing("web-00a")).toHaveCount(0);
  // The outline shows and changes the same folds.
  await page.getByRole("tab", { name: "Outline" }).click();
  const row = page.getByRole("row").filter({ hasText: "spoke-01" }).first();
  await expect(row).toHaveAttribute("aria-expanded", "false");
  await row.focus();
  await page.keyboard.press("ArrowRight");
  await expect(user.thing("web-01a")).toBeVisible(SLOWLY);
  await expect(row).toHaveAttribute("aria-expanded", "true");
  // The search unfolds what it finds.
  await user.canvas.focus();
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox", { name: "Name, CIDR, kind or finding" }).fill("web-42b");
  await page.keyboard.press("Enter");
  await expect(user.thing("web-42b")).toBeVisible(SLOWLY);
  await expect(folded(user)).toHaveCount(58);
  // A packet between what is hidden ends at what hides it.
  await user.sendPacket({ from: "web-10a", to: "web-20b" });
  await user.seesDelivered();
  // What was folded is folded after a reload; the drawing itself knows nothing of it.
  expect(await user.savedFile()).not.toContain("fold");
  await page.reload();
  await expect(folded(user)).toHaveCount(58, SLOWLY);
});
