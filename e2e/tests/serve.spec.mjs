// `cargo xtask serve` serves the page.

import { serveCommand } from "../support/serve-command.mjs";
import { expect, open, test } from "../support/test.mjs";

test("the page that cargo xtask serve serves opens", async ({ page }) => {
  // The first time, the command installs its tools and compiles everything.
  test.setTimeout(40 * 60_000);
  const served = await serveCommand();
  try {
    await open(page, served.address);
    await expect(page).toHaveTitle(/Netyard/);
    await expect(page.getByRole("main")).toBeVisible();
  } finally {
    served.stop();
  }
});
