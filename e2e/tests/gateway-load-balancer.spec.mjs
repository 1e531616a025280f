// Inspection by a Gateway Load Balancer: in front of a subnet, and behind a transit gateway with and without appliance mode.

import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** The drawing of a fixture of packets. */
async function fixture(name, title) {
  const file = new URL(`../../core/fixtures/paths/${name}.md`, import.meta.url);
  const [, drawing] = /```json\n([\s\S]*?)\n```/.exec(await readFile(file, "utf8"));
  return JSON.stringify({ type: "netyard", version: 1, title, ...JSON.parse(drawing) });
}

test("what comes in passes the appliance, and stops where the appliance admits no GENEVE", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openReady("A bump in the wire: inspection by a Gateway Load Balancer");
  await user.sendPacket({ from: "internet", to: "web", port: 443 });
  await user.seesDelivered();
  await expect(user.drawer.getByRole("row").getByRole("button", { name: "firewall", exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

test("without appliance mode the reply comes by another zone and is lost, with it both ways pass one appliance", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openText("transit.netyard.json", await fixture("net-gwlb-transit", "Inspection behind a hub"));
  await user.seesTitle("Inspection behind a hub");
  await user.sendPacket({ from: "web", to: "db-b", port: 443 });
  await user.seesDropped("GWLB_ASYMMETRIC");
  await expect(user.drawer.getByText("Turn appliance mode of hub-inspection on").first()).toBeVisible();
  await expectAccessible(page);

  await user.drawer.getByRole("button", { name: "Turn appliance mode of hub-inspection on" }).first().click();
  await user.seesDelivered();
  await expectAccessible(page);

  // Both ends in one zone need no appliance mode.
  await user.undoButton.click();
  await user.seesDropped("GWLB_ASYMMETRIC");
  await user.sendPacket({ from: "web", to: "db-a", port: 443 });
  await user.seesDelivered();
});
