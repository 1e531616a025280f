// A hub with a spoke and an egress VPC, drawn from nothing: the spoke goes out through the NAT gateway of the other VPC.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** A subnet that leads to the internet, with a NAT gateway, and one beside it for the attachment. */
async function drawEgress(user) {
  await user.dragPart("VPC", { x: 800, y: 230 });
  await user.rename("egress");
  await user.dragPart("Subnet", await user.place("egress", 0.5, 0.6));
  await user.rename("public-a");
  await user.dragPart("Internet gateway", await user.place("egress", 0.8, 0.03));
  await user.dragPart("Route table", await user.place("public-a", 0.5, 0.7));
  await user.addRoute("0.0.0.0/0", "igw-egress");
  await user.dragPart("NAT gateway", await user.place("public-a", 0.5, 0.8));
  await user.dragPart("Subnet", await user.place("egress", 0.5, 0.97));
  await user.rename("attach-a");
  await user.dragPart("Route table", await user.place("attach-a", 0.5, 0.7));
  await user.addRoute("0.0.0.0/0", "nat-a");
}

async function drawSpoke(user) {
  await user.dragPart("VPC", { x: 300, y: 230 });
  await user.rename("spoke");
  await user.dragPart("Subnet", await user.place("spoke", 0.5, 0.6));
  await user.rename("app-a");
  await user.dragPart("Instance", await user.place("app-a", 0.5, 0.7));
  await user.rename("app-1");
  await user.dragPart("Route table", await user.place("app-a", 0.5, 0.9));
}

/** Connects two things with keys: C, the first letters of the other, Enter. */
async function connect(user, from, to) {
  await user.select(from);
  await user.page.keyboard.press("c");
  await user.page.keyboard.type(to);
  await user.page.keyboard.press("Enter");
}

test("a spoke goes out through the NAT gateway of an egress VPC, as long as every table says so", async ({ user }) => {
  test.setTimeout(240_000);
  await drawSpoke(user);
  await drawEgress(user);
  await user.dragPart("Transit gateway", { x: 480, y: 640 });
  await connect(user, "spoke", "tgw-1");
  await connect(user, "egress", "tgw-1");

  // Every table says where it goes: out by the spoke, through the hub, and back from the gateway.
  await user.select("app-a");
  await user.addRoute("0.0.0.0/0", "tgw-1");
  await user.select("tgw-1");
  await user.inspector.getByRole("button", { name: "rtb-tgw-1" }).click();
  await user.addRoute("0.0.0.0/0", "tgw-1-egress");
  await user.sendPacket({ from: "app-1", to: "internet" });
  // The request goes out; the reply follows the default route of the NAT gateway's subnet, which knows no spoke.
  await user.seesDropped("IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS");
  await expect(user.verdict).toContainText("reply");
  await user.select("public-a");
  await user.addRoute("10.0.0.0/16", "tgw-1");
  await user.seesDelivered();
  for (const component of ["tgw-1", "nat-a", "igw-egress"]) {
    await expect(user.drawer.getByRole("row").getByRole("button", { name: component, exact: true }).first()).toBeVisible();
  }

  // Without its route the hub drops what is for no VPC.
  await user.select("tgw-1");
  await user.inspector.getByRole("button", { name: "rtb-tgw-1" }).click();
  await user.removeRoute("0.0.0.0/0");
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");
  await user.undoButton.click();
  await user.seesDelivered();
  await user.undoEverything();
  await expect(user.thing("spoke")).toBeHidden();
});
