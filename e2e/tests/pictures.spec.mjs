// A saved picture is a drawing again when it is opened.

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test.mjs";

const READY = "Private subnet with NAT gateway";

/** Saves a picture of the open drawing and gives its bytes. */
async function savedPicture(user, page, button) {
  await page.getByRole("banner").getByRole("button", { name: "Share" }).click();
  const download = page.waitForEvent("download");
  await user.dialog("Share this drawing").getByRole("button", { name: button }).click();
  const bytes = await readFile(await (await download).path());
  await page.keyboard.press("Escape");
  await expect(user.dialog("Share this drawing")).toBeHidden();
  return bytes;
}

for (const [form, mimeType] of [["svg", "image/svg+xml"], ["png", "image/png"]]) {
  test(`a picture as ${form.toUpperCase()} opens again as the drawing, byte for byte`, async ({ user, page }) => {
    await user.openReady(READY);
    const drawn = await user.savedFile();
    const buffer = await savedPicture(user, page, `Save as ${form.toUpperCase()}`);
    await user.fromDrawingMenu("New drawing");
    await expect(user.thing("app-1")).toHaveCount(0);
    await user.openFiles({ name: `network.${form}`, mimeType, buffer });
    await user.seesTitle(READY);
    await expect(user.thing("app-1").first()).toBeVisible();
    expect(await user.savedFile()).toBe(drawn);
  });
}

test("a picture that holds no drawing says so, and what is open stays", async ({ user }) => {
  await user.openReady(READY);
  const buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  await user.openFiles({ name: "holiday.svg", mimeType: "image/svg+xml", buffer });
  await user.seesRefused("The file was not opened", "holiday.svg", /holds no drawing/);
  await user.seesTitle(READY);
});
