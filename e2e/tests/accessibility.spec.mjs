// Every state that a person meets has no serious accessibility fault, in either theme.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, open, test } from "../support/test.mjs";
import { atRest } from "../support/user.mjs";

/** How each state is reached. */
const STATES = {
  "the opened page": async () => {},
  "a drawing with a packet that arrives": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.sendPacket({ from: "app-1", to: "internet" });
    await user.seesDelivered();
  },
  "a drawing with a packet that is dropped": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.sendPacket({ from: "internet", to: "app-1" });
    await expect(user.verdict).toContainText("Dropped");
    await user.select("app-1");
  },
  "the list of findings": async (user) => {
    await user.openReady("Structural errors and soft limits");
    await user.openTab("Findings");
  },
  "expectations and the outline": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.openTab("Expectations");
    await user.parts.getByRole("tab", { name: "Outline" }).click();
  },
  "the address plan": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.openTab("Address plan");
  },
  "the share dialog": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.page.getByRole("banner").getByRole("button", { name: "Share" }).click();
    await expect(user.dialog("Share this drawing")).toBeVisible();
  },
  "the gallery": async (user) => {
    await user.fromDrawingMenu("Ready drawings");
    await expect(user.dialog("Ready drawings").getByRole("listitem").first()).toBeVisible();
  },
  "the help": async (user) => {
    await user.page.getByRole("button", { name: "Keys (?)" }).click();
    await expect(user.dialog("Help")).toBeVisible();
  },
};

for (const colorScheme of ["light", "dark"]) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, viewport: { width: 1440, height: 900 } });

    for (const [state, reach] of Object.entries(STATES)) {
      test(`${state} is accessible`, async ({ user, page }) => {
        await reach(user);
        await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
        // What fades in is judged when it is there.
        await atRest(page);
        await expectAccessible(page);
      });
    }
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
