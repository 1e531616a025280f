// Where the keyboard is after an act, and that a button does what it said when it appeared.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const READY = "One NAT gateway per zone";

/** A row of the outline. */
const row = (user, name) => user.parts.getByRole("row", { name: new RegExp(`^${name}, `) });

async function openOutline(user, name) {
  await user.parts.getByRole("tab", { name: "Outline" }).click();
  await row(user, name).click();
}

test("rows of the outline keep the keyboard", async ({ page, user }) => {
  await user.openReady(READY);
  await openOutline(user, "shop");
  const shop = row(user, "shop");
  await expect(shop).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(shop).toHaveAttribute("aria-expanded", "false");
  await expect(shop).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(shop).toHaveAttribute("aria-expanded", "true");
  await expect(shop).toBeFocused();

  // Deleted and taken back from here: the rows change, the keyboard stays on one of them.
  await row(user, "app-2").click();
  await page.keyboard.press("Delete");
  await expect(row(user, "app-2")).toBeHidden();
  await expect(user.parts.locator("[role=row]:focus")).toHaveCount(1);
  await page.keyboard.press("Control+Z");
  await expect(row(user, "app-2")).toBeVisible();
  await expect(user.parts.locator("[role=row]:focus")).toHaveCount(1);

  // The menu of a row gives the keyboard back to the row.
  await row(user, "app-2").click();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menu", { name: "What can be done" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(user, "app-2")).toBeFocused();

  // Connect begins here, too.
  await page.keyboard.press("c");
  await expect(user.parts.getByRole("status")).toContainText("Connect app-2");
  await page.keyboard.press("Escape");
  await expect(user.parts.getByRole("status")).toBeHidden();
});

/** Presses keys before the page draws its next frame. */
async function pressAtOnce(page, keys) {
  await page.evaluate(() => {
    const real = globalThis.requestAnimationFrame;
    const held = [];
    globalThis.requestAnimationFrame = (work) => held.push(work);
    globalThis.goOnDrawing = () => {
      globalThis.requestAnimationFrame = real;
      for (const work of held) real(work);
    };
  });
  for (const key of keys) await page.keyboard.press(key);
  await page.evaluate(() => globalThis.goOnDrawing());
}

test("who goes on typing at once types into what the key has opened", async ({ page, user }) => {
  await user.openReady(READY);
  const search = user.parts.getByRole("searchbox", { name: "Find a part" });
  const name = user.inspector.getByRole("textbox", { name: "Name", exact: true });
  for (let round = 0; round < 3; round += 1) {
    // The outline is shown, so that the list of parts is drawn anew by the key.
    await openOutline(user, "shop");
    const drawn = await user.savedFile();
    await page.locator("#canvas").focus();
    await pressAtOnce(page, ["p", ..."route tab"]);
    await expect(search).toHaveValue("route tab");
    await expect(search).toBeFocused();
    await pressAtOnce(page, ["Enter", "Control+Enter"]);
    await expect(name).toHaveValue(/^rtb-/);
    await expect(name).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(name).not.toBeFocused();
    await page.keyboard.press("Control+Z");
    expect(await user.savedFile()).toBe(drawn);
  }

  await page.locator("#canvas").focus();
  await pressAtOnce(page, ["Control+/", ..."add a note"]);
  await expect(user.dialog("Commands").getByRole("searchbox")).toHaveValue("add a note");
});

test("the outline holds the services that endpoints lead to", async ({ user }) => {
  await user.openReady("S3 without NAT");
  await user.parts.getByRole("tab", { name: "Outline" }).click();
  await expect(row(user, "Amazon S3 in eu-west-1")).toBeVisible();
});

test("the undo of a message is of its own step", async ({ page, user }) => {
  await user.openReady(READY);
  await user.select("nat-a");
  await page.keyboard.press("Delete");
  const message = user.page.getByText(/^Deleted nat-a/);
  await expect(message.last()).toBeVisible();
  const undo = page.locator(".toasts").getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await page.keyboard.press("Control+Z");
  await expect(user.thing("nat-a")).toBeVisible();
  await expect(undo).toBeHidden();

  await page.keyboard.press("Delete");
  await undo.click();
  await expect(user.thing("nat-a")).toBeVisible();
  // The button is gone; the keyboard goes on on the canvas.
  await expect(page.locator("#canvas :focus, #canvas:focus")).toHaveCount(1);
});

