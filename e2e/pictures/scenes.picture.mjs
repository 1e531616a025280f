// Every picture of docs/pictures, in both themes: each scene is reached in the way a person reaches it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/page-folder.mjs";
import { squeezed } from "../support/squeeze.mjs";
import { expect, test } from "../support/test.mjs";
import { MANY } from "./many.mjs";
import { TROUBLED } from "./troubled.mjs";

const NARROW = { width: 600, height: 900 };
const TWO_ZONES = "One NAT gateway per zone";
const ACCOUNT = join(root, "formats/fixtures/aws-describe/account.json");

/** The whole drawing fits on the screen. */
async function fit(user) {
  const zoom = user.page.getByRole("group", { name: "Zoom" });
  await zoom.getByRole("button", { name: "Show the whole drawing" }).click();
}

async function delivered(user) {
  await user.openReady(TWO_ZONES);
  await user.sendPacket({ from: "app-1", to: "internet" });
  await user.seesDelivered();
  await fit(user);
}

/** What is on each picture. */
const SCENES = {
  empty: async () => {},
  drawing: async (user) => {
    await user.openReady(TWO_ZONES);
    await fit(user);
    await user.select("app-1");
  },
  delivered,
  dropped: async (user) => {
    await delivered(user);
    await user.select("app-a");
    await user.removeRoute("0.0.0.0/0");
    await user.seesDropped("NO_ROUTE_TO_DESTINATION");
  },
  findings: async (user) => {
    await user.openText("shop.json", TROUBLED);
    await user.openTab("Findings");
    await fit(user);
  },
  share: async (user) => {
    await user.openReady(TWO_ZONES);
    await fit(user);
    await user.page.getByRole("banner").getByRole("button", { name: "Share" }).click();
    await expect(user.dialog("Share this drawing")).toBeVisible();
  },
  gallery: async (user) => {
    await user.fromDrawingMenu("Ready drawings");
    await expect(user.dialog("Ready drawings").getByRole("listitem").first()).toBeVisible();
  },
  import: async (user) => {
    await user.dropFiles([{ name: "account.json", text: readFileSync(ACCOUNT, "utf8") }]);
    await expect(user.page.getByRole("region", { name: "Import report" })).toBeVisible();
  },
  narrow: async (user) => {
    await delivered(user);
    await user.page.setViewportSize(NARROW);
    await fit(user);
  },
  "zoomed-out": async (user) => {
    await user.openText("teams.json", MANY);
    await user.seesTitle("Nine teams");
    await fit(user);
  },
};

for (const [name, reach] of Object.entries(SCENES)) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test("picture", async ({ user, page }) => {
        await reach(user);
        // Pointer away and everything at rest, so that two runs give the same picture.
        await page.mouse.move(700, 60);
        await user.standingStill();
        const picture = squeezed(await page.screenshot());
        writeFileSync(join(root, "docs/pictures", `${name}-${colorScheme}.png`), picture);
      });
    });
  }
}
