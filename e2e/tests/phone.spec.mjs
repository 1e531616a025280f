// A page as narrow as a phone: nothing that matters is cut off.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 390, height: 844 } });

const READY = "One NAT gateway per zone";

/** Whether the whole of it is on the page and nothing lies over its middle. */
async function expectWhole(page, locator) {
  await expect(locator).toBeVisible();
  const reached = () =>
    locator.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const under = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      const isInside = box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
      return isInside && (element.contains(under) || under?.contains(element));
    });
  await expect.poll(reached).toBe(true);
}

/** Chooses in a field of the packet. */
async function trace(user) {
  await user.sendPacket({ from: "app-1", to: "Internet" });
  await user.seesDelivered();
}

test("the title has room beside the buttons", async ({ page, user }) => {
  await user.openReady(READY);
  const title = page.getByRole("banner").getByRole("button", { name: /, rename$/ });
  expect((await title.boundingBox()).width).toBeGreaterThan(90);
  await expectWhole(page, page.getByRole("banner").getByRole("button", { name: "Share" }));
});

test("the tabs of the drawer stay beside those of the way, and hops are read whole", async ({ page, user }) => {
  await user.openReady(READY);
  await trace(user);
  await expectWhole(page, user.drawer.getByRole("tab", { name: "Packet trace" }));
  await expectWhole(page, user.drawer.getByRole("tab", { name: /^Request/ }));
  await expectWhole(page, user.drawer.getByRole("tab", { name: /^Reply/ }));
  const list = user.drawer.locator(".table-scroll");
  expect(await list.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const decided = user.drawer.locator(".hop-decided").first();
  expect((await decided.boundingBox()).width).toBeGreaterThan(140);
});

test("everything that can be done with a selection is in its bar", async ({ page, user }) => {
  await user.openReady(READY);
  await trace(user);
  await page.getByRole("button", { name: "Fold the drawer" }).click();
  await page.getByRole("button", { name: "Show the whole drawing" }).first().click();
  const box = await user.standing("app-1");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const bar = page.getByRole("toolbar", { name: "Selection" });
  for (const name of ["Connect", "Settings", "Duplicate", "Delete"]) {
    await expectWhole(page, bar.getByRole("button", { name, exact: true }));
  }
  const legend = await page.locator(".trace-legend").boundingBox();
  const zoom = await page.locator(".hud").boundingBox();
  const apart = legend.x + legend.width <= zoom.x || legend.y + legend.height <= zoom.y;
  expect(apart).toBe(true);
});

test("the text of the dialog to share stays inside of it", async ({ page, user }) => {
  await user.openReady(READY);
  await page.getByRole("banner").getByRole("button", { name: "Share" }).click();
  const body = user.dialog("Share this drawing").locator(".dialog-body");
  await expect(body.getByRole("button", { name: "Save as SVG" })).toBeVisible();
  const over = await body.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
});
