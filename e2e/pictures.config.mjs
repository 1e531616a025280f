import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/chromium.mjs";

// Pictures of the page for people who have not opened it yet: written to docs/pictures.
export default defineConfig({
  testDir: "pictures",
  testMatch: "*.picture.mjs",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  reporter: [["list"]],
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: "chromium",
    launchOptions,
    locale: "en-GB",
    reducedMotion: "reduce",
    serviceWorkers: "block",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
  },
});
