// A public and a private subnet, drawn from nothing with a mouse; packets lost and mended.

import { expect, open, test } from "../support/test.mjs";
import { User } from "../support/user.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** A VPC with an internet gateway and a subnet whose own table leads to it, and web-1 in it. */
async function drawPublicSubnet(user) {
  await user.dragPart("VPC", { x: 480, y: 250 });
  await user.dragPart("Subnet", await user.place("vpc-1"));
  await user.rename("public-a");
  await user.dragPart("Internet gateway", await user.place("vpc-1", 0.8, 0.05));
  await user.dragPart("Route table", await user.place("public-a", 0.5, 0.7));
  await user.addRoute("0.0.0.0/0", "igw-vpc-1");
  await user.dragPart("Instance", await user.place("public-a", 0.5, 0.7));
}

/** A second subnet, with app-1 in it, that goes out through a NAT gateway in the first. */
async function drawPrivateSubnet(user) {
  await user.dragPart("Subnet", await user.place("vpc-1", 0.5, 0.98));
  await user.rename("private-a");
  await user.dragPart("NAT gateway", await user.place("public-a", 0.5, 0.9));
  await user.dragPart("Route table", await user.place("private-a", 0.5, 0.7));
  await user.addRoute("0.0.0.0/0", "nat-a");
  await user.dragPart("Instance", await user.place("private-a", 0.5, 0.7));
  await user.rename("app-1");
}

test("a network drawn with the mouse delivers, drops without its route, and delivers again, travels by link and stays", async ({ user, page, browser, watch }) => {
  test.setTimeout(180_000);
  await drawPublicSubnet(user);
  await expect(user.thing("public-a")).toHaveAttribute("aria-label", /public subnet/);
  await drawPrivateSubnet(user);
  await expect(user.thing("private-a")).toHaveAttribute("aria-label", /private subnet/);

  // Without a public address the way out ends at the gateway; the private instance goes out through the NAT gateway.
  await user.sendPacket({ from: "app-1", to: "internet" });
  await user.seesDelivered();
  await user.sendPacket({ from: "web-1", to: "internet" });
  await user.seesDropped("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
  await user.select("web-1");
  await user.inspector.getByRole("button", { name: "Add one" }).click();
  await user.seesDelivered();

  // From outside, the group of web-1 decides.
  await user.sendPacket({ from: "internet", to: "web-1" });
  await user.seesDropped("ENI_SG_RULES_MISMATCH");
  await user.select("web-1");
  await user.inspector.getByRole("button", { name: "default-vpc-1", exact: true }).click();
  await user.addInboundRule("tcp 443", "0.0.0.0/0");
  await user.seesDelivered();

  // The private subnet loses its route: the drop names what is missing, and proposes it.
  await user.sendPacket({ from: "app-1", to: "internet" });
  await user.seesDelivered();
  await user.select("private-a");
  await user.removeRoute("0.0.0.0/0");
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");
  await user.applyProposedFix();
  await user.seesDelivered();

  // The copied link opens the same drawing, byte for byte, in a profile that never saw the page.
  const drawn = await user.savedFile();
  const link = await user.copiedLink();
  const elsewhere = await browser.newContext();
  await watch(elsewhere);
  const receiver = new User(await elsewhere.newPage());
  await open(receiver.page, link);
  await expect(receiver.thing("app-1")).toBeVisible();
  expect(await receiver.savedFile()).toBe(drawn);
  await receiver.sendPacket({ from: "app-1", to: "internet" });
  await receiver.seesDelivered();
  await elsewhere.close();

  // A reload shows it as it was.
  await user.seesSaved();
  await page.reload();
  await expect(user.thing("app-1")).toBeVisible();
  expect(await user.savedFile()).toBe(drawn);
});

test("findings appear and vanish while the network is drawn", async ({ user }) => {
  await user.openTab("Findings");
  await user.dragPart("VPC", { x: 480, y: 250 });
  await expect(user.finding("vpc-1 has no subnet yet")).toBeVisible();
  await expect(user.finding("vpc-1 has no internet gateway")).toBeVisible();

  await user.dragPart("Subnet", await user.place("vpc-1"));
  await expect(user.finding("vpc-1 has no subnet yet")).toHaveCount(0);

  await user.dragPart("NAT gateway", await user.place("subnet-a", 0.5, 0.7));
  await expect(user.finding("nat-a stands in subnet-a, which has no route to an internet gateway")).toBeVisible();

  await user.dragPart("Internet gateway", await user.place("vpc-1", 0.8, 0.05));
  await expect(user.finding("vpc-1 has no internet gateway")).toHaveCount(0);
  await user.finding("nat-a stands in subnet-a").getByRole("button", { name: /^Route 0\.0\.0\.0\/0/ }).click();
  await expect(user.finding("nat-a stands in subnet-a")).toHaveCount(0);
  await expect(user.thing("subnet-a")).toHaveAttribute("aria-label", /public subnet/);
});

test("everything that was drawn can be undone and done again", async ({ user, page }) => {
  await drawPublicSubnet(user);
  const drawn = await user.savedFile();
  const steps = await user.undoEverything();
  expect(steps).toBeGreaterThan(5);
  await expect(user.canvas.getByLabel(/./)).toHaveCount(0);
  for (let step = 0; step < steps; step += 1) await user.redoButton.click();
  await expect(user.redoButton).toBeDisabled();
  expect(await user.savedFile()).toBe(drawn);
  await expect(page.getByRole("banner")).toBeVisible();
});

test("a part dropped where it cannot be is refused with a reason and leaves no trace", async ({ user, page }) => {
  await user.dragPart("VPC", { x: 480, y: 250 });
  const before = await user.savedFile();
  await user.dragPart("NAT gateway", await user.place("vpc-1"));
  await expect(page.getByText(/NAT gateway stands in a subnet/).first()).toBeVisible();
  expect(await user.savedFile()).toBe(before);
});
