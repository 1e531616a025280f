// The page inside of another one: for reading only, nothing kept, and answers to the page around it alone.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/page-folder.mjs";
import { serve } from "../support/static-server.mjs";
import { expect, open, test as base } from "../support/test.mjs";

const DRAWING = readFileSync(join(root, "assets/scenarios/net-nat-per-az.json"), "utf8");
const { title: TITLE, expectations: EXPECTATIONS, resources: RESOURCES } = JSON.parse(DRAWING);
const { name: VPC } = Object.values(RESOURCES).find(({ type }) => type === "vpc");

/** A page that keeps what its frames say, in a list that a test reads. */
const HOST = (netyard) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; img-src data:; frame-src ${netyard}">
<title>Host</title>
<link rel="icon" href="data:,">
</head>
<body><iframe title="Network" width="1000" height="620"></iframe><script src="host.js"></script></body>
</html>
`;
const SCRIPT = `
globalThis.heard = [];
addEventListener("message", ({ data, origin, source }) => {
  const frame = document.querySelector("iframe");
  globalThis.heard.push({ data, origin, isFrame: source === frame.contentWindow });
});
globalThis.show = (address) => { document.querySelector("iframe").src = address; };
globalThis.resize = (width, height) => { Object.assign(document.querySelector("iframe"), { width, height }); };
globalThis.send = (message, origin) => document.querySelector("iframe").contentWindow.postMessage(message, origin);
`;

const test = base.extend({
  // A host of another origin than the page under test.
  around: async ({ page, host }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "netyard-host-"));
    await writeFile(join(folder, "index.html"), HOST(host));
    await writeFile(join(folder, "host.js"), SCRIPT);
    const server = await serve(folder);
    await use(new Host(page, server.origin, host));
    await server.stop();
    await rm(folder, { recursive: true });
  },
});

/** The page around the frame. */
class Host {
  constructor(page, origin, netyard) {
    Object.assign(this, { page, origin, netyard });
    this.frame = page.frameLocator("iframe");
  }

  /** Opens the host page with the view in it. */
  async shows({ query = "", fragment = "" } = {}) {
    await this.page.goto(`${this.origin}/`);
    await this.page.evaluate((address) => globalThis.show(address), `${this.netyard}/?embed=1${query}${fragment}`);
  }

  /** Sends a message to the view. */
  async sends(message) {
    await this.page.evaluate(([message, origin]) => globalThis.send(message, origin), [message, this.netyard]);
  }

  /** The first message of this type, once it has come. */
  async hears(type, id) {
    const find = () =>
      this.page.evaluate(
        ([type, id]) => globalThis.heard.find(({ data }) => data?.type === type && (id === null || data.id === id)) ?? null,
        [type, id ?? null],
      );
    await expect.poll(find, { timeout: 30_000, message: type }).not.toBeNull();
    const { data, origin, isFrame } = await find();
    expect(origin).toBe(this.netyard);
    expect(isFrame).toBe(true);
    return data;
  }

  /** Gives the frame another size. */
  async resizes(width, height) {
    await this.page.evaluate(([wide, high]) => globalThis.resize(wide, high), [width, height]);
  }

  /** Where a thing is in the frame, in pixels. */
  async place(name) {
    const [frame, thing] = [await this.page.locator("iframe").boundingBox(), await this.thing(name).boundingBox()];
    return thing && { left: thing.x - frame.x, right: thing.x + thing.width - frame.x, width: thing.width };
  }

  /** A thing on the canvas of the view. */
  thing(name) {
    return this.frame.locator("#canvas").getByLabel(new RegExp(`^${name}, `)).first();
  }
}

/** The fragment of a link to a ready drawing. */
async function linkOf(user) {
  await user.openReady(TITLE);
  return new URL(await user.copiedLink()).hash;
}

test("a link in the address is shown with its verdicts, and leads to Netyard", async ({ user, around }) => {
  const link = await linkOf(user);
  await around.shows({ fragment: link });
  const { frame } = around;
  await expect(frame.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  await expect(frame.getByRole("button", { name: /of \d+ expectations hold, show$/ })).toBeVisible();
  await expect(frame.getByRole("link", { name: "Open in Netyard" })).toHaveAttribute("href", `${around.netyard}/${link}`);
  for (const name of ["Parts and outline", "Inspector"]) {
    await expect(frame.getByRole("complementary", { name })).toHaveCount(0);
  }
  await expect(frame.getByRole("button", { name: "Share" })).toHaveCount(0);
  await expect(frame.getByRole("group", { name: "Zoom" })).toBeVisible();
  await frame.getByRole("button", { name: /of \d+ expectations hold, show$/ }).click();
  await expect(frame.getByText(Object.values(EXPECTATIONS)[0].title, { exact: true }).first()).toBeVisible();
  await expect(frame.getByRole("button", { name: /^Delete the expectation/ })).toHaveCount(0);
  await around.hears("netyard:ready");
});

test("a link that was cut is refused in words that fit a page for reading", async ({ user, around }) => {
  const link = await linkOf(user);
  await around.shows({ fragment: link.slice(0, -60) });
  const refused = around.frame.getByRole("dialog", { name: "The link was not opened" });
  await expect(refused).toContainText("So there is no network to show here.");
  await expect(refused).not.toContainText("open drawing");
  await expect(refused.getByRole("button", { name: "Open another file" })).toHaveCount(0);
  await refused.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(refused).toBeHidden();
});

test("the host loads a drawing, gets it back to the letter, and hears its verdicts", async ({ around }) => {
  await around.shows({ query: `&origin=${encodeURIComponent(around.origin)}` });
  await around.hears("netyard:ready");
  await around.sends({ type: "netyard:load", id: "a", document: DRAWING });
  await around.hears("netyard:loaded", "a");
  await expect(around.frame.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  await around.sends({ type: "netyard:get", id: "b" });
  const { document, link } = await around.hears("netyard:document", "b");
  expect(document).toBe(DRAWING);
  await around.sends({ type: "netyard:verdicts", id: "c" });
  const { findings, expectations, rulesDate } = await around.hears("netyard:verdicts", "c");
  expect(expectations.map(({ id }) => id).sort()).toEqual(Object.keys(EXPECTATIONS).sort());
  expect(expectations.every(({ passed }) => passed === true)).toBe(true);
  expect(Object.keys(findings).sort()).toEqual(["error", "hint", "warning"]);
  expect(rulesDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);

  // What get gives can be loaded: the link, and the drawing as an object. Without its NAT gateways something fails.
  await around.sends({ type: "netyard:load", id: "d", link });
  await around.hears("netyard:loaded", "d");
  const broken = JSON.parse(DRAWING);
  for (const [id, { type }] of Object.entries(broken.resources)) if (type === "natGateway") delete broken.resources[id];
  await around.sends({ type: "netyard:load", id: "e", document: broken });
  await around.hears("netyard:loaded", "e");
  await around.sends({ type: "netyard:verdicts", id: "f" });
  const after = await around.hears("netyard:verdicts", "f");
  expect(after.expectations.some(({ passed }) => passed === false)).toBe(true);
});

test("the whole drawing stays in view when the frame gets another size, until somebody looks at a part of it", async ({ around, page }) => {
  await around.shows();
  await around.hears("netyard:ready");
  await around.sends({ type: "netyard:load", id: "a", document: DRAWING });
  await around.hears("netyard:loaded", "a");
  await expect(around.thing(VPC)).toBeVisible();
  const fills = (width) => async () => {
    const { left, right } = await around.place(VPC);
    return left > 0 && right < width && right - left > width / 2;
  };
  await expect.poll(fills(1000)).toBe(true);
  await around.resizes(420, 620);
  await expect.poll(fills(420)).toBe(true);
  await around.resizes(1000, 620);
  await expect.poll(fills(1000)).toBe(true);

  // Somebody moves it.
  const canvas = around.frame.locator("#canvas");
  await canvas.hover();
  await page.mouse.wheel(90, 0);
  const before = await around.place(VPC);
  await expect.poll(async () => (await around.place(VPC)).left).toBeCloseTo(before.left, 0);
  await around.resizes(420, 620);
  await expect(canvas).toHaveJSProperty("clientWidth", 420);
  const after = await around.place(VPC);
  expect(after.width).toBeCloseTo(before.width, 0);
  expect(after.left).toBeCloseTo(before.left, 0);
});

test("what cannot be loaded is answered with the reason, and what is shown stays", async ({ around }) => {
  await around.shows();
  await around.hears("netyard:ready");
  await around.sends({ type: "netyard:load", id: "a", document: DRAWING });
  await around.hears("netyard:loaded", "a");
  const wrong = [
    [{ link: "https://example.com/" }, /no part that begins with #/],
    [{ link: `#d1=${"A".repeat(300_000)}` }, /longer than 262144 characters/],
    [{ link: "#d1=9.9.0.AAAA" }, /./],
    [{ document: "{" }, /not JSON/],
    [{ document: { type: "netyard", version: 99 } }, /version 99/],
    [{ document: { Vpcs: [{ VpcId: "vpc-1", CidrBlock: "10.0.0.0/16" }] } }, /no drawing of Netyard|not a Netyard drawing/],
    [{ document: 7 }, /neither text nor a plain object/],
    [{}, /either link or document/],
    [{ link: "#d1=", document: DRAWING }, /either link or document/],
  ];
  for (const [index, [what, reason]] of wrong.entries()) {
    await around.sends({ type: "netyard:load", id: `w${index}`, ...what });
    expect((await around.hears("netyard:error", `w${index}`)).message).toMatch(reason);
  }
  await around.sends({ type: "netyard:get", id: "z" });
  expect((await around.hears("netyard:document", "z")).document).toBe(DRAWING);
});

