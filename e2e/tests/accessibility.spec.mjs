// Every state that a person meets has no serious accessibility fault, in either theme.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, open, test } from "../support/test.mjs";
import { atRest } from "../support/user.mjs";

const TEMPLATE = `Parameters: {Block: {Type: String}}
Resources:
  Shop: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block}}
`;

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
  "the export dialog": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.opensExport();
    await user.choosesForm("Mermaid, flowchart");
  },
  "the import dialog": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.fromDrawingMenu("Load a real network");
    const dialog = user.dialog("Load what you have");
    await dialog.getByText("Paste a text: a template, what AWS prints, a drawing or a link").click();
    await dialog.getByRole("textbox", { name: /^Values for parameters/ }).fill("wrong");
    await expect(dialog.getByText("a parameter is written NAME=VALUE")).toBeVisible();
    for (const more of await dialog.getByText(/^With .* also$/).all()) await more.click();
  },
  "the report of an import": async (user) => {
    await user.openText("shop.yaml", TEMPLATE);
    await expect(user.page.getByRole("region", { name: "Import report" })).toContainText("has no value");
  },
  "what an import would change": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    await user.fromDrawingMenu("Load a real network");
    const dialog = user.dialog("Load what you have");
    await dialog.getByRole("checkbox", { name: /^Into the open drawing, by id/ }).check();
    await dialog.getByText("Paste a text: a template, what AWS prints, a drawing or a link").click();
    await dialog.getByRole("textbox", { name: "Text", exact: true }).fill(TEMPLATE);
    await dialog.getByRole("button", { name: "Read the text" }).click();
    await expect(user.dialog("Import pasted text into the open drawing")).toBeVisible();
  },
  "the page inside of another one": async (user) => {
    await user.openReady("Private subnet with NAT gateway");
    const { hash } = new URL(await user.copiedLink());
    await user.page.goto("about:blank");
    await open(user.page, `./?embed=1${hash}`);
    await expect(user.page.getByRole("link", { name: "Open in Netyard" })).toBeVisible();
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
