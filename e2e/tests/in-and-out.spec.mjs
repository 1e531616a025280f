// The whole way: an account comes in as a folder, is asked, leaves in another form and comes in again as the same network.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/page-folder.mjs";
import { expect, test } from "../support/test.mjs";
import { handsOnWorkers } from "../support/worker-hands.mjs";

const FOLDER = join(root, "e2e/fixtures/describe");
const FILES = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

/** Closes the report of an import, and gives what its heading says. */
async function closesReport(page) {
  const report = page.getByRole("region", { name: "Import report" });
  await expect(report).toBeVisible();
  const counts = await report.getByRole("heading", { level: 2 }).textContent();
  await report.getByRole("button", { name: "Close the report" }).click();
  await expect(report).toBeHidden();
  return counts;
}

/** What the network of the folder does, and a twin of each way that is stopped. */
async function seesVerdicts(user) {
  await user.sendPacket({ from: "internet", to: "web-1", port: 443 });
  await user.seesDelivered();
  await user.sendPacket({ from: "internet", to: "web-1", port: 22 });
  await user.seesDropped("ENI_SG_RULES_MISMATCH");
  await user.sendPacket({ from: "app-1", to: "internet", port: 443 });
  await user.seesDelivered();
  await user.sendPacket({ from: "internet", to: "app-1", port: 443 });
  await user.seesDropped("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS");
  await user.sendPacket({ from: "web-1", to: "app-1", port: 8080 });
  await user.seesDelivered();
  await user.sendPacket({ from: "app-1", to: "web-1", port: 8080 });
  await user.seesDropped("ENI_SG_RULES_MISMATCH");
}

test("files that are dropped become a network that can be asked", async ({ user, page }) => {
  await user.dropFiles(FILES);
  expect(await closesReport(page)).toMatch(/^18 read, \d+ approximated, 0 plain, 0 skipped$/);
  for (const name of ["shop", "public-a", "app-a", "web-1", "app-1"]) await expect(user.thing(name)).toBeVisible();
  await seesVerdicts(user);
});

test("a folder comes in, leaves as CloudFormation, and comes in again with the same verdicts", async ({ user, page }) => {
  await user.fromDrawingMenu("Load a real network");
  const chooser = page.waitForEvent("filechooser");
  await user.dialog("Load what you have").getByRole("button", { name: "Choose a folder" }).click();
  await (await chooser).setFiles(FOLDER);
  expect(await closesReport(page)).toMatch(/^18 read/);
  await seesVerdicts(user);

  await user.opensExport();
  await user.choosesForm("CloudFormation");
  const template = (await user.savesForm()).toString("utf8");
  expect(template).toContain("AWS::EC2::VPC");
  await page.keyboard.press("Escape");
  await user.fromDrawingMenu("New drawing");
  await expect(user.thing("shop")).toHaveCount(0);

  await user.openText("shop.yaml", template);
  await closesReport(page);
  for (const name of ["shop", "public-a", "app-a", "web-1", "app-1"]) await expect(user.thing(name)).toBeVisible();
  await seesVerdicts(user);
});

test("a state of Terraform becomes a network, with the address of each resource in the report", async ({ user, page }) => {
  const text = readFileSync(join(root, "formats/fixtures/terraform/state.json"), "utf8");
  await user.dropFiles([{ name: "state.json", text }]);
  const report = page.getByRole("region", { name: "Import report" });
  const gateway = report.getByRole("listitem").filter({ hasText: "1 × aws_nat_gateway" });
  await expect(gateway).toContainText('module.net["blue"].aws_nat_gateway.main');
  await gateway.getByRole("button", { name: "Show" }).click();
  await report.getByRole("button", { name: "Close the report" }).click();
  await expect(user.thing("web").first()).toBeVisible();
});

for (const [form, label] of [["svg", "Picture, SVG"], ["png", "Picture, PNG"]]) {
  test(`the picture that leaves as ${form.toUpperCase()} comes in as the drawing`, async ({ user, page }) => {
    await user.dropFiles(FILES);
    await closesReport(page);
    const drawn = await user.savedFile();
    await user.opensExport();
    await user.choosesForm(label);
    const buffer = await user.savesForm();
    await page.keyboard.press("Escape");
    await user.fromDrawingMenu("New drawing");
    await expect(user.thing("shop")).toHaveCount(0);
    await user.openFiles({ name: `shop.${form}`, mimeType: form === "svg" ? "image/svg+xml" : "image/png", buffer });
    await expect(user.thing("web-1")).toBeVisible();
    expect(await user.savedFile()).toBe(drawn);
  });
}

test("a large import says how far it is, and ends when it is given up", async ({ user, page }) => {
  const subnet = (index) => ({
    SubnetId: `subnet-${index}`, VpcId: "vpc-1", CidrBlock: `10.${index >> 8}.${index & 255}.0/24`,
    AvailabilityZone: "eu-west-1a", Tags: [{ Key: "Name", Value: `net-${index}` }],
  });
  const vpc = { VpcId: "vpc-1", CidrBlock: "10.0.0.0/8", Tags: [{ Key: "Name", Value: "wide" }] };
  const subnets = Array.from({ length: 20_000 }, (_, index) => subnet(index));
  const files = [
    { name: "vpcs.json", text: JSON.stringify({ Vpcs: [vpc] }) },
    { name: "subnets.json", text: JSON.stringify({ Subnets: subnets }) },
  ];
  await page.addInitScript(handsOnWorkers);
  await page.reload();
  await user.openReady("Private subnet with NAT gateway");
  const before = await user.savedFile();
  // What was read comes in parts, and the page asks for each: it asks no more.
  await page.evaluate(() => (globalThis.hands.say = (message) => (message[0] === "more" ? null : message)));
  await user.fromDrawingMenu("Load a real network");
  const chooser = page.waitForEvent("filechooser");
  await user.dialog("Load what you have").getByRole("button", { name: "Choose files" }).click();
  const given = files.map(({ name, text }) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) }));
  await (await chooser).setFiles(given);
  await expect(user.dialog("Load what you have")).toBeHidden();
  const progress = page.getByRole("progressbar", { name: "How far it is" });
  await expect(page.getByText("Opening 2 files…")).toBeVisible({ timeout: 30_000 });
  await expect(progress).toBeVisible();
  expect(page.workers()).toHaveLength(1);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(progress).toHaveCount(0);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await user.savedFile()).toBe(before);
  await page.evaluate(() => (globalThis.hands.say = (message) => message));
  // The next one is read by a worker of its own.
  await user.dropFiles(FILES);
  expect(await closesReport(page)).toMatch(/^18 read/);
});
