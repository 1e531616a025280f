// AWS Network Firewall: a firewall from nothing, and a ready drawing with its rules.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

test("a firewall in a subnet comes with its endpoint, and a finding says that no route leads there", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.dragPart("VPC", { x: 420, y: 200 });
  await user.dragPart("Subnet", await user.place("vpc-1", 0.5, 0.6));
  await user.rename("inspect-a");
  await user.dragPart("Network Firewall", await user.place("inspect-a", 0.5, 0.7));
  await expect(user.thing("firewall-1")).toHaveAttribute("aria-label", /network firewall/i);
  await user.openTab("Findings");
  await expect(user.finding("No route leads to firewall-1")).toBeVisible();
  await expectAccessible(page);
});

test("a rule drops one port, and the packet names it", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openReady("Central inspection: ports, names, and one endpoint for both ways");
  await user.sendPacket({ from: "app-1", to: "app-2", port: 8080 });
  await user.seesDelivered();
  await user.sendPacket({ from: "app-1", to: "app-2", port: 445 });
  await user.seesDropped("FIREWALL_RULES_RESTRICTION");
  await expectAccessible(page);
});
