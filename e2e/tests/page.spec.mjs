// The page opens, and keeps to its security policy.

import { SUB_PATH } from "../support/static-server.mjs";
import { expect, open, test } from "../support/test.mjs";

test("the page opens", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle(/Netyard/);
  await expect(page.getByRole("main")).toBeVisible();
});

test("the page opens below the root of a host", async ({ page, host }) => {
  await open(page, host + SUB_PATH);
  await expect(page.getByRole("main")).toBeVisible();
});

test("everything that the page loads comes from its own host", async ({ page, host }) => {
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${host}/`)) elsewhere.push(request.url());
  });
  await open(page);
  await page.waitForLoadState("networkidle");
  expect(elsewhere).toEqual([]);
});

for (const scheme of ["light", "dark"]) {
  test(`the theme follows the system before the first paint: ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    // Without its WebAssembly the page stays as it is first painted.
    await page.route("**/*.wasm", (route) => new Promise(() => route));
    await page.goto("./");
    await expect(page.locator("html")).toHaveAttribute("data-theme", scheme);
  });
}

test("a page that cannot start says so", async ({ page, complaints }) => {
  complaints.expect(/wasm|WebAssembly|404|Not Found/i);
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("Netyard did not start");
});

test("the policy refuses inline scripts, inline styles and foreign hosts", async ({ page, complaints }) => {
  await open(page);
  complaints.expect(/./);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.inlineScriptRan = true";
    document.head.append(script);
    const styled = document.createElement("p");
    styled.setAttribute("style", "position: fixed");
    document.body.append(styled);
    const reached = await fetch("https://example.com/").then(() => true, () => false);
    return { script: globalThis.inlineScriptRan === true, style: getComputedStyle(styled).position, reached };
  });
  expect(ran).toEqual({ script: false, style: "static", reached: false });
  // The guard of all other tests rests on these reports.
  for (const directive of ["script-src-elem", "style-src-attr", "connect-src"]) {
    await expect.poll(() => complaints.all.join("\n")).toContain(`security policy: ${directive} refused`);
  }
});
