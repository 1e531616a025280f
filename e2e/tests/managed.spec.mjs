// Managed services, drawn from nothing: a database in a private subnet, a function in a public one.

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

test("a database in a private subnet: on its port, not on another one, and where it may stand", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.dragPart("VPC", { x: 420, y: 200 });
  await user.dragPart("Subnet", await user.place("vpc-1", 0.5, 0.6));
  await user.rename("data-a");
  await user.dragPart("Instance", await user.place("data-a", 0.25, 0.7));
  await user.rename("app-1");
  await user.dragPart("Database", await user.place("data-a", 0.9, 0.7));
  await expect(user.thing("database-1")).toHaveAttribute("aria-label", /database/i);
  await expect(user.inspector.getByRole("combobox", { name: "Engine" })).toHaveValue("mysql");

  // Both carry the default group of the VPC, which admits its members.
  await user.sendPacket({ from: "app-1", to: "database-1", port: 3306 });
  await user.seesDelivered();
  await user.sendPacket({ from: "app-1", to: "database-1", port: 443 });
  await expect(user.verdict).toContainText(/Refused|Rejected/);
  await user.select("database-1");
  await user.inspector.getByRole("textbox", { name: "Port", exact: true }).fill("443");
  await user.inspector.getByRole("textbox", { name: "Port", exact: true }).press("Enter");
  await user.seesDelivered();

  // A subnet group in one zone is refused by AWS: a second subnet, in another zone, mends it.
  await user.openTab("Findings");
  await expect(user.finding("covers")).toBeVisible();
  await expectAccessible(page);
});

test("a function in a public subnet does not reach the internet, and the page says why", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.dragPart("VPC", { x: 420, y: 260 });
  const vpc = await user.standing("vpc-1");
  await user.dragPart("Internet gateway", { x: vpc.x + vpc.width / 2, y: vpc.y + 4 });
  await user.dragPart("Subnet", await user.place("vpc-1", 0.5, 0.6));
  await user.rename("public-a");
  await connect(user, "public-a", "igw-vpc-1");
  await user.dragPart("Function", await user.place("public-a", 0.5, 0.7));
  await user.rename("resize");

  await user.sendPacket({ from: "resize", to: "Internet" });
  await user.seesDropped("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS");
  const why = page.getByRole("region", { name: "Why the packet stops" });
  await expect(why).toContainText("private addresses only, also in a public subnet");
  await expectAccessible(page);

  // Out of its VPC it reaches the internet: it is dropped beside the VPC, in the open.
  const before = await user.standing("resize");
  await page.mouse.move(before.x + 30, before.y + 14);
  await page.mouse.down();
  await page.mouse.move(before.x + 60, before.y + 40, { steps: 4 });
  await page.mouse.move(vpc.x + vpc.width + 180, vpc.y + 60, { steps: 12 });
  await page.mouse.up();
  await expect(user.thing("resize")).toHaveAttribute("aria-label", /in no VPC/);
  await user.seesDelivered();
});
