// Connect peers: a GRE tunnel from an appliance to a transit gateway, drawn by mouse and by keys, and what its BGP sessions
// do to a packet.

import { expectAccessible } from "../support/accessibility.mjs";
import { KeyboardUser } from "../support/keyboard-user.mjs";
import { expect, open, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const ALL = { g1: { ipProtocol: "all", cidrIp: "0.0.0.0/0" } };

/** A subnet with an instance and a route table of its own. */
const subnet = (key, vpc, network, host, name, routes) => ({
  [`subnet-${key}`]: { type: "subnet", name: `sub-${name}`, vpcId: vpc, availabilityZone: "eu-west-1a", cidrBlock: `${network}.0/24` },
  [`rtb-${key}`]: { type: "routeTable", name: `rt-${name}`, vpcId: vpc, subnetIds: [`subnet-${key}`], routes },
  [`i-${key}`]: { type: "instance", name },
  [`eni-${key}`]: {
    type: "networkInterface",
    subnetId: `subnet-${key}`,
    privateIpAddresses: [{ privateIpAddress: `${network}.${host}` }],
    groupIds: [`sg-${vpc}`],
    attachment: { instanceId: `i-${key}` },
  },
});

/** A shop and an edge VPC on one hub; behind the appliance of the edge VPC stands a host that only the tunnel leads to. */
const EDGE = JSON.stringify({
  type: "netyard",
  version: 1,
  title: "Edge",
  resources: {
    "tgw-1": { type: "transitGateway", name: "hub", region: "eu-west-1", options: { transitGatewayCidrBlocks: ["10.99.0.0/24"] } },
    "tgw-rtb-1": {
      type: "transitGatewayRouteTable",
      name: "rt-hub",
      transitGatewayId: "tgw-1",
      defaultAssociationRouteTable: true,
      defaultPropagationRouteTable: true,
      associations: ["tgw-attach-a", "tgw-attach-e"],
      propagations: ["tgw-attach-a"],
    },
    "tgw-attach-a": { type: "transitGatewayAttachment", name: "hub-shop", transitGatewayId: "tgw-1", resourceId: "vpc-a", subnetIds: ["subnet-a"] },
    "tgw-attach-e": { type: "transitGatewayAttachment", name: "hub-edge", transitGatewayId: "tgw-1", resourceId: "vpc-e", subnetIds: ["subnet-p"] },
    "vpc-a": { type: "vpc", name: "shop", region: "eu-west-1", cidrBlocks: ["10.1.0.0/16"] },
    "vpc-e": { type: "vpc", name: "edge", region: "eu-west-1", cidrBlocks: ["10.2.0.0/16"] },
    "sg-vpc-a": { type: "securityGroup", vpcId: "vpc-a", groupName: "open", ipPermissions: ALL },
    "sg-vpc-e": { type: "securityGroup", vpcId: "vpc-e", groupName: "open", ipPermissions: ALL },
    ...subnet("a", "vpc-a", "10.1.1", 10, "till", { r1: { destinationCidrBlock: "10.2.0.0/16", transitGatewayId: "tgw-1" } }),
    ...subnet("p", "vpc-e", "10.2.2", 20, "sdwan", {}),
    ...subnet("h", "vpc-e", "10.2.3", 30, "branch", { r1: { destinationCidrBlock: "10.1.0.0/16", networkInterfaceId: "eni-p" } }),
  },
});

async function openEdge(user) {
  await user.openText("edge.json", EDGE);
  await expect(user.thing("branch")).toBeVisible();
}

const session = (user, number) => user.inspector.getByRole("checkbox", { name: `BGP session ${number} is down` });

for (const scheme of ["light", "dark"]) {
  test(`an instance that is dragged to a transit gateway ends a tunnel (${scheme})`, async ({ user, page }) => {
    test.setTimeout(90_000);
    await page.emulateMedia({ colorScheme: scheme });
    await openEdge(user);
    await page.getByRole("button", { name: "Connect (C)" }).click();
    const [from, to] = [await user.place("sdwan"), await user.place("hub")];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 10 });
    await page.mouse.up();
    const toast = page.locator(".toast").filter({ hasText: "gre-1 joins sdwan and hub by a GRE tunnel over hub-edge" });
    await expect(toast).toBeVisible();
    await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("gre-1");
    await page.screenshot({ path: test.info().outputPath(`drawn-${scheme}.png`) });
    // The sentence is read in one piece, whatever the buttons say.
    const [words, whole] = [await toast.locator("p").boundingBox(), await toast.boundingBox()];
    expect(words.width).toBeGreaterThan(whole.width * 0.7);
    await toast.getByRole("button", { name: "Route 10.99.0.0/24 to hub, and let it forward" }).click();

    // Nothing is announced yet: the hub knows no way to the branch.
    await user.sendPacket({ from: "till", to: "branch", port: 443 });
    await user.seesDropped("TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT");
    await user.inspector.getByRole("button", { name: "Add a prefix" }).click();
    await expect(user.inspector.getByRole("textbox", { name: "Prefix" })).toBeFocused();
    await page.keyboard.type("10.2.3.0/24");
    await page.keyboard.press("Enter");
    await user.seesDelivered();
    await page.screenshot({ path: test.info().outputPath(`delivered-${scheme}.png`) });
    await expectAccessible(page);

    // One session carries it, none does not.
    await session(user, 1).click();
    await user.seesDelivered();
    await session(user, 2).click();
    await user.seesDropped("BAD_STATE");
    await expect(page.getByRole("group", { name: "What if" })).toContainText("gre-1");
    await page.screenshot({ path: test.info().outputPath(`closed-${scheme}.png`) });
    await page.getByRole("button", { name: "All on again" }).click();
    await user.seesDelivered();

    // The same in the drawing itself.
    for (const number of [1, 2]) {
      await user.inspector.getByRole("combobox", { name: `State of BGP session ${number}` }).selectOption("down");
    }
    await user.seesDropped("BAD_STATE");
    await user.undoButton.click();
    await user.seesDelivered();
  });
}

