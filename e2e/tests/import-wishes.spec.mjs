// What is pasted is read like a file; parameters get their values, private data stays out, and an import goes into the
// open drawing after it was seen what that changes.

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test.mjs";

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Block:
    Type: String
Resources:
  Shop:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !Ref Block
      Tags: [{Key: Name, Value: shop}, {Key: team, Value: blue}]
  WebSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Shop
      CidrBlock: 10.7.1.0/24
      AvailabilityZone: eu-west-1a
      Tags: [{Key: Name, Value: web}]
`;
const WITH_BLOCK = TEMPLATE.replace("!Ref Block", "10.7.0.0/16");

/** The resources of the open drawing, by id. */
async function resources(user) {
  return JSON.parse(await user.savedFile()).resources;
}

/** Opens the dialog of imports. */
async function opensImport(user) {
  await user.fromDrawingMenu("Load a real network");
  const dialog = user.dialog("Load what you have");
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Writes a text into the dialog of imports and has it read. */
async function readsText(dialog, text) {
  await dialog.getByText("Paste a text: a template, what AWS prints, a drawing or a link").click();
  await expect(dialog.getByRole("button", { name: "Read the text" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Text", exact: true }).fill(text);
  await dialog.getByRole("button", { name: "Read the text" }).click();
}

/** Pastes a text where the focus is, as the browser tells it. */
async function pastes(page, text) {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

function reportOf(page) {
  return page.getByRole("region", { name: "Import report" });
}

test("a template that is pasted into the dialog becomes a drawing", async ({ user, page }) => {
  const dialog = await opensImport(user);
  await readsText(dialog, WITH_BLOCK);
  await expect(dialog).toBeHidden();
  await expect(reportOf(page)).toContainText("pasted text");
  await expect(user.thing("shop")).toBeVisible();
  expect((await resources(user))["vpc-Shop"].cidrBlocks).toEqual(["10.7.0.0/16"]);
});

test("a template is read wherever it is pasted, but in a field it is text", async ({ user, page }) => {
  const share = page.getByRole("banner").getByRole("button", { name: "Share" });
  await share.focus();
  await pastes(page, WITH_BLOCK);
  await expect(reportOf(page)).toBeVisible();
  await expect(user.thing("shop")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(reportOf(page)).toBeHidden();

  await page.getByRole("banner").getByRole("button", { name: /, rename$/ }).click();
  await pastes(page, WITH_BLOCK.replaceAll("shop", "other"));
  await page.keyboard.press("Escape");
  await share.focus();
  await pastes(page, "Dear diary, Resources: none today");
  await expect(reportOf(page)).toHaveCount(0);
  await expect(user.thing("other")).toHaveCount(0);
  await expect(user.thing("shop")).toBeVisible();
});

test("on the canvas a template and a link are read, and copied parts are pasted as before", async ({ user, page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await user.openReady("Private subnet with NAT gateway");
  const link = await user.copiedLink();
  await user.fromDrawingMenu("New drawing");
  const paste = async (text) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await user.canvas.focus();
    await page.keyboard.press("Control+v");
  };
  await paste(WITH_BLOCK);
  await expect(user.thing("shop")).toBeVisible();
  await page.keyboard.press("Escape");
  await user.select("shop");
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  await expect.poll(async () => Object.values(await resources(user)).filter(({ type }) => type === "vpc").length).toBe(2);
  await paste(link);
  await user.seesTitle("Private subnet with NAT gateway");
});

test("a parameter without a value is told, given, and the template imported again", async ({ user, page }) => {
  await user.openText("shop.yaml", TEMPLATE);
  const report = reportOf(page);
  await expect(report).toContainText("The parameter Block has no value.");
  expect((await resources(user))["vpc-Shop"].cidrBlocks).toBeUndefined();
  await report.getByRole("button", { name: "Give values" }).click();
  const dialog = user.dialog("Load what you have");
  const field = dialog.getByRole("textbox", { name: /^Values for parameters/ });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Block=\n");
  const again = dialog.getByRole("button", { name: "Import again" });
  await field.fill("Block 10.7.0.0/16");
  await expect(dialog.getByText("Parameters, line 1: a parameter is written NAME=VALUE")).toBeVisible();
  await expect(again).toBeDisabled();
  await field.fill("Block=10.7.0.0/16");
  await again.click();
  await expect(dialog).toBeHidden();
  await expect(report).toBeVisible();
  await expect(report).not.toContainText("has no value");
  expect((await resources(user))["vpc-Shop"].cidrBlocks).toEqual(["10.7.0.0/16"]);
});

test("tags stay out where that is wished, and names stay in", async ({ user, page }) => {
  const dialog = await opensImport(user);
  await dialog.getByRole("checkbox", { name: "Without tags" }).check();
  await readsText(dialog, WITH_BLOCK);
  await expect(reportOf(page)).toBeVisible();
  const vpc = (await resources(user))["vpc-Shop"];
  expect(vpc.tags).toBeUndefined();
  expect(vpc.name).toBe("shop");
});

test("a drawing that is opened has its tags when nothing is wished", async ({ user }) => {
  await user.openText("shop.yaml", WITH_BLOCK);
  await expect(user.thing("shop")).toBeVisible();
  expect((await resources(user))["vpc-Shop"].tags).toEqual({ team: "blue" });
});

test("an import into the open drawing shows what it changes, and one undo takes it back", async ({ user, page }) => {
  await user.openText("shop.yaml", WITH_BLOCK);
  await expect(user.thing("shop")).toBeVisible();
  await page.keyboard.press("Escape");
  const before = await user.savedFile();

  const changed = WITH_BLOCK.replace("10.7.1.0/24", "10.7.2.0/24");
  const dialog = await opensImport(user);
  await dialog.getByRole("checkbox", { name: /^Into the open drawing, by id/ }).check();
  await readsText(dialog, `${changed}  Gate:\n    Type: AWS::EC2::InternetGateway\n`);
  const plan = user.dialog("Import pasted text into the open drawing");
  await expect(plan.getByRole("status")).toHaveText("1 new, 1 changed, 1 the same; 0 only in the open drawing, which stay.");
  await expect(plan.getByRole("list", { name: "Changed" })).toContainText("cidrBlock: 10.7.1.0/24 → 10.7.2.0/24");
  await expect(plan.getByRole("list", { name: "New" })).toContainText("igw-Gate");
  await plan.getByRole("button", { name: "Cancel" }).click();
  expect(await user.savedFile()).toBe(before);

  const once = await opensImport(user);
  await readsText(once, `${changed}  Gate:\n    Type: AWS::EC2::InternetGateway\n`);
  await plan.getByRole("button", { name: "Merge" }).click();
  await expect(plan).toBeHidden();
  await expect(reportOf(page)).toBeVisible();
  const merged = await resources(user);
  expect(merged["subnet-WebSubnet"].cidrBlock).toBe("10.7.2.0/24");
  expect(Object.keys(merged).sort()).toEqual(["igw-Gate", "subnet-WebSubnet", "vpc-Shop"]);
  await user.undoButton.click();
  await expect(user.undoButton).toBeDisabled();
  expect(await user.savedFile()).toBe(before);
});

test("another network with the same ids comes in beside the open one, unless somebody says that it is the same", async ({ user, page }) => {
  await user.openText("shop.yaml", WITH_BLOCK);
  await expect(user.thing("shop")).toBeVisible();
  await page.keyboard.press("Escape");
  const before = await user.savedFile();
  const dialog = await opensImport(user);
  await dialog.getByRole("checkbox", { name: /^Into the open drawing, by id/ }).check();
  await readsText(dialog, WITH_BLOCK.replaceAll("10.7.", "10.8."));
  const plan = user.dialog("Import pasted text into the open drawing");
  await expect(plan.getByText(/^vpc-Shop has the CIDR block 10\.7\.0\.0\/16 in the open drawing and 10\.8\.0\.0\/16 in the import: that looks like another network/)).toBeVisible();
  const both = plan.getByRole("checkbox", { name: /^Keep both/ });
  await expect(both).toBeChecked();
  await expect(plan.getByRole("status")).toHaveText("2 new, 0 changed, 0 the same; 2 only in the open drawing, which stay.");
  await expect(plan.getByRole("list", { name: "Both are kept" })).toContainText("VPC shop (vpc-Shop) comes in as vpc-Shop-2");
  // The same one, if somebody says so; by the keyboard, too.
  await both.press("Space");
  await expect(both).not.toBeChecked();
  await expect(plan.getByRole("status")).toHaveText("0 new, 2 changed, 0 the same; 0 only in the open drawing, which stay.");
  await both.press("Space");
  await plan.getByRole("button", { name: "Merge" }).click();
  await expect(plan).toBeHidden();
  const merged = await resources(user);
  expect(Object.keys(merged).sort()).toEqual(["subnet-WebSubnet", "subnet-WebSubnet-2", "vpc-Shop", "vpc-Shop-2"]);
  expect(merged["vpc-Shop"].cidrBlocks).toEqual(["10.7.0.0/16"]);
  expect(merged["subnet-WebSubnet-2"]).toMatchObject({ vpcId: "vpc-Shop-2", cidrBlock: "10.8.1.0/24" });
  // The report speaks of what came in.
  await reportOf(page).getByRole("listitem").filter({ hasText: "1 × AWS::EC2::VPC" }).getByRole("button", { name: "Show" }).click();
  await expect(user.inspector).toContainText("vpc-Shop-2");
  await user.undoButton.click();
  await expect(user.undoButton).toBeDisabled();
  expect(await user.savedFile()).toBe(before);
});

test("what an import passes by is told before it is merged, and nothing is to merge where all is there", async ({ user, page }) => {
  await user.openText("shop.yaml", WITH_BLOCK);
  await expect(user.thing("shop")).toBeVisible();
  await page.keyboard.press("Escape");
  const dialog = await opensImport(user);
  await dialog.getByRole("checkbox", { name: /^Into the open drawing, by id/ }).check();
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Choose files" }).click();
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await (await chooser).setFiles([file("shop.yaml", WITH_BLOCK), file("vpcs.json", '{"Vpcs": []}')]);
  const plan = user.dialog("Import 2 files into the open drawing");
  await expect(plan.getByRole("status")).toHaveText("It changes nothing: all of it is in the open drawing.");
  await expect(plan.getByText("1 file was passed by: the report says which, and why.")).toBeVisible();
  await expect(plan.getByText("Undo takes it back")).toHaveCount(0);
  await expect(plan.getByRole("button", { name: "Merge" })).toBeDisabled();
});

test("the report is saved as JSON, and shows the thing that a line speaks of", async ({ user, page }) => {
  await user.openText("shop.yaml", TEMPLATE);
  const report = reportOf(page);
  const download = page.waitForEvent("download");
  await report.getByRole("button", { name: "Save as JSON" }).click();
  const saved = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(saved.read.map(({ what }) => what)).toEqual(["AWS::EC2::VPC", "AWS::EC2::Subnet"]);
  const line = report.getByRole("listitem").filter({ hasText: "1 × AWS::EC2::Subnet" });
  await line.getByRole("button", { name: "Show" }).click();
  await report.getByRole("button", { name: "Close the report" }).click();
  await expect(user.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("web");
});