test("a page of another origin than the named one is neither told nor heard", async ({ around, page, complaints }) => {
  // The browser logs what it does not deliver.
  complaints.expect(/target origin provided/);
  await around.shows({ query: `&origin=${encodeURIComponent("https://wiki.example")}` });
  await expect(around.frame.getByText("No drawing is shown yet.")).toBeVisible();
  await around.sends({ type: "netyard:load", id: "a", document: DRAWING });
  await around.sends({ type: "netyard:get", id: "b" });
  await expect(around.frame.getByRole("heading", { level: 1, name: "Untitled drawing" })).toBeVisible();
  await page.evaluate(() => new Promise((then) => setTimeout(then, 0)));
  expect(await page.evaluate(() => globalThis.heard)).toEqual([]);
});

test("only the page around the view is heard, and only words that are known", async ({ around, page }) => {
  await around.shows();
  await around.hears("netyard:ready");
  // A message that the view sends to itself does not come from the page around it.
  const inner = page.frames().find((frame) => frame.url().includes("embed=1"));
  await inner.evaluate((document) => globalThis.postMessage({ type: "netyard:load", id: "self", document }, "*"), DRAWING);
  for (const message of [null, 7, "netyard:load", [], { type: 7 }, { type: "netyard:save" }, { type: "other", document: DRAWING }]) {
    await around.sends(message);
  }
  await around.sends({ type: "netyard:get", id: "last" });
  const { document } = await around.hears("netyard:document", "last");
  expect(JSON.parse(document).resources).toEqual({});
  const types = await page.evaluate(() => globalThis.heard.map(({ data }) => data.type));
  expect(types).toEqual(["netyard:ready", "netyard:document"]);
});

