// What the packet panel says of a packet: under a condition, and of a reply that is lost.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

test("an expectation is shown under its condition, and the drawing as it is one press away", async ({ user }) => {
  await user.openReady("One NAT gateway per zone");
  await user.openTab("Expectations");
  // The title of a row is a field.
  const rows = user.drawer.getByRole("row").filter({ hasText: "AZ_DOWN" });
  await rows.filter({ hasText: "eu-west-1a down" }).first().getByRole("button", { name: "Show" }).click();
  await expect(user.drawer.getByText("Supposed:")).toBeVisible();
  await expect(user.drawer.getByText(/eu-west-1a down/)).toBeVisible();
  await expect(user.verdict).toContainText(/Dropped|lost/);
  await expect(user.drawer.getByRole("table").getByText("AZ_DOWN").first()).toBeVisible();
  // What would help under a condition may be no help for the drawing: nothing is offered.
  await expect(user.drawer.getByRole("button", { name: /^(Apply|Add route|Start)/ })).toHaveCount(0);

  await user.drawer.getByRole("button", { name: "As it is" }).click();
  await expect(user.drawer.getByText("Supposed:")).toBeHidden();
  await user.seesDelivered();
});

test("what would have followed a lost reply stands with the reply", async ({ page, user }) => {
  await user.openReady("One NAT gateway per zone");
  const drawing = JSON.parse(await user.savedFile());
  const acl = (entries, subnetIds) => ({ type: "networkAcl", vpcId: "vpc-shop", subnetIds, entries });
  const all = { ruleNumber: 100, protocol: "all", cidrBlock: "0.0.0.0/0", ruleAction: "allow" };
  const https = { ruleNumber: 100, protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0", ruleAction: "allow" };
  const [subnet] = Object.values(drawing.resources).filter((resource) => resource.type === "natGateway").map((nat) => nat.subnetId);
  const vpcId = drawing.resources[subnet].vpcId;
  drawing.resources["acl-https"] = { ...acl({ e1: https, e2: { ...all, egress: true } }, [subnet]), vpcId };
  drawing.title = "Reply lost";
  await user.openText("lost.json", JSON.stringify(drawing));
  await user.seesTitle("Reply lost");
  await user.sendPacket({ from: "app-1", to: "internet" });
  await user.seesDropped("SUBNET_ACL_RESTRICTION");
  await expect(user.verdict).toContainText("the reply is lost");
  const words = await user.drawer.getByRole("row").allInnerTexts();
  const reply = words.findIndex((text) => text.trim() === "Reply");
  const lost = words.findIndex((text) => text.includes("SUBNET_ACL_RESTRICTION"));
  const arrives = words.findIndex((text) => /app-1/.test(text) && /takes|knows the flow/.test(text));
  expect(reply, "a heading").toBeGreaterThan(0);
  expect(lost, "the drop stands in the reply").toBeGreaterThan(reply);
  expect(arrives, "what would have followed stands after the drop").toBeGreaterThan(lost);
});
