import { test } from "@playwright/test";
import { pageFolder } from "../support/page-folder.mjs";
import { serve } from "../support/static-server.mjs";
for (const path of ["/?bench=10", "/?bench=2000", "/?bench=2001"]) {
  test(path, async ({ page }) => {
    const server = await serve(pageFolder());
    await page.addInitScript(() => {
      globalThis.T = [];
      const note = (what) => T.push([what, Math.round(performance.now())]);
      for (const f of ["instantiateStreaming", "instantiate", "compileStreaming"]) {
        const o = WebAssembly[f]; WebAssembly[f] = async (...a) => { note(f); const r = await o.apply(WebAssembly, a); note(f + " done"); return r; };
      }
      
      new PerformanceObserver((l) => { for (const e of l.getEntries()) T.push([e.entryType + " " + e.name, Math.round(e.startTime), Math.round(e.duration)]); }).observe({ entryTypes: ["longtask", "paint"] });
    });
    await page.goto(`${server.origin}${path}`);
    await page.waitForFunction(() => globalThis.bench);
    await page.evaluate(async () => { T.push(["seen", Math.round(performance.now())]); await globalThis.bench.ready; T.push(["ready", Math.round(performance.now())]); });
    await page.waitForTimeout(1500);
    console.log(path, JSON.stringify(await page.evaluate(() => T)));
    console.log(JSON.stringify(await page.evaluate(() => performance.getEntriesByType("resource").map((e) => [e.name.split("/").pop().slice(0, 20), Math.round(e.startTime), Math.round(e.responseEnd), e.transferSize]))));
    await server.stop();
  });
}
