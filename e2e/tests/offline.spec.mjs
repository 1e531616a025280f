// After one visit the page opens without a network.

import { pageFolder } from "../support/page-folder.mjs";
import { serve } from "../support/static-server.mjs";
import { expect, open, test } from "../support/test.mjs";

test.use({ serviceWorkers: "allow" });

test("the second load needs no network", async ({ page, complaints }) => {
  const server = await serve(pageFolder());
  await open(page, `${server.origin}/`);
  await expect(page.locator("html")).toHaveAttribute("data-offline", "ready");
  await server.stop();

  // The browser itself logs the failed attempt to reach the host.
  complaints.expect(/ERR_CONNECTION_REFUSED|Failed to fetch/);
  await open(page, `${server.origin}/`);
  await expect(page).toHaveTitle(/Netyard/);
  await expect(page.getByRole("main")).toBeVisible();
  // So do the parts that come later: the dialogs, and the rules.
  await page.keyboard.press("Control+/");
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await expect(page.getByText("Checking…")).toHaveCount(0);
});
