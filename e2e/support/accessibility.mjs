// The accessibility check that every state of the page must pass.

import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

/** Fails with every moderate, serious or critical finding of axe-core on the page as it stands. */
export async function expectAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact !== "minor")
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`));
  expect(serious, "accessibility").toEqual([]);
}
