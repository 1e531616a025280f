// What was drawn is there again; two tabs do not write over each other; what is not kept is said.

import { expect, open, test } from "../support/test.mjs";
import { User } from "../support/user.mjs";

test("after a reload nothing is lost", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.select("app-1");
  await user.rename("kept-1");
  await user.seesSaved();
  const before = await user.savedFile();
  await page.reload();
  await expect(user.thing("kept-1")).toBeVisible();
  expect(await user.savedFile()).toBe(before);
});

test("several drawings are kept side by side, and one can be deleted", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.seesSaved();
  await user.fromDrawingMenu("New drawing");
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();
  await user.fromDrawingMenu("Drawings on this device");
  const list = user.dialog("Drawings on this device");
  const kept = list.getByRole("listitem").filter({ hasText: "Private subnet with NAT gateway" });
  await kept.getByRole("button", { name: "Delete the drawing" }).click();
  await kept.getByRole("button", { name: "Delete for good" }).click();
  await expect(kept).toHaveCount(0);
  await expect(list.getByRole("listitem").filter({ hasText: "Untitled drawing" })).toHaveCount(1);
});

test("the second tab of a drawing asks, and whoever takes over goes on writing", async ({ user, page, context }) => {
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();

  const second = new User(await context.newPage());
  await open(second.page);
  await expect(second.thing("vpc-1")).toBeVisible();
  await expect(second.page.getByText("This drawing is open in another tab.")).toBeVisible();
  await second.page.getByRole("button", { name: "Take over" }).click();
  await expect(second.page.getByText("This drawing is open in another tab.")).toBeHidden();
  await second.dragPart("Subnet", await second.place("vpc-1"));
  await second.seesSaved();

  await expect(page.getByText("Another tab goes on with this drawing.")).toBeVisible();
  await second.page.reload();
  await expect(second.thing("subnet-a")).toBeVisible();
});

test("storage that is full is said, and stays said", async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await open(page);
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await expect(page.getByRole("banner").getByText("Not saved: storage is full. Save as file")).toBeVisible();
});

test("storage that the browser refuses is said", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("switched off", "SecurityError");
    };
  });
  await open(page);
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await expect(page.getByRole("banner").getByText(/^Not saved: the browser keeps nothing here/)).toBeVisible();
});
