// The page as it opens has no serious accessibility fault, in either theme.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, open, test } from "../support/test.mjs";

for (const scheme of ["light", "dark"]) {
  test(`the opened page is accessible in the ${scheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", scheme);
    await expectAccessible(page);
  });
}

test("the check finds a fault that is there", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const button = document.createElement("button");
    document.querySelector("main").append(button);
  });
  await expect(expectAccessible(page)).rejects.toThrow(/button-name/);
});
