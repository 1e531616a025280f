// Prints what the first load of the page weighs, beside its budget; ends with status 1 above the ceiling. The parts
// of the program that come later (`rel="sight"`, `rel="hands"` and `rel="prefetch"` in the page) are listed below it.
//
// The budget is what the page is to reach (BENCHMARKS.md says how far it is from it, and the next step). The ceilings,
// of an empty page and of one that begins with a drawing, are what it weighed when it was last measured, with some room
// for resource types to come: they only ever go down.
// Usage: node page-size.mjs FOLDER

import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COUNTED = new Set([".wasm", ".js", ".css", ".html"]);
const BUDGET = { gzip: 650 * 1024, brotli: 500 * 1024 };
const CEILING = { gzip: 410 * 1024, brotli: 330 * 1024 };
const CEILING_WITH_DRAWING = { gzip: 915 * 1024, brotli: 720 * 1024 };

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

function row(name, sizes) {
  const cells = sizes.map((size) => (typeof size === "number" ? `${(size / 1024).toFixed(1)} KB` : size));
  return `  ${name.padEnd(48)}${cells.map((cell) => cell.padStart(12)).join("")}`;
}

/** The files that the page names with a word. */
function named(folder, word) {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const links = html.match(new RegExp(`<link[^>]*rel="?${word}\\b[^>]*>`, "g")) ?? [];
  return new Set(links.map((link) => /href="?([^" >]+)/.exec(link)?.[1]));
}

/** Prints the sizes of files, and gives their sum. */
function table(heading, files) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  console.log(row(heading, ["raw", "gzip", "brotli"]));
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    const size = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes).length };
    for (const kind of Object.keys(total)) total[kind] += size[kind];
    console.log(row(file, [size.raw, size.gzip, size.brotli]));
  }
  console.log(row("together", [total.raw, total.gzip, total.brotli]));
  return total;
}

const folder = process.argv[2];
const files = filesIn(folder)
  .filter((name) => COUNTED.has(extname(name)))
  .map((file) => relative(folder, file));
if (files.length === 0) {
  console.error(`There is no page in ${folder}.`);
  process.exit(1);
}
const [sight, hands, others] = ["sight", "hands", "prefetch"].map((word) => named(folder, word));
const isLater = (file) => sight.has(file) || hands.has(file) || others.has(file);
const total = table("first load", files.filter((file) => !isLater(file)));
console.log(row("budget", ["", BUDGET.gzip, BUDGET.brotli]));
const shown = table("what shows drawings", files.filter((file) => sight.has(file)));
const withDrawing = Object.fromEntries(Object.keys(total).map((kind) => [kind, total[kind] + shown[kind]]));
console.log(row("first load with a drawing", Object.values(withDrawing)));
table("what changes drawings", files.filter((file) => hands.has(file)));
table("when it is needed", files.filter((file) => others.has(file)));

const above = (size, limit) => Object.keys(limit).filter((kind) => size[kind] > limit[kind]);
const loads = [
  ["The first load", total, CEILING],
  ["The first load with a drawing", withDrawing, CEILING_WITH_DRAWING],
];
for (const [name, size, ceiling] of loads) {
  for (const kind of above(size, BUDGET)) {
    console.log(`  ${name} is over the budget by ${((size[kind] - BUDGET[kind]) / 1024).toFixed(1)} KB of ${kind}.`);
  }
  const over = above(size, ceiling);
  if (over.length > 0) {
    console.error(`${name} is over its ceiling (${over.join(", ")}).`);
    process.exitCode = 1;
  }
}
