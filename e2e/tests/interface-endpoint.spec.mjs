// An interface endpoint from nothing: its group, its second zone, what it never does.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** Connects two things with keys: C, the first letters of the other, Enter. */
async function connect(user, from, to) {
  await user.select(from);
  await user.page.keyboard.press("c");
  await user.page.keyboard.type(to);
  await user.page.keyboard.press("Enter");
}

test("an endpoint in a subnet is asked and never asks, and a finding gives it its names", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.dragPart("VPC", { x: 420, y: 200 });
  await user.dragPart("Subnet", await user.place("vpc-1", 0.5, 0.6));
  await user.rename("app-a");
  await user.dragPart("Instance", await user.place("app-a", 0.25, 0.7));
  await user.rename("web");
  await user.dragPart("Interface endpoint", await user.place("app-a", 0.9, 0.7));
  await expect(user.thing("sqs-endpoint")).toHaveAttribute("aria-label", /interface endpoint/i);
  await expect(user.inspector.getByRole("combobox", { name: "Service", exact: true })).toHaveValue(
    "com.amazonaws.eu-west-1.sqs",
  );
  await expect(user.inspector.getByRole("checkbox", { name: "Private DNS names" })).not.toBeChecked();

  // Both carry the default group of the VPC, which admits its members.
  await user.sendPacket({ from: "web", to: "sqs-endpoint", port: 443 });
  await user.seesDelivered();
  await user.sendPacket({ from: "sqs-endpoint", to: "web", port: 443 });
  await user.seesDropped("VPCE_INTRA_VPC_TRAFFIC");
  await expectAccessible(page);

  // Without private names the name of the service leads past it: the finding mends that, with what the VPC needs for it.
  await user.openTab("Findings");
  await user.finding("no private DNS names").getByRole("button", { name: /Switch the private DNS names/ }).click();
  await user.select("sqs-endpoint");
  await expect(user.inspector.getByRole("checkbox", { name: "Private DNS names" })).toBeChecked();
});

test("a line to a subnet of another zone gives it an interface, and one zone may fail then", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openReady("Interface endpoint: its group and its names");
  // Another subnet of a zone in which it has one is refused.
  await connect(user, "queues", "app-a");
  await expect(page.getByText("AWS takes one subnet in a zone").first()).toBeVisible();
  await user.select("app-1");
  await connect(user, "queues", "endpoints-b");
  await expect(page.getByText("queues has an interface in endpoints-b").first()).toBeVisible();
  await user.sendPacket({ from: "app-2", to: "queues", port: 443 });
  await user.seesDelivered();
  await expectAccessible(page);

  // Switched off it takes nothing, in either zone.
  const card = await page.locator("#canvas").getByLabel(/^queues, interface endpoint/).boundingBox();
  await page.mouse.click(card.x + card.width / 2, card.y + card.height / 2);
  await user.inspector.getByRole("button", { name: "Switch off (what if)" }).click();
  await user.seesDropped("BAD_STATE");
});
