// Hubs and sites, drawn from nothing: two VPCs on a transit gateway, an office over VPN.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** A VPC with a subnet and an instance of that name, whose group admits https from everywhere. */
async function drawSpoke(user, vpc, subnet, instance, at) {
  await user.dragPart("VPC", at);
  await user.dragPart("Subnet", await user.place(vpc, 0.5, 0.6));
  await user.rename(subnet);
  await user.dragPart("Instance", await user.place(subnet, 0.5, 0.7));
  await user.rename(instance);
  await user.inspector.getByRole("button", { name: `default-${vpc}`, exact: true }).click();
  await user.addInboundRule("tcp 443", "0.0.0.0/0");
}

/** Connects two things with keys: C, the first letters of the other, Enter. */
async function connect(user, from, to) {
  await user.select(from);
  await user.page.keyboard.press("c");
  await user.page.keyboard.type(to);
  await user.page.keyboard.press("Enter");
}

test("two VPCs on a transit gateway: delivered, dropped without the route, and delivered again", async ({ user, page }) => {
  test.setTimeout(180_000);
  await drawSpoke(user, "vpc-1", "app-a", "app-1", { x: 320, y: 220 });
  await drawSpoke(user, "vpc-2", "data-a", "data-1", { x: 720, y: 220 });
  await user.dragPart("Transit gateway", { x: 560, y: 620 });
  await expect(user.thing("tgw-1")).toHaveAttribute("aria-label", /transit gateway/);

  // The first VPC by keys, the second with the mouse.
  await connect(user, "vpc-1", "tgw-1");
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("tgw-1-vpc-1");
  await expect(user.inspector.getByRole("combobox", { name: "Table of tgw-1" })).toContainText("rtb-tgw-1");
  await page.getByRole("button", { name: /^Connect/ }).first().click();
  const [from, to] = [await user.standing("vpc-2"), await user.standing("tgw-1")];
  await page.mouse.move(from.x + from.width / 2, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(user.thing("tgw-1")).toHaveAttribute("aria-label", /2 attachments/);
  await page.getByRole("button", { name: "Add the routes both ways" }).click();

  await user.sendPacket({ from: "app-1", to: "data-1" });
  await user.seesDelivered();

  // The table of the gateway marks what decided, and learns both networks.
  await user.select("tgw-1");
  await user.inspector.getByRole("button", { name: "rtb-tgw-1" }).click();
  const routes = user.inspector.getByRole("table").first();
  await expect(routes).toContainText("10.0.0.0/16");
  await expect(routes).toContainText("10.1.0.0/16");
  await expectAccessible(page);

  await user.select("app-a");
  await user.removeRoute("10.1.0.0/16");
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");
  await user.undoButton.click();
  await user.seesDelivered();

  // Without its association what comes in is dropped at the gateway.
  await user.select("tgw-1");
  await user.inspector.getByRole("button", { name: "tgw-1-vpc-1" }).click();
  await user.inspector.getByRole("combobox", { name: "Table of tgw-1" }).selectOption("");
  await user.seesDropped("TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION");
  await user.undoButton.click();
  await user.seesDelivered();
  await user.undoEverything();
  await expect(user.thing("vpc-1")).toBeHidden();
});

test("an office reaches a private instance over VPN, and not while both tunnels are down", async ({ user, page }) => {
  test.setTimeout(180_000);
  await drawSpoke(user, "vpc-1", "app-a", "app-1", { x: 740, y: 240 });
  await user.dragPart("On-premises site", { x: 290, y: 240 });
  await user.dragPart("On-premises host", await user.place("site-1", 0.5, 0.6));
  await user.dragPart("Virtual private gateway", await user.place("vpc-1", 0.02, 0.6));
  await connect(user, "site-1", "vgw");
  await page.getByRole("button", { name: "Propagate its routes in vpc-1" }).click();
  await expect(user.thing("cgw-site-1")).toHaveAttribute("aria-label", /customer gateway/);
  await user.sendPacket({ from: "host-1", to: "app-1" });
  await user.seesDelivered();

  await user.select("vpc-1");
  await user.inspector.getByRole("button", { name: "vgw-vpc-1" }).click();
  await user.inspector.getByRole("button", { name: "vpn-1" }).click();
  await user.inspector.getByRole("combobox", { name: "State of tunnel 1" }).selectOption("DOWN");
  await user.seesDelivered();
  await user.inspector.getByRole("combobox", { name: "State of tunnel 2" }).selectOption("DOWN");
  await user.seesDropped("BAD_STATE_VPN");
  await expectAccessible(page);
  await user.undoButton.click();
  await user.seesDelivered();
});