/** Draws a line with the mouse, from the name of a thing to the middle of another. */
async function drawLine(user, from, to) {
  const { mouse } = user.page;
  await user.page.getByRole("button", { name: "Connect (C)" }).click();
  const [start, end] = [await user.standing(from), await user.place(to)];
  await mouse.move(start.x + 60, start.y + 12);
  await mouse.down();
  await mouse.move(end.x, end.y, { steps: 10 });
  await mouse.up();
}

test("from nothing, with the mouse: what the page proposes makes the tunnel deliver", async ({ user, page }) => {
  test.setTimeout(150_000);
  const drop = async (part, into, name, down = 0.6) => {
    await user.dragPart(part, typeof into === "string" ? await user.place(into, 0.5, down) : into);
    await user.rename(name);
  };
  await drop("VPC", { x: 320, y: 230 }, "shop");
  await drop("Subnet", "shop", "shop-a");
  await drop("Instance", "shop-a", "till");
  await drop("VPC", { x: 780, y: 230 }, "edge");
  await drop("Subnet", "edge", "edge-a");
  await drop("Instance", "edge-a", "sdwan");
  await drop("Subnet", "edge", "branch-a", 0.97);
  await drop("Instance", "branch-a", "branch");
  await drop("Transit gateway", { x: 480, y: 700 }, "hub");
  await drawLine(user, "shop", "hub");
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("hub-shop");
  // One line from the appliance makes the attachment of its VPC too.
  await drawLine(user, "sdwan", "hub");
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("gre-1");
  await page.locator(".toast").getByRole("button", { name: "Route 10.255.0.0/24 to hub, and let it forward" }).click();
  await user.inspector.getByRole("button", { name: "Add a prefix" }).click();
  await page.keyboard.type("10.1.1.0/24");
  await page.keyboard.press("Enter");

  await user.sendPacket({ from: "till", to: "branch", port: 443 });
  const callout = page.getByRole("region", { name: "Why the packet stops" });
  for (const act of [
    /^Add route 10\.1\.0\.0\/16 to hub$/,
    /^Add an inbound rule to .*: protocol 47 from 10\.255\.0\.1\/32$/,
    /^Add an inbound rule to .*: tcp 443 from 10\.0\.0\.0\/24$/,
    /^Add route 10\.0\.0\.0\/16 to hub$/,
  ]) {
    await callout.getByRole("button", { name: act }).click();
  }
  await user.seesDelivered();
  const hop = user.drawer.getByRole("row").filter({ hasText: "takes it out of the GRE tunnel" });
  await expect(hop).toHaveCount(1);

  // While the hub learns the range of the VPC too, a packet has a way beside the tunnel; without it the sessions decide.
  await page.getByRole("tab", { name: "Outline" }).click();
  await user.parts.getByRole("row").getByText("hub-edge", { exact: true }).click();
  await user.inspector.getByRole("checkbox", { name: "rtb-tgw-1" }).uncheck();
  await user.seesDelivered();
  await user.parts.getByRole("row").getByText("gre-1", { exact: true }).click();
  for (const number of [1, 2]) await session(user, number).click();
  await user.seesDropped("BAD_STATE");
  await expect(page.getByRole("group", { name: "What if" })).toContainText("BGP session 2 of gre-1 down");
  await page.screenshot({ path: test.info().outputPath("from-nothing.png") });
});

test("by keys it is the same", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  const user = new KeyboardUser(page);
  await openEdge(user);
  await user.connect("sdwan", "hub");
  const toast = page.locator(".toast").filter({ hasText: "gre-1 joins sdwan and hub by a GRE tunnel over hub-edge" });
  await user.pressButton(toast.getByRole("button", { name: "Route 10.99.0.0/24 to hub, and let it forward" }));
  await user.settingsOf("gre-1");
  await user.pressButton(user.inspector.getByRole("button", { name: "Add a prefix" }));
  await expect(user.inspector.getByRole("textbox", { name: "Prefix" })).toBeFocused();
  await page.keyboard.type("10.2.3.0/24");
  await page.keyboard.press("Enter");
  await expect(user.inspector.getByRole("button", { name: "Remove the prefix" })).toBeVisible();
  await page.keyboard.press("Escape");
  await user.sendPacketFrom("till", "branch");
  await user.seesDelivered();
  await user.settingsOf("gre-1");
  for (const number of [1, 2]) {
    await user.seesDelivered();
    await user.tabTo(session(user, number));
    await page.keyboard.press("Space");
  }
  await user.seesDropped("BAD_STATE");
  // O switches both on again.
  await user.selectInOutline("gre-1");
  await user.goToCanvas();
  await page.keyboard.press("Shift+O");
  await user.seesDelivered();
});