test("nothing changes the drawing, and nothing is kept on the device", async ({ around, page }) => {
  await around.shows();
  await around.hears("netyard:ready");
  await around.sends({ type: "netyard:load", id: "a", document: DRAWING });
  await around.hears("netyard:loaded", "a");
  await expect(around.frame.locator("[inert]")).toHaveCount(0);
  const [name] = Object.values(JSON.parse(DRAWING).resources).filter(({ type }) => type === "vpc").map(({ name }) => name);
  const box = await around.thing(name).boundingBox();
  await page.mouse.click(box.x + 40, box.y + 12);
  for (const key of ["Delete", "Control+d", "Control+v", "ArrowRight", "F2", "Control+s", "Control+o", "Control+/", "Shift+F10"]) {
    await page.keyboard.press(key);
  }
  await expect(around.frame.getByRole("dialog")).toHaveCount(0);
  await expect(around.frame.getByRole("menu")).toHaveCount(0);
  await around.sends({ type: "netyard:get", id: "b" });
  expect((await around.hears("netyard:document", "b")).document).toBe(DRAWING);

  const inner = page.frames().find((frame) => frame.url().includes("embed=1"));
  const kept = await inner.evaluate(async () => ({
    local: Object.keys(localStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
  expect(kept).toEqual({ local: [], databases: [], caches: [] });
});

test("by itself it is the same view for reading", async ({ page, user }) => {
  const link = await linkOf(user);
  await page.goto("about:blank");
  await open(page, `./?embed=1${link}`);
  await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  await expect(page.getByRole("button", { name: "Drawing", exact: true })).toHaveCount(0);
});
