// A real account's describe output, dropped on the window, becomes a drawing with a report.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/page-folder.mjs";
import { expect, test } from "../support/test.mjs";

const ACCOUNT = readFileSync(join(root, "formats/fixtures/aws-describe/account.json"), "utf8");

test("describe output that is dropped becomes a drawing, with a report of what was read", async ({ user, page }) => {
  await user.dropFiles([{ name: "account.json", text: ACCOUNT }]);
  const report = page.getByRole("region", { name: "Import report" });
  await expect(report).toBeVisible();
  await expect(report.getByRole("heading", { level: 2 })).toHaveText(/^\d+ read, \d+ approximated, \d+ plain, \d+ skipped$/);
  await expect(report.getByRole("heading", { level: 2 })).not.toHaveText(/^0 read/);
  await expect(user.canvas.getByLabel(/, VPC, /).first()).toBeVisible();
  await report.getByRole("button", { name: "Close the report" }).click();
  await expect(report).toBeHidden();
});

test("Escape closes the report, after what is typed in its filter", async ({ user, page }) => {
  await user.dropFiles([{ name: "account.json", text: ACCOUNT }]);
  const report = page.getByRole("region", { name: "Import report" });
  await expect(report).toBeVisible();
  const filter = report.getByRole("searchbox");
  await filter.fill("subnet");
  await filter.press("Escape");
  await expect(filter).toHaveValue("");
  await expect(report).toBeVisible();
  await filter.press("Escape");
  await expect(report).toBeHidden();
  await user.dropFiles([{ name: "account.json", text: ACCOUNT }]);
  await expect(report).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(report).toBeHidden();
});

test("a report counts things that are missing, and lists fields that are not read by themselves", async ({ user, page }) => {
  const vpc = { VpcId: "vpc-1", CidrBlock: "10.0.0.0/16", DhcpOptionsId: "dopt-1", Humour: "dry" };
  await user.dropFiles([{ name: "vpcs.json", text: JSON.stringify({ Vpcs: [vpc] }) }]);
  const report = page.getByRole("region", { name: "Import report" });
  await expect(report.getByRole("heading", { level: 2 })).toHaveText(/^1 read, \d+ approximated, 0 plain, 0 skipped$/);
  await expect(report.getByRole("heading", { level: 3, name: "Read without these fields" })).toBeVisible();
  await expect(report).toContainText("Humour");
});

test("a long report is shown piece by piece, and saved as a whole", async ({ user, page }) => {
  const things = Array.from({ length: 450 }, (_, at) => `  Thing${at}: {Type: "Custom::Kind${at}"}\n`);
  const vpc = "  Shop: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n";
  await user.openText("many.yaml", `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${vpc}${things.join("")}`);
  const report = page.getByRole("region", { name: "Import report" });
  const list = report.getByRole("list", { name: "Kept as a plain node" });
  const lines = list.getByRole("listitem");
  await expect(lines).toHaveCount(200);
  await expect(report.getByText("200 of 450 lines are shown; what is saved has all of them.")).toBeVisible();
  // By the keyboard, which goes on at the first line that came.
  await report.getByRole("button", { name: "Show 200 more" }).press("Enter");
  await expect(lines).toHaveCount(400);
  await expect(lines.nth(200)).toBeFocused();
  await report.getByRole("button", { name: "Show 50 more" }).click();
  await expect(lines).toHaveCount(450);
  await expect(report.getByRole("button", { name: /^Show \d+ more$/ })).toHaveCount(0);
  const filter = report.getByRole("searchbox");
  await filter.fill("Kind449");
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText("1 × Custom::Kind449");
  await filter.fill("");
  await expect(lines).toHaveCount(200);
  const download = page.waitForEvent("download");
  await report.getByRole("button", { name: "Save as text" }).click();
  const saved = readFileSync(await (await download).path(), "utf8");
  expect(saved.match(/Custom::Kind\d+/g).length).toBeGreaterThanOrEqual(450);
});

test("files that are neither drawing nor describe output are refused with their names", async ({ user }) => {
  await user.openReady("Private subnet with NAT gateway");
  const before = await user.savedFile();
  await user.dropFiles([{ name: "holiday.json", text: '{"Beach": []}' }]);
  await user.seesRefused("The file was not opened", "holiday.json");
  expect(await user.savedFile()).toBe(before);
});

test("with the report closed the drawing takes the whole canvas, unless somebody looks at a part of it", async ({ user, page }) => {
  const near = (one, other) => Math.abs(one.x - other.x) < 2 && Math.abs(one.y - other.y) < 2;
  const vpcs = { Vpcs: [{ VpcId: "vpc-1", CidrBlock: "10.0.0.0/16", Tags: [{ Key: "Name", Value: "shop" }] }] };
  const file = { name: "vpcs.json", text: JSON.stringify(vpcs) };
  const report = page.getByRole("region", { name: "Import report" });

  await user.dropFiles([file]);
  await expect(report).toBeVisible();
  const beside = await user.standing("shop");
  await report.getByRole("button", { name: "Close the report" }).click();
  await expect(async () => expect(near(await user.standing("shop"), beside)).toBe(false)).toPass();
  const after = await user.standing("shop");
  await page.keyboard.press("Shift+1");
  expect(near(await user.standing("shop"), after)).toBe(true);

  await user.dropFiles([file]);
  await expect(report).toBeVisible();
  await user.standing("shop");
  const { x, y } = await user.place("shop");
  await page.mouse.move(x, y);
  await page.mouse.wheel(40, 60);
  await expect(async () => expect(near(await user.standing("shop"), beside)).toBe(false)).toPass();
  const moved = await user.standing("shop");
  await report.getByRole("button", { name: "Close the report" }).click();
  await expect(report).toBeHidden();
  expect(near(await user.standing("shop"), moved)).toBe(true);
});
