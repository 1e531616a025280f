// Prints what the first load of the page weighs, beside its budget; ends with status 1 above the ceiling. The parts
// of the program that come later (`rel="hands"` and `rel="prefetch"` in the page) are listed below it.
//
// The budget is what the page is to reach (BENCHMARKS.md says how far it is from it, and the next step). The ceiling is
// what it weighed when it was last measured, and a little: it only ever goes down, until it is the budget.
// Usage: node page-size.mjs FOLDER

import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COUNTED = new Set([".wasm", ".js", ".css", ".html"]);
const BUDGET = { gzip: 650 * 1024, brotli: 500 * 1024 };
const CEILING = { gzip: 820 * 1024, brotli: 645 * 1024 };

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

/** What comes when it is needed, as the page names it. */
function laterParts(folder) {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const links = html.match(/<link[^>]*rel="?(?:hands|prefetch)\b[^>]*>/g) ?? [];
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
const later = laterParts(folder);
const total = table("first load", files.filter((file) => !later.has(file)));
console.log(row("budget", ["", BUDGET.gzip, BUDGET.brotli]));
table("when it is needed", files.filter((file) => later.has(file)));

const above = (limit) => Object.keys(limit).filter((kind) => total[kind] > limit[kind]);
for (const kind of above(BUDGET)) {
  console.log(`  over the budget by ${((total[kind] - BUDGET[kind]) / 1024).toFixed(1)} KB of ${kind}`);
}
const over = above(CEILING);
if (over.length > 0) {
  console.error(`The first load is over its ceiling (${over.join(", ")}).`);
  process.exit(1);
}
