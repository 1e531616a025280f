// Two sites and the line between them: drawn by mouse and by keys, and switched off.

import { expect, open, test } from "../support/test.mjs";
import { KeyboardUser } from "../support/keyboard-user.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** A site with one host. */
const site = (at, name, network, host) => ({
  [`site-${at}`]: { type: "onPremisesSite", name, cidrBlocks: [`${network}.0/24`] },
  [`host-${at}`]: {
    type: "onPremisesHost",
    name: host,
    onPremisesSiteId: `site-${at}`,
    ipAddresses: [`${network}.10`],
  },
});

/** Two offices that nothing joins. */
const OFFICES = JSON.stringify({
  type: "netyard",
  version: 1,
  title: "Two offices",
  resources: { ...site(1, "north", "192.168.1", "desk"), ...site(2, "south", "192.168.2", "printer") },
});

async function openOffices(user) {
  await user.openText("offices.json", OFFICES);
  await expect(user.thing("printer")).toBeVisible();
}

test("a line that is dragged between two sites carries packets, and none while it is off", async ({ user, page }) => {
  await openOffices(user);
  await user.sendPacket({ from: "desk", to: "printer" });
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");

  await user.canvas.focus();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Connect (C)" }).click();
  const [from, to] = [await user.place("north", 0.5, 0.08), await user.place("south", 0.5, 0.08)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 10 });
  await page.mouse.up();
  await expect(page.locator(".toasts")).toContainText("north and south have a line");
  await user.seesDelivered();

  await page.keyboard.press("Escape");
  await user.select("north");
  await page.keyboard.press("e");
  await expect(user.inspector.getByText("Line between sites")).toBeVisible();
  await user.inspector.getByRole("button", { name: "Switch off (what if)" }).click();
  await expect(page.getByRole("group", { name: "What if" })).toContainText(/the line between (north and south|south and north) down/);
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");
  await page.getByRole("button", { name: "All on again" }).click();
  await user.seesDelivered();
  await user.inspector.getByRole("button", { name: "Delete the line" }).click();
  await user.seesDropped("NO_ROUTE_TO_DESTINATION");
});

test("by keys it is the same, and what no line can join is said in words", async ({ page }) => {
  await open(page);
  const user = new KeyboardUser(page);
  await openOffices(user);
  await user.connect("north", "south");
  await expect(page.locator(".toasts")).toContainText("north and south have a line");
  await user.connect("north", "south");
  await expect(page.locator(".toasts")).toContainText("north and south have a line already");
});

test("the connection table of an instance is filled to see what happens", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.select("app-1");
  await user.inspector.getByRole("checkbox", { name: "Its connection table is full" }).click();
  await expect(page.getByRole("group", { name: "What if" })).toContainText("the connection table of app-1 full");
  await expect(user.canvas.getByLabel(/^app-1, .*connection table full \(what if\)/)).toBeVisible();
  await expect(user.canvas.locator(".off-tag")).toHaveText("Full");
});
