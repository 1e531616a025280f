// Where a packet stops is seen at once: on the canvas above the drawer, and in the list of hops.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 800 } });

/** The way out ends at the NAT gateway: the table of its subnet leads nowhere. */
const NO_WAY_OUT = JSON.stringify({
  type: "netyard",
  version: 1,
  title: "No way out",
  resources: {
    "vpc-1": { type: "vpc", name: "shop", region: "eu-west-1", cidrBlocks: ["10.0.0.0/16"] },
    "subnet-pub": { type: "subnet", name: "public-a", vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", availabilityZone: "eu-west-1a" },
    "subnet-app": { type: "subnet", name: "app-a", vpcId: "vpc-1", cidrBlock: "10.0.1.0/24", availabilityZone: "eu-west-1a" },
    "igw-1": { type: "internetGateway", name: "igw-shop", vpcId: "vpc-1" },
    "nat-1": { type: "natGateway", name: "nat-a", subnetId: "subnet-pub", privateIp: "10.0.0.7" },
    "eip-1": { type: "elasticIp", name: "nat-a address", publicIp: "203.0.113.7", natGatewayId: "nat-1" },
    "rtb-pub": { type: "routeTable", name: "rtb-public", vpcId: "vpc-1", subnetIds: ["subnet-pub"], routes: {} },
    "rtb-app": {
      type: "routeTable",
      name: "rtb-app",
      vpcId: "vpc-1",
      subnetIds: ["subnet-app"],
      routes: { r1: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" } },
    },
    "i-1": { type: "instance", name: "app-1" },
    "eni-1": {
      type: "networkInterface",
      name: "app-1 eth0",
      subnetId: "subnet-app",
      privateIpAddresses: [{ privateIpAddress: "10.0.1.5", primary: true }],
      groupIds: ["sg-1"],
      attachment: { instanceId: "i-1", deviceIndex: 0 },
    },
    "sg-1": { type: "securityGroup", name: "app-sg", vpcId: "vpc-1" },
  },
});

test("where the packet stops, and why, is above the drawer and in the list of hops", async ({ page, user }) => {
  await user.openText("no-way-out.json", NO_WAY_OUT);
  await user.seesTitle("No way out");
  // The drawing is pushed down, until the NAT gateway stands where the drawer will open.
  const before = await user.standing("nat-a");
  const canvas = await user.canvas.boundingBox();
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  await page.mouse.wheel(0, before.y - (canvas.y + canvas.height - 90));
  await expect.poll(async () => (await user.thing("nat-a").boundingBox()).y).toBeGreaterThan(before.y + 40);

  await user.sendPacket({ from: "app-1", to: "Internet" });
  await expect(user.verdict).toContainText("Dropped");
  const callout = page.getByRole("region", { name: "Why the packet stops" });
  await expect(callout).toBeVisible();
  const top = async () => (await user.drawer.boundingBox()).y;
  const bottom = async (locator) => {
    const box = await locator.boundingBox();
    return box.y + box.height;
  };
  // The mark stands where the packet would leave public-a: at its upper border.
  await expect.poll(async () => (await user.thing("public-a").boundingBox()).y + 16 - (await top())).toBeLessThanOrEqual(0);
  await expect.poll(async () => (await bottom(callout)) - (await top())).toBeLessThanOrEqual(0);
  await expect(user.drawer.locator(".hop-dropped")).toBeInViewport({ ratio: 0.9 });

});
