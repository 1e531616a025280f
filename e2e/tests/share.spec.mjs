// A link holds the whole drawing; a bad one says what is wrong with it and touches nothing.

import { fragmentOf, linkOf } from "../support/links.mjs";
import { expect, open, test } from "../support/test.mjs";
import { User } from "../support/user.mjs";

const READY = "Private subnet with NAT gateway";

/** Opens a link as a click on it does while the page is open. */
async function follow(page, fragment) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
}

test("a copied link opens the same drawing, byte for byte, in another profile", async ({ user, browser, watch }) => {
  await user.openReady(READY);
  const sent = await user.savedFile();
  const link = await user.copiedLink();

  const elsewhere = await browser.newContext();
  await watch(elsewhere);
  const page = await elsewhere.newPage();
  await open(page, link);
  const receiver = new User(page);
  await receiver.seesTitle(READY);
  await expect(receiver.thing("app-1").first()).toBeVisible();
  expect(await receiver.savedFile()).toBe(sent);
  await elsewhere.close();
});

test("the share dialog tells the length, what the link carries, and that it leads to this computer", async ({ user }) => {
  await user.openReady(READY);
  await user.page.getByRole("banner").getByRole("button", { name: "Share" }).click();
  const dialog = user.dialog("Share this drawing");
  const field = dialog.getByRole("textbox", { name: "Link to this drawing" });
  await expect(field).toBeFocused();
  const whole = (await field.inputValue()).length;
  await expect(dialog).toContainText(`${whole.toLocaleString("en-GB")} characters`);
  await expect(dialog).toContainText("This address leads to this computer only");
  await dialog.getByRole("checkbox", { name: /expectation/ }).uncheck();
  await expect.poll(async () => (await field.inputValue()).length).toBeLessThan(whole);
});

test("a cut link says how much arrived and leaves the open drawing alone", async ({ user, page }) => {
  await user.openReady(READY);
  const link = fragmentOf(await user.copiedLink());
  const before = await user.savedFile();
  const length = Number(/^#d1=(\d+)/.exec(link)[1]);
  await follow(page, link.slice(0, -400));
  const number = (value) => value.toLocaleString("en-GB");
  await user.seesRefused("The link was not opened", `${number(length - 400)} of ${number(length)} characters arrived`);
  expect(await user.savedFile()).toBe(before);
});

test("an altered link says so and leaves the open drawing alone", async ({ user, page }) => {
  await user.openReady(READY);
  const link = fragmentOf(await user.copiedLink());
  const before = await user.savedFile();
  const at = link.length - 200;
  const other = link[at] === "A" ? "B" : "A";
  await follow(page, link.slice(0, at) + other + link.slice(at + 1));
  await user.seesRefused("The link was not opened", "This link was changed on the way: its checksum is");
  expect(await user.savedFile()).toBe(before);
});

test("a link that unpacks to far more than it says is not opened", async ({ user, page }) => {
  await user.openReady(READY);
  const before = await user.savedFile();
  const bomb = linkOf(Buffer.alloc(64 * 1024 * 1024), 8 * 1024 * 1024);
  await follow(page, bomb);
  await user.seesRefused("The link was not opened", "does not unpack to what its beginning says");
  await follow(page, linkOf(Buffer.alloc(64 * 1024 * 1024), 64 * 1024 * 1024));
  await user.seesRefused("The link was not opened", "unpacks to 67,108,864 bytes or more");
  expect(await user.savedFile()).toBe(before);
});

test("a link whose reader cannot be loaded stays in the address, and opens when the page is loaded again", async ({ user, page, complaints }) => {
  const parts = await page.locator("link[rel=prefetch]").count();
  test.skip(parts === 0, "The development page is one file: nothing of it is loaded later.");
  await user.openReady(READY);
  const link = fragmentOf(await user.copiedLink());

  // The page logs what does not come.
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  const reader = "**/code/split_reading-*.wasm";
  await page.route(reader, (route) => route.abort());
  await page.goto("about:blank");
  await open(page, `./${link}`);
  await user.seesRefused("The link was not opened", "could not be loaded", "or reload the page");
  expect(new URL(page.url()).hash).toBe(link);

  await page.unroute(reader);
  await page.reload();
  await user.seesTitle(READY);
  await expect(user.thing("app-1").first()).toBeVisible();
  expect(new URL(page.url()).hash).toBe(link);
});

test("a link whose reader comes late does not replace what was begun meanwhile", async ({ user, page }) => {
  const parts = await page.locator("link[rel=prefetch]").count();
  test.skip(parts === 0, "The development page is one file: nothing of it is loaded later.");
  await user.openReady(READY);
  const link = fragmentOf(await user.copiedLink());

  const reader = "**/code/split_reading-*.wasm";
  let letCome;
  const comes = new Promise((resolve) => (letCome = resolve));
  await page.route(reader, async (route) => {
    await comes;
    await route.continue();
  });
  await page.goto("about:blank");
  await open(page, `./${link}`);
  await user.fromDrawingMenu("New drawing");
  await page.getByRole("button", { name: "Add a VPC" }).click();
  const came = page.waitForResponse(reader);
  letCome();
  await (await came).finished();
  await user.select("vpc-1");
  await user.rename("begun-1");
  await user.seesSaved();
  await expect(user.thing("begun-1")).toBeVisible();
  await user.seesTitle("Untitled drawing");
});

test("a link opens beside the drawing that was open, which stays in the list", async ({ user, page }) => {
  await user.openReady(READY);
  const link = fragmentOf(await user.copiedLink());
  await user.fromDrawingMenu("New drawing");
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();
  const own = await user.savedFile();

  await follow(page, link);
  await user.seesTitle(READY);
  await user.fromDrawingMenu("Drawings on this device");
  await user.dialog("Drawings on this device").getByRole("button", { name: /^Untitled drawing/ }).click();
  await user.seesTitle("Untitled drawing");
  expect(await user.savedFile()).toBe(own);
});

test("a link that is only looked at leaves nothing behind, and what is changed in it is kept", async ({ user, page }) => {
  await user.openReady(READY);
  const link = fragmentOf(await user.copiedLink());
  await user.fromDrawingMenu("New drawing");
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();
  const listed = async () => {
    await user.fromDrawingMenu("Drawings on this device");
    const list = user.dialog("Drawings on this device");
    await expect(list.getByRole("listitem").first()).toBeVisible();
    const count = await list.getByRole("listitem").count();
    await page.keyboard.press("Escape");
    await expect(list).toBeHidden();
    return count;
  };
  expect(await listed()).toBe(2);

  // The page is left and comes again: the link is still in its address, and nothing was written.
  await follow(page, link);
  await user.seesTitle(READY);
  await expect(page.getByRole("banner").getByText("Not saved yet")).toBeVisible();
  await page.reload();
  await user.seesTitle(READY);
  expect(await listed()).toBe(2);

  // Without the link the page goes on with the drawing that was open before.
  await page.goto("about:blank");
  await open(page);
  await expect(user.thing("vpc-1")).toBeVisible();

  await follow(page, link);
  await user.seesTitle(READY);
  await user.select("app-1");
  await user.rename("changed-1");
  await user.seesSaved();
  expect(new URL(page.url()).hash).toBe("");
  expect(await listed()).toBe(3);
  await page.reload();
  await expect(user.thing("changed-1")).toBeVisible();
});
