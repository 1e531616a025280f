import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/chromium.mjs";

// Benchmarks are run alone, one after the other, and never fail for being slow.
export default defineConfig({
  testDir: "bench",
  testMatch: "*.bench.mjs",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  reporter: [["line"]],
  timeout: 10 * 60_000,
  use: {
    browserName: "chromium",
    launchOptions,
    locale: "en-GB",
    serviceWorkers: "block",
    viewport: { width: 1440, height: 900 },
  },
});
