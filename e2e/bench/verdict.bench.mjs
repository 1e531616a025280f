// From a change in the inspector to the verdict about the shown packet, and to the painted frame after it.

import { test } from "@playwright/test";
import { pageFolder } from "../support/page-folder.mjs";
import { serve } from "../support/static-server.mjs";
import { User } from "../support/user.mjs";
import { percentile } from "./frames.mjs";
import { print } from "./table.mjs";

/** Instances. Each has an interface, eight share a subnet, 48 a VPC: about 100 and 1,000 resources. */
const SIZES = [
  [48, "about 100"],
  [480, "about 1,000"],
];
const ROUNDS = 30;
const rows = [];

test.afterAll(() => {
  print(
    `A change in the inspector, seen as findings and verdict, ${ROUNDS} times (budget: 16 ms at 1,000 resources)`,
    ["resources", "verdict p50 ms", "verdict p95 ms", "painted p50 ms", "painted p95 ms"],
    rows,
  );
});

/** Stops and starts the selected instance in turn, and times the words that change. */
function timeChanges(state, words, times) {
  return state.evaluate(
    async (field, { verdict, rounds }) => {
      const taken = [];
      for (let round = 0; round < rounds; round += 1) {
        const changed = new Promise((resolve) => {
          const watch = new MutationObserver(() => {
            watch.disconnect();
            resolve(performance.now());
          });
          watch.observe(verdict, { subtree: true, childList: true, characterData: true });
        });
        field.value = field.value === "running" ? "stopped" : "running";
        const started = performance.now();
        field.dispatchEvent(new Event("change", { bubbles: true }));
        const said = await changed;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        taken.push([said - started, performance.now() - started]);
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
      return taken;
    },
    { verdict: words, rounds: times },
  );
}

for (const [size, resources] of SIZES) {
  test(`${size} instances`, async ({ page }) => {
    const server = await serve(pageFolder());
    await page.goto(`${server.origin}/?bench=${size}`);
    await page.waitForFunction(() => globalThis.bench);
    const user = new User(page);
    await user.sendPacket({ from: "node-0", to: "node-9" });
    await user.seesDelivered();
    await user.lookAtHop("node-9");
    const state = user.inspector.getByRole("combobox", { name: "State" });
    const taken = await timeChanges(state, await user.verdict.elementHandle(), ROUNDS);
    const columns = [taken.map(([said]) => said), taken.map(([, painted]) => painted)];
    const figures = columns.flatMap((times) => [percentile(times, 0.5), percentile(times, 0.95)]);
    rows.push([resources, ...figures.map((figure) => figure.toFixed(1))]);
    await server.stop();
  });
}
