// The folder of the finished page.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The root of the project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The page that is tested: what `NETYARD_PAGE` names, else `dist`. */
export function pageFolder() {
  const folder = process.env.NETYARD_PAGE ?? fileURLToPath(new URL("../../dist", import.meta.url));
  if (!existsSync(folder)) throw new Error(`There is no page in ${folder}: run "cargo xtask e2e" or "cargo xtask dist".`);
  return folder;
}
