// The canvas under the hand: generated drawings of several sizes, panned, zoomed, and dragged.

import { test } from "@playwright/test";
import { pageFolder } from "../support/page-folder.mjs";
import { serve } from "../support/static-server.mjs";
import { measure } from "./frames.mjs";
import { dragRound, wheel } from "./hand.mjs";
import { heapMegabytes, wasmMegabytes } from "./memory.mjs";
import { cell, print, whole } from "./table.mjs";

const SIZES = (process.env.NETYARD_BENCH_SIZES ?? "100,1000,2000,5000").split(",").map(Number);
/** What a drawing of this size is to reach, column by column. */
const GOALS = {
  2000: ["60 fps, p95 30 ms", "p95 33 ms, no long task", "9 ms a frame", "12 ms a frame", "580", "25", "10,000"],
  5000: ["45 fps", "45 fps", "45 fps", "45 fps", "", "", ""],
};

const rows = [];

test.afterAll(() => {
  print(
    "Canvas: fps · p95 of the time between frames in ms · main-thread ms a frame, mean (p50/p95) · missed frames · long tasks",
    ["parts", "pan", "zoom", "drag a node", "drag 48 nodes", "first stable ms", "heap + WebAssembly MB", "elements"],
    rows,
  );
});

/** Milliseconds from the start of the page to the first of three frames in a row that are on time. */
function firstStable(page) {
  return page.evaluate(async () => {
    await globalThis.bench.ready;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let first = await frame();
    let before = first;
    for (let onTime = 0; onTime < 3; ) {
      const now = await frame();
      onTime = now - before < 25 ? onTime + 1 : 0;
      if (onTime === 0) first = now;
      before = now;
    }
    return first;
  });
}

for (const size of SIZES) {
  test(`${size} parts`, async ({ browser, page }) => {
    const server = await serve(pageFolder());
    await page.goto(`${server.origin}/?bench=${size}`);
    await page.waitForFunction(() => globalThis.bench);
    const stable = await firstStable(page);
    const session = await page.context().newCDPSession(page);
    const elements = await page.evaluate(() => document.querySelectorAll("*").length);
    const stage = await page.locator("#canvas").boundingBox();
    const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
    const fromHome = async (work) => {
      await page.evaluate(() => globalThis.bench.home());
      await page.waitForTimeout(600);
      return measure(browser, page, work);
    };

    const pan = await fromHome(() =>
      wheel(session, middle, (step) => ({ deltaX: 10 * Math.cos(step / 20), deltaY: 10 * Math.sin(step / 20) })),
    );
    const turns = (step) => ({ deltaX: 0, deltaY: step % 120 < 60 ? -8 : 8 });
    const zoom = await fromHome(() => wheel(session, middle, turns, { primary: true }));
    const node = await fromHome(async () => {
      const free = await page.evaluate((count) => {
        const { bench } = globalThis;
        const index = Array.from({ length: count }, (_, at) => at).find((at) => bench.free(at));
        return bench.nodeCenter(index);
      }, size);
      await dragRound(session, free);
    });
    const group = await fromHome(async () => {
      await dragRound(session, await page.evaluate(() => globalThis.bench.groupHandle(0)));
    });
    const memory = `${whole(await heapMegabytes(session))} + ${whole(await wasmMegabytes(session))}`;
    rows.push([whole(size), cell(pan), cell(zoom), cell(node), cell(group), whole(stable), memory, whole(elements)]);
    if (GOALS[size]) rows.push(["goal", ...GOALS[size]]);
    await server.stop();
  });
}
