// Somebody who has a keyboard and nothing else.

import { expect } from "@playwright/test";
import { User } from "./user.mjs";

/** Nothing on the page is further away than this. */
const FARTHEST = 120;

/** Somebody in front of the page who uses keys only. */
export class KeyboardUser extends User {
  get keys() {
    return this.page.keyboard;
  }

  /** Goes on with Tab until something has the focus. */
  async tabTo(goal) {
    // It may belong to a part of the program that is still on its way.
    await goal.first().waitFor({ state: "attached" });
    for (let step = 0; step < FARTHEST; step += 1) {
      if (await goal.evaluateAll((found) => found.some((element) => element === document.activeElement))) return;
      await this.keys.press("Tab");
    }
    throw new Error(`Tab does not lead to ${goal}`);
  }

  /** Goes to a region of the page with F6. */
  async goTo(region) {
    for (let step = 0; step < 8; step += 1) {
      if (await region.evaluate((element) => element.contains(document.activeElement))) return;
      await this.keys.press("F6");
    }
    throw new Error("F6 does not lead there");
  }

  async goToCanvas() {
    await this.goTo(this.page.getByRole("main"));
  }

  /** Finds a part by its name and places it where the selection says. */
  async placePart(words, name) {
    await this.goToCanvas();
    await this.keys.press("p");
    const search = this.parts.getByRole("searchbox", { name: "Find a part" });
    await expect(search).toBeFocused();
    await this.keys.type(words);
    await this.keys.press("Enter");
    await expect(this.thing(name)).toBeVisible();
    await expect(this.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
    // The hands stay on the drawing: what is pressed next concerns what was placed.
    await expect(search).not.toBeFocused();
  }

  /** Selects a thing in the outline. */
  async selectInOutline(name) {
    await this.goToCanvas();
    await this.keys.press("Shift+W");
    const row = this.parts.getByRole("row").filter({ has: this.page.getByText(name, { exact: true }) });
    await expect(row).toBeVisible();
    // The tree hands the focus on to the row that had it last.
    await this.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
    let key = "Home";
    for (let step = 0; step < FARTHEST; step += 1) {
      if (await row.evaluate((element) => element === document.activeElement)) break;
      const before = await this.page.evaluate(() => document.activeElement?.id);
      await this.keys.press(key);
      // The focus may follow a moment later. Where it stays there is no further row: begin again at the first.
      const moved = (id) => document.activeElement?.id !== id;
      const went = this.page.waitForFunction(moved, before, { timeout: 500 });
      key = await went.then(() => "ArrowDown", () => (key === "Home" ? "ArrowDown" : "Home"));
    }
    await this.keys.press("Enter");
    await expect(row).toHaveAttribute("aria-selected", "true");
  }

  /** Selects a thing and goes to its settings. */
  async settingsOf(name) {
    await this.selectInOutline(name);
    await this.keys.press("Control+Enter");
    await expect(this.inspector.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  }

  /** Gives a thing another name in its settings. */
  async renameTo(name, other) {
    await this.settingsOf(name);
    await this.keys.press("Control+A");
    await this.keys.type(other);
    await this.keys.press("Enter");
    await expect(this.thing(other)).toBeVisible();
  }

  /** Connects two things: C, the first letters of the other, Enter. */
  async connect(from, to) {
    await this.selectInOutline(from);
    await this.goToCanvas();
    await this.keys.press("c");
    await this.keys.type(to);
    await this.keys.press("Enter");
  }

  /** Presses the button that Tab leads to. */
  async pressButton(button) {
    await this.tabTo(button);
    await this.keys.press("Enter");
  }

  /** Runs a command of the palette. */
  async command(words) {
    await this.keys.press("Control+/");
    await expect(this.dialog("Commands").getByRole("searchbox")).toBeFocused();
    await this.keys.type(words);
    await this.keys.press("Enter");
    await expect(this.dialog("Commands")).toBeHidden();
  }

  /** Asks what becomes of a packet from a thing to somewhere. */
  async sendPacketFrom(name, to) {
    await this.selectInOutline(name);
    await this.goToCanvas();
    await this.command("Send a packet");
    const field = this.drawer.getByRole("combobox", { name: "To", exact: true });
    await expect(field).toBeVisible();
    await this.goTo(this.drawer);
    await this.tabTo(field);
    await this.keys.type(to);
    await this.keys.press("ArrowDown");
    await this.keys.press("Enter");
  }

  /** Saves the drawing as a file and gives its text. */
  async savedFile() {
    await this.goToCanvas();
    const download = this.page.waitForEvent("download");
    await this.keys.press("Control+S");
    const stream = await (await download).createReadStream();
    const pieces = [];
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces).toString("utf8");
  }

  /** Copies the link to the drawing and gives it. */
  async copiedLink() {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.goToCanvas();
    await this.keys.press("Control+Shift+E");
    const dialog = this.dialog("Share this drawing");
    await expect(dialog).toBeVisible();
    await this.pressButton(dialog.getByRole("button", { name: "Copy link" }));
    await expect(dialog.getByText("The link is in the clipboard.")).toBeAttached();
    const link = await this.page.evaluate(() => navigator.clipboard.readText());
    await this.keys.press("Escape");
    await expect(dialog).toBeHidden();
    return link;
  }

  /** Does everything again with Control+Shift+Z. */
  async redoAll() {
    await this.goToCanvas();
    for (let step = 0; step < FARTHEST && (await this.redoButton.isEnabled()); step += 1) {
      await this.keys.press("Control+Shift+Z");
    }
    await expect(this.redoButton).toBeDisabled();
  }

  /** Takes everything back with Control+Z. */
  async undoAll() {
    await this.goToCanvas();
    for (let step = 0; step < FARTHEST && (await this.undoButton.isEnabled()); step += 1) {
      await this.keys.press("Control+Z");
    }
    await expect(this.undoButton).toBeDisabled();
  }
}
