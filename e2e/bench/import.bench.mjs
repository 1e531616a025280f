// Files of every format and of several sizes, given to the page: when the drawing and its report are there, what holds the
// page up meanwhile, and how soon it lets itself be stopped.

import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "@playwright/test";
import { pageFolder, root } from "../support/page-folder.mjs";
import { serve } from "../support/static-server.mjs";
import { User } from "../support/user.mjs";
import { traceTasks } from "./frames.mjs";
import { print, whole } from "./table.mjs";

/** `cargo run -p netyard-formats --example import_files -- target/import-files` writes them. */
const FILES = process.env.NETYARD_IMPORT_FILES ?? join(root, "target/import-files");
const FORMATS = (process.env.NETYARD_BENCH_FORMATS ?? "aws-describe,cloudformation,terraform,netyard").split(",");
const SIZES = (process.env.NETYARD_IMPORT_SIZES ?? "10,100,1000,10000").split(",");
const ROUNDS = Number(process.env.NETYARD_IMPORT_ROUNDS ?? 3);
/** The shares of the way at which somebody changes their mind. */
const MOMENTS = (process.env.NETYARD_IMPORT_MOMENTS ?? "0.05,0.2,0.35,0.5").split(",").filter(Boolean).map(Number);

/** So long a person looks for files, at least. */
const CHOOSING = 1_500;

const rows = [];

test.beforeAll(() => {
  if (!existsSync(FILES)) throw new Error(`There are no files in ${FILES}: see formats/examples/import_files.rs.`);
});

test.afterAll(() => {
  print(
    `Imports in the browser, ms, median of ${ROUNDS}: longest task of the page until the drawing has come, and with laying out and drawing it`,
    ["format", "resources", "KB", "drawing and report shown", "longest task, import", "longest task of all", "Cancel answers, worst", "words"],
    rows,
  );
});

/** Notes what the page says and shows, each with its time. To be given to `addInitScript`. */
function takeNotes() {
  const notes = (globalThis.notes = { words: [], begin() {
    Object.assign(notes, { given: null, come: null, shown: null, pressed: null, gone: null });
    notes.words = [];
  } });
  notes.begin();
  addEventListener("change", ({ target }) => {
    if (!target.matches?.("[data-file-choice]")) return;
    notes.given = performance.now();
    notes.title = document.title;
    performance.mark("import: given");
    if (notes.pressAfter === null) return;
    // A page that is busy hears the hand later than it pressed.
    const wished = notes.given + notes.pressAfter;
    setTimeout(() => {
      const button = document.querySelector(".strip button");
      if (!button) return;
      notes.pressed = wished;
      button.click();
    }, notes.pressAfter);
  }, true);
  const painted = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
  const note = () => {
    if (notes.given === null) return;
    const words = document.querySelector(".strip [role=status]")?.textContent ?? "";
    if (words !== (notes.words.at(-1)?.words ?? "")) notes.words.push({ words, at: performance.now() });
    if (notes.come === null && words.startsWith("Laying out")) {
      notes.come = performance.now();
      performance.mark("import: come");
    }
    if (notes.pressed !== null && notes.gone === null && words === "") {
      notes.gone = 0;
      painted().then(() => (notes.gone = performance.now()));
    }
    const isShown = document.querySelector('section[aria-label="Import report"]') || document.title !== notes.title;
    if (notes.shown === null && isShown && words === "") {
      notes.shown = 0;
      performance.mark("import: shown");
      painted().then(() => (notes.shown = performance.now()));
    }
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
}

/** A page that has come to rest. */
async function restedPage(page, origin) {
  await page.goto(origin);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(2_500);
  return new User(page);
}

async function give(user, files, pressAfter = null) {
  await user.page.evaluate((after) => {
    globalThis.notes.begin();
    globalThis.notes.pressAfter = after;
  }, pressAfter);
  const chooser = user.page.waitForEvent("filechooser");
  await user.fromDrawingMenu("Open file");
  const dialog = await chooser;
  await user.page.waitForTimeout(CHOOSING);
  await dialog.setFiles(files);
}

/** Gives the files once, and tells what that cost. */
async function timed(browser, page, origin, files) {
  const user = await restedPage(page, origin);
  const { tasks, marks } = await traceTasks(browser, page, async () => {
    await give(user, files);
    await page.waitForFunction(() => globalThis.notes.shown > 0, null, { polling: 50, timeout: 120_000 });
    await page.waitForTimeout(500);
  });
  const given = marks.get("import: given");
  const come = marks.get("import: come") ?? marks.get("import: shown");
  const longest = (from, to) =>
    Math.max(0, ...tasks.filter(({ start, end }) => end > from && start < to).map(({ length }) => length));
  const notes = await page.evaluate(() => globalThis.notes);
  return {
    taken: notes.shown - notes.given,
    ofImport: longest(given, come),
    ofAll: longest(given, Infinity),
    words: notes.words.map(({ words }) => words.split(/ [^ ]*\.json|…/)[0]).filter(Boolean),
  };
}

/** Gives the files, presses Cancel after so long, and gives the time until the strip is gone; null if there was none. */
async function stopped(page, origin, files, after) {
  const user = await restedPage(page, origin);
  await give(user, files, after);
  await page.waitForFunction(() => globalThis.notes.gone > 0 || globalThis.notes.shown > 0, null, { polling: 50 });
  const { pressed, gone, shown } = await page.evaluate(() => globalThis.notes);
  return pressed === null || gone === null || shown > 0 ? null : gone - pressed;
}

const middle = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

for (const format of FORMATS) {
  for (const size of SIZES) {
    test(`${size} resources of ${format}`, async ({ browser, page }) => {
      const folder = join(FILES, size, format);
      const files = readdirSync(folder).map((name) => join(folder, name));
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
      await page.addInitScript(takeNotes);
      // Every page begins empty: what the one before it writes when it is left is not opened again.
      await page.addInitScript(() => localStorage.clear());
      const server = await serve(pageFolder());
      const rounds = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        rounds.push(await timed(browser, page, server.origin, files));
      }
      const of = (key) => middle(rounds.map((round) => round[key]));
      const stops = [];
      for (const moment of MOMENTS) {
        const stop = await stopped(page, server.origin, files, of("taken") * moment);
        if (stop !== null) stops.push(stop);
      }
      const worst = stops.length === 0 ? "-" : `${whole(Math.max(...stops))} (${stops.length} of ${MOMENTS.length})`;
      const words = [...new Set(rounds[0].words)].join(", ");
      rows.push([format, Number(size).toLocaleString("en-GB"), whole(bytes / 1000), whole(of("taken")), whole(of("ofImport")), whole(of("ofAll")), worst, words]);
      await server.stop();
    });
  }
}
