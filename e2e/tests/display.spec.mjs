// Settings of the system: forced colours, reduced motion.

import { KeyboardUser } from "../support/keyboard-user.mjs";
import { expect, open, test } from "../support/test.mjs";
import { User } from "../support/user.mjs";

test("with forced colours everything is there, and the focus is seen", async ({ browser, watch, host }) => {
  const context = await browser.newContext({ forcedColors: "active", viewport: { width: 1440, height: 900 } });
  await watch(context);
  const page = await context.newPage();
  await open(page, `${host}/`);
  const user = new KeyboardUser(page);
  await user.openReady("Private subnet with NAT gateway");
  await expect(page.getByRole("banner").getByRole("button", { name: "Share" })).toBeVisible();
  expect(await page.evaluate(() => matchMedia("(forced-colors: active)").matches)).toBe(true);

  // The outlines of containers and the names are drawn in other colours than the ground.
  const seen = await page.evaluate(() => {
    const colour = (element, property) => getComputedStyle(element)[property];
    const canvas = document.querySelector("#canvas");
    const ground = colour(canvas, "backgroundColor");
    const texts = [...canvas.querySelectorAll("text")].map((text) => colour(text, "fill"));
    const lines = [...canvas.querySelectorAll("rect.outline")].map((rect) => colour(rect, "stroke"));
    return { ground, texts: [...new Set(texts)], lines: [...new Set(lines)], count: texts.length };
  });
  expect(seen.count).toBeGreaterThan(5);
  for (const colour of [...seen.texts, ...seen.lines]) expect([seen.ground, "none"]).not.toContain(colour);

  // A button that has the focus has a ring round it.
  await user.tabTo(page.getByRole("banner").getByRole("button", { name: "Share" }));
  const ring = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return { style: style.outlineStyle, width: Number.parseFloat(style.outlineWidth) };
  });
  expect(ring.style).not.toBe("none");
  expect(ring.width).toBeGreaterThanOrEqual(2);
  await context.close();
});

test("with reduced motion nothing runs by itself", async ({ browser, watch, host }) => {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1440, height: 900 } });
  await watch(context);
  // Everything that begins to move, from the start of the page on.
  await context.addInitScript(() => {
    globalThis.moved = [];
    globalThis.noteMoving = () => {
      const isLong = (animation) => animation.effect.getComputedTiming().duration > 50;
      const names = (animation) => animation.animationName ?? animation.transitionProperty ?? animation.id;
      globalThis.moved.push(...document.getAnimations().filter(isLong).map(names));
    };
    for (const kind of ["animationstart", "transitionrun"]) addEventListener(kind, globalThis.noteMoving, true);
  });
  const page = await context.newPage();
  await open(page, `${host}/`);
  const user = new User(page);
  await user.openReady("Private subnet with NAT gateway");
  await user.sendPacket({ from: "app-1", to: "internet" });
  await user.seesDelivered();
  await expect(user.canvas.locator(".way-head.request")).toBeAttached();
  const moved = await page.evaluate(() => {
    globalThis.noteMoving();
    return globalThis.moved;
  });
  expect(moved).toEqual([]);
  await context.close();
});
