// The first moment: what changes drawings comes after the first picture, and until then nothing asks to be pressed.

import { expect, open, test } from "../support/test.mjs";

/** Holds up what changes drawings from the next load on, until `letHandsCome()` in the page. */
async function holdHands(page) {
  const parts = await page.locator("link[rel=prefetch]").count();
  test.skip(parts === 0, "The development page is one file: nothing of it is loaded later.");
  await page.addInitScript(() => {
    const load = globalThis.fetch.bind(globalThis);
    const held = new Promise((resolve) => (globalThis.letHandsCome = resolve));
    globalThis.fetch = async (address, ...rest) => {
      if (String(address).includes("/split_hands-")) await held;
      return load(address, ...rest);
    };
  });
}

/** Lets them come. */
const letCome = (page) => page.evaluate(() => globalThis.letHandsCome());

test("the drawing is seen before it can be changed, and nothing else can be pressed meanwhile", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.seesSaved();
  await holdHands(page);
  await page.reload();
  await expect(user.thing("app-1")).toBeVisible();
  for (const area of [user.parts, user.inspector, user.drawer, page.locator(".area-top")]) {
    await expect(area).toHaveAttribute("inert");
  }
  await expect(page.getByRole("group", { name: "Zoom" }).locator("xpath=..")).toHaveAttribute("inert");

  await letCome(page);
  await expect(page.locator("[inert]")).toHaveCount(0);
  await user.select("app-1");
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("app-1");
});

test("the first press acts before the page can go away", async ({ user, page }) => {
  await holdHands(page);
  await open(page);
  const add = page.getByRole("button", { name: "Add a VPC" });
  await expect(add).toBeVisible();
  const pressed = add.click();
  await letCome(page);
  await pressed;
  await page.reload();
  await letCome(page);
  await expect(user.thing("vpc-1")).toBeVisible();
});

test("when what changes drawings cannot be loaded, that is said, and it can be asked for again", async ({
  user,
  page,
  complaints,
}) => {
  const parts = await page.locator("link[rel=prefetch]").count();
  test.skip(parts === 0, "The development page is one file: nothing of it is loaded later.");
  complaints.expect(/ERR_FAILED|Failed to fetch/);
  await page.route("**/code/split_hands-*.wasm", (route) => route.abort());
  await open(page);
  const said = page.getByText(/The tools could not be loaded, so nothing can be changed/);
  await expect(said).toBeVisible();
  await page.unroute("**/code/split_hands-*.wasm");
  await page.locator(".toasts").getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("[inert]")).toHaveCount(0);
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await expect(user.thing("vpc-1")).toBeVisible();
});

test("when what shows drawings cannot be loaded, that is said, and what was opened comes after all", async ({
  user,
  page,
  complaints,
}) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.seesSaved();
  const parts = await page.locator("link[rel=prefetch]").count();
  test.skip(parts === 0, "The development page is one file: nothing of it is loaded later.");
  complaints.expect(/Failed to fetch/);
  await page.addInitScript(() => {
    const load = globalThis.fetch.bind(globalThis);
    globalThis.isCut = true;
    globalThis.fetch = (address, ...rest) =>
      globalThis.isCut && String(address).includes("/split_sight-")
        ? Promise.reject(new TypeError("Failed to fetch"))
        : load(address, ...rest);
  });
  await page.reload();
  const said = page.getByText(/The canvas could not be loaded, so nothing can be shown/);
  await expect(said).toBeVisible();
  await expect(page.getByText("What should this network do?")).toBeVisible();
  await page.evaluate(() => (globalThis.isCut = false));
  await page.locator(".toasts").getByRole("button", { name: "Try again" }).first().click();
  await expect(user.thing("app-1")).toBeVisible();
  await expect(page.locator("[inert]")).toHaveCount(0);
});