test("Escape leaves the inspector for the drawing, and ends picking an end of a packet", async ({ page, user }) => {
  await user.openReady(READY);
  await user.select("app-1");
  await page.keyboard.press("Control+Enter");
  const name = user.inspector.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type("other");
  await page.keyboard.press("Escape");
  await expect(name).toHaveValue("app-1");
  await page.keyboard.press("Escape");
  await expect(user.thing("app-1")).toBeFocused();

  await user.openTab("Packet trace");
  const pick = user.drawer.getByRole("button", { name: 'Pick "To" on the canvas' });
  const to = user.drawer.getByRole("combobox", { name: "To", exact: true });
  await pick.click();
  await expect(pick).toHaveAttribute("aria-pressed", "true");
  await user.select("shop");
  await expect(page.locator(".toasts")).toContainText("shop (VPC) sends and receives nothing.");
  await expect(pick).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(pick).toHaveAttribute("aria-pressed", "false");
  await user.select("nat-a");
  await expect(to).toHaveValue("");
});

test("a name and a note are written over, and Escape keeps a note", async ({ page, user }) => {
  await user.openReady(READY);
  await user.select("app-1");
  await page.keyboard.press("F2");
  const name = user.canvas.locator("xpath=..").getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type("first");
  await page.keyboard.press("Enter");
  await expect(user.thing("first")).toBeVisible();

  await page.keyboard.press("t");
  await page.mouse.click(420, 640);
  const note = page.getByRole("textbox", { name: "Text of the note" });
  await expect(note).toBeFocused();
  await page.keyboard.type("Hello");
  await page.keyboard.press("Escape");
  await expect(user.canvas.getByLabel(/Note.*Hello/)).toBeVisible();
});

test("the list of hops follows the hop that is looked at", async ({ page, user }) => {
  await user.openReady(READY);
  await user.sendPacket({ from: "app-1", to: "Internet" });
  await user.seesDelivered();
  const reply = user.drawer.getByRole("tab", { name: /^Reply/ });
  const on = user.drawer.getByRole("button", { name: "One hop on" });
  for (let step = 0; step < 12; step += 1) await on.click();
  await expect(reply).toHaveAttribute("aria-selected", "true");
  const marked = user.drawer.locator("[aria-current=step]");
  await expect(marked).toHaveCount(1);
  await expect(marked).toBeInViewport();
  const back = user.drawer.getByRole("button", { name: "One hop back" });
  for (let step = 0; step < 4; step += 1) await back.click();
  await expect(user.drawer.getByRole("tab", { name: /^Request/ })).toHaveAttribute("aria-selected", "true");
  await expect(marked).toBeInViewport();
  await expect(page).toHaveTitle(`${READY} – Netyard`);
});

test("findings are found by the block of their part", async ({ user }) => {
  await user.openReady("Structural errors and soft limits");
  await user.openTab("Findings");
  const search = user.drawer.getByRole("searchbox", { name: "Name, CIDR or code" });
  await search.fill("10.9.9.0/24");
  await expect(user.drawer.getByText("No finding matches the filter.")).toBeVisible();
  await search.fill("10.1.0.0/16");
  await expect(user.drawer.getByRole("cell", { name: "two", exact: true }).first()).toBeVisible();
});

test("what was found at a thing is shown when the keyboard comes back to it", async ({ page, user }) => {
  await user.openReady(READY);
  await user.select("nat-a");
  // The pointer rests on a thing without findings: it does not keep the card from the keyboard.
  const { x, y } = await user.place("app-2");
  await page.mouse.move(x, y);
  await page.keyboard.press("F6");
  await page.keyboard.press("Shift+F6");
  await expect(user.thing("nat-a")).toBeFocused();
  await expect(page.getByRole("region", { name: "Findings here" })).toBeVisible();
});

test("on a narrow page the settings stand below the tabs of the sheet", async ({ page, user }) => {
  await user.openReady(READY);
  await page.setViewportSize({ width: 900, height: 700 });
  const box = await user.standing("app-1");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Settings" }).click();
  const name = user.inspector.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toHaveValue("app-1");
  // Nothing lies over it: a click reaches it.
  await name.click({ timeout: 5_000 });
  await user.drawer.getByRole("tab", { name: "Packet trace" }).click();
  await expect(name).toBeHidden();
  await expect(user.drawer.getByRole("combobox", { name: "From", exact: true })).toBeVisible();
});
