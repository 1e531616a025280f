// Fingers: one drags, one that rests opens the menu, two zoom.

import { expect, test } from "../support/test.mjs";

test.use({ hasTouch: true, viewport: { width: 1440, height: 900 } });

/** A hand with fingers, through the browser's own input. */
async function handOn(page) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(({ x, y }, id) => ({ x, y, id })) });
  return {
    down: (...points) => touch("touchStart", ...points),
    move: (...points) => touch("touchMove", ...points),
    up: () => touch("touchEnd"),
  };
}

/** The header of a thing, by which it is taken. */
async function header(user, name) {
  const box = await user.standing(name);
  return { x: box.x + Math.min(box.width / 2, 60), y: box.y + Math.min(box.height / 2, 16) };
}

async function zoomOf(user) {
  return Number.parseInt(await user.page.getByRole("button", { name: /\d+ ?%/ }).first().innerText(), 10);
}

test("a finger selects and drags, and the drag can be undone", async ({ user, page }) => {
  await page.getByRole("button", { name: "Add a VPC" }).click();
  const hand = await handOn(page);
  const from = await header(user, "vpc-1");
  const before = await user.standing("vpc-1");
  await hand.down(from);
  for (let step = 1; step <= 8; step += 1) await hand.move({ x: from.x + step * 20, y: from.y + step * 10 });
  // The screen shows each step a frame later.
  await expect.poll(async () => (await user.thing("vpc-1").boundingBox()).x - before.x).toBeGreaterThan(120);
  await hand.up();
  const after = await user.standing("vpc-1");
  expect(after.x - before.x).toBeGreaterThan(120);
  expect(after.y - before.y).toBeGreaterThan(50);
  await user.undoButton.click();
  await expect.poll(async () => (await user.standing("vpc-1")).x).toBeCloseTo(before.x, -1);
});

test("a finger that rests opens the menu of the thing", async ({ user, page }) => {
  await page.getByRole("button", { name: "Add a VPC" }).click();
  const hand = await handOn(page);
  const at = await header(user, "vpc-1");
  await hand.down(at);
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await hand.up();
  await menu.getByRole("menuitem", { name: /^Delete/ }).first().click();
  await expect(user.thing("vpc-1")).toHaveCount(0);
});

test("two fingers zoom in and out, and move nothing", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  const before = await user.savedFile();
  const hand = await handOn(page);
  const box = await user.canvas.boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const fingers = (apart) => [
    { x: middle.x - apart, y: middle.y },
    { x: middle.x + apart, y: middle.y },
  ];
  const pinch = async (from, to, until) => {
    await hand.down(...fingers(from));
    for (let step = 1; step <= 10; step += 1) await hand.move(...fingers(from + ((to - from) * step) / 10));
    // The screen shows each step a frame later.
    await expect.poll(async () => until(await zoomOf(user))).toBe(true);
    await hand.up();
  };
  const first = await zoomOf(user);
  await pinch(40, 120, (zoom) => zoom > first * 1.5);
  const near = await zoomOf(user);
  await pinch(120, 40, (zoom) => zoom < near * 0.7);
  expect(await user.savedFile()).toBe(before);
});
