// What a person does with the page, as verbs. They find everything by role and accessible name.

import { expect } from "@playwright/test";

/** Turns a name into a pattern that takes the name literally. */
function literally(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Waits until the page was drawn so many times: what moves is elsewhere then. */
async function frames(page, count) {
  await page.evaluate(async (left) => {
    for (let frame = 0; frame < left; frame += 1) await new Promise((next) => requestAnimationFrame(next));
  }, count);
}

/** Waits until nothing fades or moves any more, except what never ends. */
export async function atRest(page) {
  await page.evaluate(async () => {
    const isEnding = (animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime);
    for (;;) {
      const running = document.getAnimations().filter((one) => one.playState === "running" && isEnding(one));
      if (running.length === 0) return;
      await Promise.allSettled(running.map((animation) => animation.finished));
    }
  });
}

/** Somebody in front of the page. */
export class User {
  constructor(page) {
    this.page = page;
    this.canvas = page.locator("#canvas");
    this.parts = page.getByRole("complementary", { name: "Parts and outline" });
    this.inspector = page.getByRole("complementary", { name: "Inspector" });
    this.drawer = page.getByRole("region", { name: "Results" });
    this.undoButton = page.getByRole("button", { name: /^Undo/ }).first();
    this.redoButton = page.getByRole("button", { name: /^Redo/ }).first();
  }

  /** A thing on the canvas, by the name that it carries. */
  thing(name) {
    // The role of a graphics symbol is none that the test runner knows; the accessible name is what people hear.
    return this.canvas.getByLabel(new RegExp(`^${literally(name)}, `));
  }

  /** A place in the ground of a thing, as shares of its width and height. */
  async place(name, across = 0.5, down = 0.5) {
    const box = await this.standing(name);
    return { x: box.x + box.width * across, y: box.y + box.height * down };
  }

  /** Where a thing is, once it has stopped moving and growing. */
  async standing(name) {
    const thing = this.thing(name);
    await expect(thing).toBeVisible();
    let before = await thing.boundingBox();
    for (;;) {
      await frames(this.page, 4);
      const now = await thing.boundingBox();
      if (JSON.stringify(now) === JSON.stringify(before)) return now;
      before = now;
    }
  }

  /** Waits until a picture of the page would not change any more: a camera that rests is painted sharply a moment later. */
  async standingStill() {
    for (let before = ""; ; ) {
      await atRest(this.page);
      await frames(this.page, 20);
      const now = (await this.page.screenshot()).toString("base64");
      if (now === before) return;
      before = now;
    }
  }

  /** Waits until the page takes what a hand does: it holds still until what changes drawings has come. */
  async takesHands() {
    await expect(this.page.locator("[inert]")).toHaveCount(0);
  }

  /** Drags a part from the list to a place on the canvas. */
  async dragPart(part, to) {
    await this.takesHands();
    const entry = this.parts.getByRole("button", { name: part, exact: true });
    await entry.scrollIntoViewIfNeeded();
    const from = await entry.boundingBox();
    const { mouse } = this.page;
    await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + from.width / 2 + 12, from.y + from.height / 2 + 6, { steps: 3 });
    await mouse.move(to.x, to.y, { steps: 10 });
    await mouse.up();
  }

  /** Selects a thing on the canvas with a click on its name. */
  async select(name) {
    const box = await this.standing(name);
    await this.page.mouse.click(box.x + Math.min(box.width / 2, 60), box.y + Math.min(box.height / 2, 16));
    await expect(this.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
  }

  /** Gives the selected thing another name, in the inspector. */
  async rename(name) {
    const field = this.inspector.getByRole("textbox", { name: "Name", exact: true });
    await field.fill(name);
    await field.press("Enter");
    await expect(this.thing(name)).toBeVisible();
  }

  /** Writes a route into the table that the inspector shows. */
  async addRoute(destination, target) {
    await this.inspector.getByRole("button", { name: "Add a route" }).click();
    await this.choose(this.inspector.getByRole("combobox", { name: "Destination of the new route" }), destination);
    await this.choose(this.inspector.getByRole("combobox", { name: "Target of the new route" }), target);
    await expect(this.inspector.getByRole("combobox", { name: `Target for ${destination}` })).toHaveValue(target);
  }

  /** Types into a field with suggestions and takes what was typed. */
  async choose(field, text) {
    await field.fill(text);
    const suggestion = this.page.getByRole("option").filter({ hasText: text });
    if (await suggestion.count()) await field.press("ArrowDown");
    await field.press("Enter");
  }

  /** Takes a route out of the table that the inspector shows. */
  async removeRoute(destination) {
    await this.inspector.getByRole("button", { name: `Remove the route to ${destination}` }).click();
  }

  /** Writes an inbound rule into the security group that the inspector shows. */
  async addInboundRule(traffic, from) {
    await this.inspector.getByRole("button", { name: "Add a rule" }).first().click();
    const port = this.inspector.getByRole("textbox", { name: "Port of the new rule" });
    await port.fill(traffic);
    await port.press("Tab");
    await this.choose(this.inspector.getByRole("combobox", { name: "Other end of the new rule" }), from);
    await expect(this.inspector.getByRole("button", { name: `Remove the rule ${traffic} ${from}` })).toBeAttached();
  }

  /** Applies the fix that stands at the place of the drop. */
  async applyProposedFix() {
    const callout = this.page.getByRole("region", { name: "Why the packet stops" });
    await callout.getByRole("button").filter({ hasNotText: "Show rules" }).filter({ hasText: /./ }).click();
  }

  /** Asks what becomes of a packet. */
  async sendPacket({ from, to, port }) {
    await this.openTab("Packet trace");
    await this.choose(this.drawer.getByRole("combobox", { name: "From", exact: true }), from);
    await this.choose(this.drawer.getByRole("combobox", { name: "To", exact: true }), to);
    if (port) {
      const field = this.drawer.getByRole("textbox", { name: "Port", exact: true });
      await field.fill(String(port));
      await field.press("Enter");
    }
  }

  /** Opens a tab of the drawer. */
  async openTab(name) {
    const tab = this.drawer.getByRole("tab", { name: new RegExp(`^${name}`) }).first();
    await tab.click();
    await expect(tab).toHaveAttribute("aria-selected", "true");
  }

  /** What the page says about the packet. */
  get verdict() {
    return this.drawer.getByRole("tabpanel").getByRole("status").first();
  }

  /** The packet arrives, and the reply returns. */
  async seesDelivered() {
    await expect(this.verdict).toContainText("Delivered, and the reply too");
  }

  /** The packet is lost for this reason. */
  async seesDropped(code) {
    await expect(this.verdict).toContainText(/Dropped|lost/);
    await expect(this.drawer.getByRole("table").getByText(code).first()).toBeVisible();
  }

  /** Looks at the last hop at a thing: the thing is selected. */
  async lookAtHop(name) {
    await this.drawer.getByRole("row").getByRole("button", { name, exact: true }).last().click();
    await expect(this.inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(name);
  }

  /** A finding stands in the list. */
  finding(text) {
    return this.drawer.getByRole("row").filter({ hasText: text });
  }

  /** Undoes until nothing is left to undo; gives how many steps that took. */
  async undoEverything() {
    let steps = 0;
    while (await this.undoButton.isEnabled()) {
      await this.undoButton.click();
      steps += 1;
      expect(steps).toBeLessThan(200);
    }
    return steps;
  }

  /** An entry of the menu of the drawing. */
  async fromDrawingMenu(entry) {
    await this.page.getByRole("button", { name: "Drawing", exact: true }).click();
    await this.page.getByRole("menuitem", { name: entry }).click();
  }

  /** Saves the drawing as a file and gives its text. */
  async savedFile() {
    const download = this.page.waitForEvent("download");
    await this.fromDrawingMenu("Save as file");
    const stream = await (await download).createReadStream();
    const pieces = [];
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces).toString("utf8");
  }

  /** Opens the dialog of the forms that a drawing leaves in. */
  async opensExport() {
    await this.fromDrawingMenu("Export");
    const dialog = this.dialog("Export");
    await expect(dialog.getByRole("combobox", { name: "Form" })).toBeVisible();
    return dialog;
  }

  /** Chooses a form, and waits until it is written. */
  async choosesForm(name) {
    const dialog = this.dialog("Export");
    await dialog.getByRole("combobox", { name: "Form" }).selectOption(name);
    await expect(dialog.getByRole("button", { name: "Save" })).toBeEnabled({ timeout: 30_000 });
    await expect(dialog.getByRole("heading", { name: "What it cannot carry" })).toBeVisible();
  }

  /** Saves the chosen form and gives its bytes. */
  async savesForm() {
    const download = this.page.waitForEvent("download");
    await this.dialog("Export").getByRole("button", { name: "Save" }).click();
    const stream = await (await download).createReadStream();
    const pieces = [];
    for await (const piece of stream) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Opens files through the menu. */
  async openFiles(...files) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.fromDrawingMenu("Open file");
    await (await chooser).setFiles(files);
  }

  /** Opens a text as a file of this name. */
  async openText(name, text) {
    await this.openFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  }

  /** Drops files on the window, as from a file manager. */
  async dropFiles(files) {
    const data = await this.page.evaluateHandle((all) => {
      const transfer = new DataTransfer();
      for (const { name, text } of all) transfer.items.add(new File([text], name, { type: "application/json" }));
      return transfer;
    }, files);
    await this.canvas.dispatchEvent("dragover", { dataTransfer: data });
    await this.canvas.dispatchEvent("drop", { dataTransfer: data });
  }

  /** Copies the link to the drawing and gives it. */
  async copiedLink() {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.page.getByRole("banner").getByRole("button", { name: "Share" }).click();
    const dialog = this.dialog("Share this drawing");
    await dialog.getByRole("button", { name: "Copy link" }).click();
    await expect(dialog.getByText("The link is in the clipboard.")).toBeAttached();
    const link = await this.page.evaluate(() => navigator.clipboard.readText());
    await this.page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    return link;
  }

  /** Opens a ready drawing from the gallery. */
  async openReady(title) {
    await this.fromDrawingMenu("Ready drawings");
    await this.dialog("Ready drawings").getByRole("button", { name: title }).click();
    await expect(this.dialog("Ready drawings")).toBeHidden();
    await this.seesTitle(title);
  }

  /** The drawing that is open has this title. A large one takes its time. */
  async seesTitle(title, options) {
    const shown = this.page.getByRole("banner").getByRole("button", { name: /, rename$/ });
    await expect(shown).toHaveText(title, options);
  }

  /** Reads why something was not opened, and closes the dialog. */
  async seesRefused(title, ...texts) {
    const dialog = this.dialog(title);
    await expect(dialog).toBeVisible({ timeout: 30_000 });
    for (const text of texts) await expect(dialog).toContainText(text);
    await expect(dialog).toContainText("Your open drawing is unchanged.");
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
    await expect(dialog).toBeHidden();
  }

  /** The drawing is kept on this device: nothing waits to be written. */
  async seesSaved() {
    const state = this.page.getByRole("banner").getByText("Saved on this device");
    await expect(state).toBeVisible();
    await expect(state).toHaveAttribute("aria-busy", "false");
  }

  /** The dialog of this title, open. */
  dialog(title) {
    return this.page.getByRole("dialog", { name: title });
  }
}
