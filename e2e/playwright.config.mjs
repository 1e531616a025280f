import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/chromium.mjs";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes only the second time is a fault to mend.
  retries: 0,
  workers: Number(process.env.NETYARD_WORKERS ?? 2),
  reporter: [["list"]],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    colorScheme: "light",
    launchOptions,
    locale: "en-GB",
    screenshot: "only-on-failure",
    // A service worker would answer before a test can; the test of working offline lets it.
    serviceWorkers: "block",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
  },
});
