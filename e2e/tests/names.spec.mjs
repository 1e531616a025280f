// Names: an endpoint by the name of its service, records of a private zone, and a name with its last dot.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** How the name became addresses. */
const steps = (user) => user.drawer.getByRole("region", { name: "How the name was resolved" });

test("the name of a service leads to the endpoint, and without the attribute of the VPC nobody answers", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openReady("Interface endpoint: its group and its names");
  await user.sendPacket({ from: "app-1", to: "sqs.eu-west-1.amazonaws.com", port: 443 });
  await user.seesDelivered();
  await expect(steps(user)).toContainText("NOERROR");
  await expect(steps(user)).toContainText("10.0.10.50");
  await expectAccessible(page);

  // Without DNS hostnames the name leads past the endpoint, and the page says so.
  await user.select("shop");
  await user.inspector.getByRole("checkbox", { name: "DNS hostnames" }).click();
  await user.sendPacket({ from: "app-1", to: "sqs.eu-west-1.amazonaws.com", port: 443 });
  await expect(user.drawer.getByText("leads to the public addresses of the service and not to queues").first()).toBeVisible();
  await user.openTab("Findings");
  await expect(user.finding("queues has private DNS names")).toBeVisible();

  // Without DNS support nobody answers at all; the edit that the page proposes mends that.
  await user.select("shop");
  await user.inspector.getByRole("checkbox", { name: "DNS support" }).click();
  await user.sendPacket({ from: "app-1", to: "sqs.eu-west-1.amazonaws.com", port: 443 });
  await expect(user.verdict).toContainText(/Dropped|lost/);
  await expect(user.drawer.getByText("The Amazon resolver does not answer in shop").first()).toBeVisible();
  await expectAccessible(page);
});

test("a record is added, changed and taken out, and bad input is answered", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openReady("A private zone for some VPCs");
  await user.sendPacket({ from: "app-a", to: "db.corp.internal.", port: 5432 });
  await user.seesDelivered();

  await user.parts.getByRole("tab", { name: "Outline" }).click();
  await user.parts.getByRole("row").filter({ has: page.getByText("corp.internal", { exact: true }) }).first().click();
  await user.inspector.getByRole("button", { name: "Add a record" }).click();
  const fields = user.inspector.getByRole("textbox", { name: "Record", exact: true });
  await fields.last().fill("cache A ten");
  await fields.last().press("Enter");
  await expect(user.inspector.getByText('"ten" is no IPv4 address.')).toBeVisible();
  await fields.last().fill("cache A 60 10.0.20.5");
  await fields.last().press("Enter");
  await expect(fields.first()).toHaveValue("cache.corp.internal A 60 10.0.20.5");
  // Whoever types on does not command the canvas.
  await expect(user.inspector.getByRole("button", { name: "Add a record" })).toBeFocused();
  await expectAccessible(page);
  await user.sendPacket({ from: "app-a", to: "cache.corp.internal", port: 5432 });
  await user.seesDelivered();
  await expect(steps(user)).toContainText("10.0.20.5");

  // Taken out with its button, and back with undo.
  await user.inspector.getByRole("button", { name: "Remove the record" }).first().click();
  await expect(user.verdict).toContainText(/Dropped|lost/);
  await expect(user.drawer.getByText("has no record of cache.corp.internal").first()).toBeVisible();
  await user.undoButton.click();
  await user.seesDelivered();

  // AWS keeps the last VPC of a private zone. Out of the VPC of the sender nobody is answered.
  await user.inspector.getByRole("button", { name: "Remove it from the list" }).first().click();
  await expect(page.getByText("AWS does not take the last VPC of a private zone away").first()).toBeVisible();
  await user.inspector.getByRole("combobox", { name: "Associate with a VPC" }).selectOption("vpc-b");
  await expect(user.inspector.getByRole("button", { name: "Remove it from the list" })).toHaveCount(2);
  await user.inspector.getByRole("button", { name: "Remove it from the list" }).first().click();
  await expect(user.drawer.getByText("Associate the zone with vpc-a").first()).toBeVisible();
  await user.undoButton.click();
  await user.seesDelivered();
});

/** Selects a card by its sign: a click on the name of what is selected already would rename it. */
async function selectBySign(user, name) {
  await user.page.keyboard.press("Escape");
  const box = await user.standing(name);
  await user.page.mouse.click(box.x + 18, box.y + box.height / 2);
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
}

test("a private zone from the parts list stands on the canvas with its line, answers, and is taken from the VPC by its line", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openReady("A private zone for some VPCs");
  await user.dragPart("Private hosted zone", await user.place("vpc-a", 0.5, 0.95));
  await expect(user.thing("zone-1.internal")).toBeVisible();
  const lines = page.locator("#canvas .edge.association");
  const before = await lines.count();
  expect(before).toBeGreaterThan(1);
  await expectAccessible(page);

  await user.select("zone-1.internal");
  await user.inspector.getByRole("button", { name: "Add a record" }).click();
  const fields = user.inspector.getByRole("textbox", { name: "Record", exact: true });
  await fields.last().fill("store A 60 10.0.20.5");
  await fields.last().press("Enter");
  await user.sendPacket({ from: "app-a", to: "store.zone-1.internal", port: 5432 });
  await user.seesDelivered();
  await expect(steps(user)).toContainText("10.0.20.5");

  // Its line is a thing of its own. AWS keeps the last VPC of a private zone.
  await user.drawer.getByRole("button", { name: "Fold the drawer" }).click();
  await selectBySign(user, "zone-1.internal");
  await page.keyboard.press("e");
  const end = user.inspector.getByRole("button", { name: "End the association" });
  await end.click();
  await expect(page.getByText("AWS does not take the last VPC of a private zone away").first()).toBeVisible();
  await expect(lines).toHaveCount(before);
  await page.keyboard.press("Escape");

  // Dragged onto another VPC it answers that one, too; then the first line goes, and comes back with undo.
  const card = await user.standing("zone-1.internal");
  const other = await user.place("vpc-b", 0.5, 0.97);
  await page.mouse.move(card.x + card.width / 2, card.y + card.height / 2);
  await page.mouse.down();
  await page.mouse.move(other.x, other.y, { steps: 12 });
  await page.mouse.up();
  await expect(lines).toHaveCount(before + 1);
  await selectBySign(user, "zone-1.internal");
  await page.keyboard.press("e");
  await expect(user.inspector.getByText("zone-1.internal → vpc-a")).toBeVisible();
  await end.click();
  await expect(lines).toHaveCount(before);
  await user.drawer.getByRole("button", { name: "Open the drawer" }).click();
  await expect(user.drawer.getByText("Associate the zone with vpc-a").first()).toBeVisible();
  await user.undoButton.click();
  await expect(lines).toHaveCount(before + 1);
  await user.seesDelivered();
});
