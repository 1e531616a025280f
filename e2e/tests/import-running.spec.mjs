// What an import says while it runs, that it can be given up at every moment, and that the page reads by itself where there
// is no worker.

import { expect, test } from "../support/test.mjs";
import { handsOnTimers, handsOnWorkers } from "../support/worker-hands.mjs";

const FILES = 40;

/** So many answers of AWS, a VPC in each. */
function answers() {
  return Array.from({ length: FILES }, (_, index) => {
    const vpc = { VpcId: `vpc-${index}`, CidrBlock: `10.${index}.0.0/16`, Tags: [{ Key: "Name", Value: `net-${index}` }] };
    return { name: `vpcs-${index}.json`, text: JSON.stringify({ Vpcs: [vpc] }) };
  });
}

const TEMPLATE = "Resources: {Shop: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.7.0.0/16, Tags: [{Key: Name, Value: shop}]}}}";

const STEPS = ["Loading", "Reading", "Making a drawing of", "Checking", "Opening", "Laying out"];

/** What the strip says of the files. */
const says = (page, step) => page.getByRole("status").getByText(`${step} ${FILES} files…`, { exact: true });
const reportOf = (page) => page.getByRole("region", { name: "Import report" });

/** Notes what the strip says, each once. To be given to `addInitScript`. */
function noteStrip() {
  globalThis.said = [];
  const note = () => {
    const words = document.querySelector(".strip [role=status]")?.textContent;
    if (words && words !== globalThis.said.at(-1)) globalThis.said.push(words);
    const count = document.querySelector(".strip-count")?.textContent;
    if (count) globalThis.counted = count;
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
}

test("an import says step by step what it does, and counts the files", async ({ user, page }) => {
  await page.addInitScript(handsOnWorkers);
  await page.addInitScript(noteStrip);
  await page.reload();
  // One word of the worker after the other, so that each is shown.
  await page.evaluate(() => {
    globalThis.hands.hear = () => false;
    globalThis.going = setInterval(() => globalThis.hands.release(1), 30);
  });
  await user.dropFiles(answers());
  await expect(reportOf(page)).toBeVisible();
  await expect(reportOf(page).getByRole("heading", { level: 2 })).toHaveText(/^40 read,/);
  const said = await page.evaluate(() => globalThis.said);
  expect(said).toEqual([`Reading ${FILES} files…`, ...STEPS.map((step) => `${step} ${FILES} files…`)]);
  expect(await page.evaluate(() => globalThis.counted)).toMatch(/^\d+ of 40$/);
  // Who read is gone.
  await expect.poll(() => page.workers().length).toBe(0);
});

for (const step of STEPS) {
  test(`an import is given up while it says "${step}", and what is open stays`, async ({ user, page }) => {
    await page.addInitScript(handsOnWorkers);
    await page.addInitScript(handsOnTimers);
    await page.reload();
    await user.openReady("Private subnet with NAT gateway");
    const before = await user.savedFile();
    // What comes after the step is held up.
    await page.evaluate((last) => {
      if (last === "Laying out") globalThis.timers.hold = 30;
      let isThere = false;
      globalThis.hands.hear = ([word, doing]) => {
        if (isThere) return false;
        isThere = word === "at" ? doing === last : word === "part" && last === "Opening";
        return true;
      };
    }, step);
    await user.dropFiles(answers());
    await expect(says(page, step)).toBeVisible();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(page.getByRole("progressbar", { name: "How far it is" })).toBeHidden();
    await expect.poll(() => page.workers().length).toBe(0);
    await page.evaluate(() => {
      globalThis.hands.hear = () => true;
      globalThis.hands.release();
      globalThis.timers.fire();
    });
    await user.seesTitle("Private subnet with NAT gateway");
    expect(await user.savedFile()).toBe(before);
    // The next one is read whole, and alone.
    await user.dropFiles([{ name: "shop.yaml", text: TEMPLATE }]);
    await expect(reportOf(page)).toContainText("shop.yaml");
    await expect(user.thing("shop")).toBeVisible();
    await expect(user.thing("net-0")).toHaveCount(0);
  });
}

test("what is asked for later is what is shown", async ({ user, page }) => {
  await page.addInitScript(handsOnWorkers);
  await page.reload();
  await page.evaluate(() => (globalThis.hands.hear = ([word]) => word !== "read"));
  await user.dropFiles(answers());
  await expect(says(page, "Opening")).toBeVisible();
  await user.openReady("Private subnet with NAT gateway");
  await expect(page.getByRole("progressbar", { name: "How far it is" })).toBeHidden();
  await page.evaluate(() => {
    globalThis.hands.hear = () => true;
    globalThis.hands.release();
  });
  await user.seesTitle("Private subnet with NAT gateway");
  await expect(reportOf(page)).toHaveCount(0);
});

test("without a worker the page reads by itself", async ({ user, page }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, "netyardWorker", { get: () => undefined, set: () => {} }));
  await page.reload();
  await user.dropFiles(answers());
  await expect(reportOf(page).getByRole("heading", { level: 2 })).toHaveText(/^40 read,/);
  await expect(page.getByRole("progressbar", { name: "How far it is" })).toBeHidden();
  expect(page.workers()).toHaveLength(0);
});

test("where a worker cannot fetch what reads, the page reads by itself", async ({ user, page, complaints }) => {
  complaints.expect(/Failed to (fetch|load)|ERR_FAILED/);
  // The page has all of its parts by then.
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1_500);
  const all = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const parts = all.filter((name) => /\/code\//.test(name) && name.endsWith(".wasm"));
  test.skip(parts.length < 3, "a development build is one file");
  let refused = 0;
  await page.context().route(/\/code\/.*\.wasm$/, (route) => {
    refused += 1;
    return route.abort();
  });
  await user.dropFiles([{ name: "shop.yaml", text: TEMPLATE }]);
  await expect(reportOf(page)).toContainText("shop.yaml");
  await expect(user.thing("shop")).toBeVisible();
  expect(refused).toBeGreaterThan(0);
});
