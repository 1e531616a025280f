// A web site behind an Application Load Balancer: made by hand over two zones, with a target that fails, and its listener.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const subnet = (name, zone, third) => ({
  type: "subnet",
  name,
  vpcId: "vpc-1",
  availabilityZone: `eu-west-1${zone}`,
  cidrBlock: `10.0.${third}.0/24`,
});
const inside = (of, subnetId, address, group) => ({
  type: "networkInterface",
  subnetId,
  groupIds: [group],
  privateIpAddresses: [{ privateIpAddress: address, primary: true }],
  attachment: { instanceId: of, deviceIndex: 0 },
});

/** Two public and two private subnets, a host in each private one, a database: no load balancer yet. */
const SHOP = JSON.stringify({
  type: "netyard",
  version: 1,
  title: "Shop",
  resources: {
    "vpc-1": { type: "vpc", name: "shop", region: "eu-west-1", cidrBlocks: ["10.0.0.0/16"] },
    "igw-1": { type: "internetGateway", name: "igw-shop", vpcId: "vpc-1" },
    "rtb-m": { type: "routeTable", name: "main", vpcId: "vpc-1", main: true },
    "rtb-1": {
      type: "routeTable",
      name: "public",
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      routes: { r1: { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" } },
    },
    "subnet-1": subnet("public-a", "a", 0),
    "subnet-2": subnet("public-b", "b", 1),
    "subnet-3": subnet("app-a", "a", 10),
    "subnet-4": subnet("app-b", "b", 11),
    "sg-app": { type: "securityGroup", name: "app-sg", groupName: "app-sg", vpcId: "vpc-1" },
    "sg-db": {
      type: "securityGroup",
      name: "db-sg",
      groupName: "db-sg",
      vpcId: "vpc-1",
      ipPermissions: { g1: { ipProtocol: "tcp", fromPort: 3306, toPort: 3306, groupId: "sg-app" } },
    },
    "i-1": { type: "instance", name: "web-1" },
    "eni-1": inside("i-1", "subnet-3", "10.0.10.10", "sg-app"),
    "i-2": { type: "instance", name: "web-2" },
    "eni-2": inside("i-2", "subnet-4", "10.0.11.10", "sg-app"),
    "db-1": { type: "dbInstance", name: "orders", engine: "mysql" },
    "eni-3": inside("db-1", "subnet-3", "10.0.10.20", "sg-db"),
  },
});

/** Connects two things with keys: C, the first letters of the other, Enter. */
async function connect(user, from, to) {
  // On its sign: a click on the name of what is selected already would rename it.
  await user.page.keyboard.press("Escape");
  const box = await user.standing(from);
  await user.page.mouse.click(box.x + 18, box.y + box.height / 2);
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(from);
  await user.page.keyboard.press("c");
  await user.page.keyboard.type(to);
  await user.page.keyboard.press("Enter");
}

/** Connects two things with the pointer. */
async function draw(user, from, to) {
  const [start, end] = [await user.standing(from), await user.standing(to)];
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  await user.page.keyboard.press("Escape");
  await user.page.keyboard.press("c");
  await user.page.mouse.move(...middle(start));
  await user.page.mouse.down();
  await user.page.mouse.move(...middle(end), { steps: 10 });
  await user.page.mouse.up();
}

/** Selects the card of a load balancer; its other nodes carry the same name. */
async function selectBalancer(user, name) {
  const box = await user.canvas.getByLabel(`${name}, load balancer`).boundingBox();
  await user.page.mouse.click(box.x + 60, box.y + 16);
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
}

/** A site with a load balancer, which web-1 and web-2 answer behind. */
async function site(user) {
  await user.openText("shop.json", SHOP);
  await user.seesTitle("Shop");
  await user.dragPart("Application Load Balancer", await user.place("public-a", 0.5, 0.85));
  await expect(user.thing("alb-1").first()).toHaveAttribute("aria-label", /load balancer/i);
  await expect(user.page.getByText("alb-1 in public-a and public-b: HTTP 80 to targets-1").first()).toBeVisible();
  await connect(user, "targets-1", "web-1");
  // What the targets do not admit yet is offered where they are connected.
  await user.page.getByRole("button", { name: "Admit alb-1-sg in app-sg" }).click();
  await connect(user, "targets-1", "web-2");
  await expect(user.page.getByText("web-2 is a target of targets-1").first()).toBeVisible();
}

test("requests are shared over two zones, and an unhealthy target gets none", async ({ user, page }) => {
  test.setTimeout(240_000);
  await site(user);
  await user.sendPacket({ from: "Internet", to: "alb-1", port: 80 });
  await user.seesDelivered();
  const tab = user.drawer.getByRole("tabpanel", { name: "Packet trace" });
  const ways = user.drawer.getByRole("list", { name: "Branches" });
  await expect(ways).toContainText("public-a (10.0.0.10) delivered, 50%");
  await expect(ways).toContainText("web-1 (10.0.10.10:80) delivered, 25%");
  await expect(ways).toContainText("web-2 (10.0.11.10:80) delivered, 25%");
  await expectAccessible(page);

  // One target is said to be ill: both nodes send everything to the other one.
  await user.select("targets-1");
  await user.inspector.getByRole("combobox", { name: "Health of web-1" }).selectOption("unhealthy");
  await expect(tab).toContainText("to web-2 (10.0.11.10:80)");
  await expect(ways).not.toContainText("web-1");
  await user.seesDelivered();
});

test("a listener is edited where it stands", async ({ user, page }) => {
  test.setTimeout(240_000);
  await site(user);
  await selectBalancer(user, "alb-1");
  const action = user.inspector.getByRole("combobox", { name: "Action" });
  await expect(action).toHaveValue("forward targets-1");
  await user.choose(action, "redirect HTTPS 443");
  await expect(user.inspector.getByRole("combobox", { name: "Action" })).toHaveValue("redirect HTTPS 443");
  await user.inspector.getByRole("textbox", { name: "Port", exact: true }).fill("8080");
  await user.inspector.getByRole("textbox", { name: "Port", exact: true }).press("Enter");
  await expect(user.inspector.getByRole("heading", { name: "Listener HTTP 8080" })).toBeVisible();
  await user.sendPacket({ from: "Internet", to: "alb-1", port: 80 });
  await user.seesDropped("ELBV2_LISTENER_PORT_RESTRICTION");
  await expectAccessible(page);
});

test("by keys alone: made on the selected VPC, connected, and a line deleted and back", async ({ user, page }) => {
  test.setTimeout(240_000);
  await user.openText("shop.json", SHOP);
  await user.seesTitle("Shop");
  await user.select("shop");
  const part = user.parts.getByRole("button", { name: "Application Load Balancer", exact: true });
  await part.focus();
  await page.keyboard.press("Enter");
  await expect(user.thing("targets-1")).toBeVisible();
  await connect(user, "targets-1", "web-1");
  await expect(page.getByText("web-1 is a target of targets-1").first()).toBeVisible();
  await draw(user, "targets-1", "web-2");
  await expect(page.getByText("web-2 is a target of targets-1").first()).toBeVisible();
});

test("what AWS never changes of a load balancer is refused, and made again with one press", async ({ user, page }) => {
  test.setTimeout(240_000);
  await site(user);
  await selectBalancer(user, "alb-1");
  const scheme = user.inspector.getByRole("combobox", { name: "Scheme" });
  await expect(scheme).toHaveValue("internet-facing");
  await scheme.selectOption("internal");
  await expect(page.getByText("alb-1 stays internet-facing").first()).toBeVisible();
  await expect(scheme).toHaveValue("internet-facing");
  await page.getByRole("button", { name: "Make alb-1 again as internal" }).click();
  await expect(user.inspector.getByRole("combobox", { name: "Scheme" })).toHaveValue("internal");

  await user.select("targets-1");
  const port = user.inspector.getByRole("textbox", { name: "Port", exact: true });
  await port.fill("8080");
  await port.press("Enter");
  await expect(user.inspector.getByText("targets-1 keeps port 80")).toBeVisible();
  await user.inspector.getByRole("button", { name: "Make it again with this port" }).click();
  await expect(port).toHaveValue("8080");
  await expect(user.inspector.getByText("targets-1 keeps port 80")).toHaveCount(0);
});
