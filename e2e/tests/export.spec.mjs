// The drawing in other forms: what each leaves out is said before it is saved, and what is saved is whole.

import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test.mjs";

const READY = "Private subnet with NAT gateway";

test("every form has a text that is saved whole, and says what it cannot carry", async ({ user }) => {
  await user.openReady(READY);
  const dialog = await user.opensExport();
  const forms = await dialog.getByRole("combobox", { name: "Form" }).getByRole("option").allTextContents();
  expect(forms.length).toBeGreaterThan(7);
  for (const form of forms) {
    await user.choosesForm(form);
    const bytes = await user.savesForm();
    if (form.includes("PNG")) {
      expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
      await expect(dialog.getByRole("textbox", { name: "Preview" })).toHaveCount(0);
      continue;
    }
    const text = bytes.toString("utf8");
    const shown = await dialog.getByRole("textbox", { name: "Preview" }).inputValue();
    expect(shown.length, form).toBeGreaterThan(20);
    expect(text.startsWith(shown), form).toBe(true);
  }
});

test("a diagram says that rules are not in it, the drawing itself says that nothing is missing", async ({ user }) => {
  await user.openReady(READY);
  const dialog = await user.opensExport();
  await user.choosesForm("Mermaid, flowchart");
  await expect(dialog.getByRole("list", { name: "What it cannot carry" })).toContainText("Rules of security groups");
  await user.choosesForm("Netyard, JSON");
  await expect(dialog.getByText("Nothing: all of the drawing is in it.")).toBeVisible();
  await expect(dialog.getByRole("list", { name: "What it cannot carry" })).toHaveCount(0);
});

test("the JSON that is exported is the file that is saved", async ({ user, page }) => {
  await user.openReady(READY);
  await user.opensExport();
  await user.choosesForm("Netyard, JSON");
  const exported = (await user.savesForm()).toString("utf8");
  await page.keyboard.press("Escape");
  expect(exported).toBe(await user.savedFile());
});

test("the report holds findings, results of expectations and the address plan", async ({ user, page }) => {
  await user.openReady(READY);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const dialog = await user.opensExport();
  await user.choosesForm("Report, Markdown");
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect(dialog.getByRole("status").filter({ hasText: "In the clipboard." })).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^# Private subnet with NAT gateway\n/);
  expect(report).toMatch(/\n## Expectations\n\n(\d+) of \1 hold\.\n/);
  expect(report).toContain("\n## Findings\n");
  expect(report).toContain("\n## Address plan\n");
  expect(report).not.toContain("Not checked.");
});

test("what is switched off is said in the report", async ({ user, page }) => {
  await user.openReady(READY);
  await user.select("app-1");
  await page.keyboard.press("Control+/");
  await user.dialog("Commands").getByRole("searchbox").fill("switch off");
  await page.keyboard.press("Enter");
  const dialog = await user.opensExport();
  await user.choosesForm("Report, Markdown");
  const report = (await user.savesForm()).toString("utf8");
  expect(report).toContain("All of it while this is supposed: app-1 stopped.");
  await expect(dialog).toBeVisible();
});

test("the export is there by keyboard alone", async ({ user, page }) => {
  await user.openReady(READY);
  await user.canvas.focus();
  await page.keyboard.press("Control+/");
  await user.dialog("Commands").getByRole("searchbox").fill("export");
  await page.keyboard.press("Enter");
  const dialog = user.dialog("Export");
  await expect(dialog).toBeVisible();
  const form = dialog.getByRole("combobox", { name: "Form" });
  await form.focus();
  await expect(form).toHaveValue("cloudformation");
  await page.keyboard.press("ArrowDown");
  await expect(form).toHaveValue("terraform");
  await page.keyboard.press("ArrowDown");
  await expect(form).toHaveValue("mermaid");
  await page.keyboard.press("ArrowDown");
  await expect(form).toHaveValue("mermaid-architecture");
  const download = page.waitForEvent("download");
  const save = dialog.getByRole("button", { name: "Save" });
  await expect(save).toBeEnabled();
  await save.focus();
  await page.keyboard.press("Enter");
  expect(await readFile(await (await download).path(), "utf8")).toMatch(/^architecture-beta\n/);
});

test("of a drawing with several Regions a template holds the one that is chosen, and says what it leaves out", async ({ user }) => {
  await user.openReady("A transit gateway is regional");
  const dialog = await user.opensExport();
  await user.choosesForm("CloudFormation");
  const region = dialog.getByRole("combobox", { name: "Region" });
  await expect(region.getByRole("option")).toHaveText(["The one with most of the drawing", "us-east-1", "us-west-2"]);
  const preview = dialog.getByRole("textbox", { name: "Preview" });
  await region.selectOption("us-west-2");
  await expect(preview).toHaveValue(/ArchiveVPC/);
  await expect(preview).not.toHaveValue(/ShopVPC/);
  await region.selectOption("us-east-1");
  await expect(preview).toHaveValue(/ShopVPC/);
  await expect(preview).not.toHaveValue(/ArchiveVPC/);
  await expect(dialog.getByRole("list", { name: "What it cannot carry" })).toContainText("us-west-2");
  await user.choosesForm("draw.io");
  await expect(region).toHaveCount(0);
});
