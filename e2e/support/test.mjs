// `test` and `expect` for every browser test. Import these, not those of the test runner: they serve the page
// and fail a test during which the page complained.

import { test as base, expect } from "@playwright/test";
import { pageFolder } from "./page-folder.mjs";
import { serve } from "./static-server.mjs";
import { User } from "./user.mjs";

/** What the page complained about: errors in the console, uncaught errors, breaches of the security policy. */
class Complaints {
  #all = [];
  #expected = [];

  add(kind, text) {
    this.#all.push(`${kind}: ${text}`);
  }

  /** From here on, complaints that match do not fail the test. For tests that provoke one. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** All that was complained about, expected or not. */
  get all() {
    return [...this.#all];
  }

  /** What nobody expected. */
  get unexpected() {
    return this.#all.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }
}

/** Watches a browser context: every page in it, now and later. */
async function watch(context, complaints) {
  await context.exposeBinding("netyardReportViolation", (_source, violation) => {
    complaints.add("security policy", violation);
  });
  await context.addInitScript(() => {
    const report = globalThis.netyardReportViolation;
    document.addEventListener("securitypolicyviolation", (event) => {
      report(`${event.effectiveDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
  context.on("weberror", (error) => complaints.add("uncaught", error.error().stack ?? String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error") complaints.add("console", `${message.text()} (${message.location().url})`);
  });
}

export const test = base.extend({
  // The page under test on a host of its own, one for each worker.
  host: [
    async ({}, use) => {
      const server = await serve(pageFolder());
      await use(server.origin);
      await server.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ host }, use) => use(`${host}/`),

  // A test that opens a context of its own watches it with `watch(context)`.
  watch: async ({ complaints }, use) => use((context) => watch(context, complaints)),

  complaints: async ({}, use) => {
    const complaints = new Complaints();
    await use(complaints);
    expect(complaints.unexpected, "the page complained").toEqual([]);
  },

  context: async ({ context, watch }, use) => {
    await watch(context);
    await use(context);
  },

  // Somebody in front of the open page.
  user: async ({ page }, use) => {
    await open(page);
    await use(new User(page));
  },
});

export { expect };

/** Opens the page, or another address below it, and waits until it is mounted. */
export async function open(page, address = "./") {
  await page.goto(address);
  await expect(page.locator("#netyard > *").first()).toBeAttached();
}
