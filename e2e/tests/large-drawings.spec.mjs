// Large drawings are read, checked and kept aside, and are told the same as small ones.

import { fragmentOf } from "../support/links.mjs";
import { expect, open, test } from "../support/test.mjs";
import { User } from "../support/user.mjs";
import { handsOnTimers, handsOnWorkers } from "../support/worker-hands.mjs";

/** What is read aside, by a busy machine and an unoptimised build. */
const SLOWLY = { timeout: 60_000 };

const BASE = { "vpc-1": { type: "vpc", name: "base", region: "eu-west-1", cidrBlocks: ["10.0.0.0/8"] } };

/** A network with faults, and so many plain subnets besides. */
function drawing(plain) {
  const resources = {
    ...BASE,
    "vpc-2": { type: "vpc", name: "shop-net", region: "eu-west-1", cidrBlocks: ["172.16.0.0/16"] },
    "igw-1": { type: "internetGateway", name: "shop-gate", vpcId: "vpc-2" },
    "igw-2": { type: "internetGateway", name: "shop-gate-2", vpcId: "vpc-2" },
  };
  const put = (id, name, vpcId, cidrBlock) => {
    resources[id] = { type: "subnet", name, vpcId, availabilityZone: "eu-west-1a", cidrBlock };
  };
  for (let index = 0; index < 20; index += 1) {
    put(`subnet-in-${index}`, `shop-${index}`, "vpc-2", `172.16.${index % 10}.0/24`);
    put(`subnet-out-${index}`, `shop-out-${index}`, "vpc-2", `172.17.${index}.0/24`);
  }
  addPlain(resources, plain);
  const expectations = {
    "exp-1": {
      title: "Overlaps are found",
      check: { finding: { rule: "subnet-overlap" }, expect: { present: true } },
    },
  };
  return JSON.stringify({ type: "netyard", version: 1, title: `${plain} plain`, resources, expectations });
}

function addPlain(resources, count) {
  for (let index = 0; index < count; index += 1) {
    const cidrBlock = `10.${index >> 8}.${index & 255}.0/24`;
    const subnet = { type: "subnet", name: `plain-${index}`, vpcId: "vpc-1", availabilityZone: "eu-west-1a", cidrBlock };
    resources[`subnet-plain-${index}`] = subnet;
  }
}

/** So many plain subnets, and nothing that is wrong. */
function plainDrawing(count, title) {
  const resources = { ...BASE };
  addPlain(resources, count);
  return JSON.stringify({ type: "netyard", version: 1, title, resources });
}

/** Notes in the page whether the bar of something that takes a while is seen. To be given to `addInitScript`. */
function noteBar() {
  const note = () => {
    if (document.querySelector("progress")) globalThis.sawBar = true;
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true });
}

/** What is found about the faulty network. */
async function findings(user) {
  await user.openTab("Findings");
  await expect(user.page.getByRole("banner").getByText("Checking…")).toBeHidden({ timeout: 30_000 });
  await user.drawer.getByRole("searchbox").fill("shop-");
  await expect(user.drawer.getByRole("row").nth(20)).toBeVisible();
  const rows = await user.drawer.getByRole("row").allTextContents();
  await user.openTab("Expectations");
  return [...rows, ...(await user.drawer.getByRole("tabpanel").getByRole("row").allTextContents())];
}

test("a drawing that is checked in a worker has the findings of one that is checked in the page", async ({ user }) => {
  test.setTimeout(120_000);
  await user.openText("small.json", drawing(2_000));
  await user.seesTitle("2000 plain");
  const small = await findings(user);
  await user.openText("large.json", drawing(4_000));
  await user.seesTitle("4000 plain");
  expect(await findings(user)).toEqual(small);

  // An edit is followed, and many in a row come to the same.
  await user.openTab("Findings");
  const title = user.inspector.getByRole("textbox", { name: "Name", exact: true });
  await user.drawer.getByRole("row").filter({ hasText: "shop-out-3 " }).first().click();
  for (const name of ["shop-one", "shop-two", "shop-three"]) {
    await title.fill(name);
    await title.press("Enter");
  }
  await expect(user.drawer.getByRole("row").filter({ hasText: "shop-three" }).first()).toBeVisible();
  await expect(user.drawer.getByRole("row").filter({ hasText: /shop-(out-3|one|two) / })).toHaveCount(0);
  for (let step = 0; step < 3; step += 1) await user.undoButton.click();
  await expect(user.drawer.getByRole("row").filter({ hasText: "shop-three" })).toHaveCount(0);
  expect(await findings(user)).toEqual(small);
});

test("a large link and a large ready drawing are read aside, with a bar", async ({ user, page, context }) => {
  test.setTimeout(120_000);
  await user.openText("large.json", drawing(4_000));
  await user.seesTitle("4000 plain");
  const sent = await user.savedFile();
  const link = await user.copiedLink();

  const other = new User(await context.newPage());
  await other.page.addInitScript(noteBar);
  await open(other.page, link);
  await expect(other.page.getByRole("banner").getByRole("button", { name: /, rename$/ })).toHaveText("4000 plain");
  expect(await other.page.evaluate(() => globalThis.sawBar), "a bar for the link").toBe(true);
  expect(await other.savedFile()).toBe(sent);

  const ready = "Private subnet with NAT gateway";
  await other.page.route("**/assets/scenarios/*.json", (route) => route.fulfill({ body: plainDrawing(4_000, ready) }));
  await other.page.evaluate(() => (globalThis.sawBar = false));
  await other.openReady(ready);
  expect(await other.page.evaluate(() => globalThis.sawBar), "a bar for the ready drawing").toBe(true);
  expect(Object.keys(JSON.parse(await other.savedFile()).resources)).toHaveLength(4_001);
});

test("a file that is opened while another one is laid out is read to its end", async ({ user, page }) => {
  await page.addInitScript(handsOnWorkers);
  await page.addInitScript(handsOnTimers);
  await page.reload();
  // The moment in which the words are shown before the page lays out.
  await page.evaluate(() => (globalThis.timers.hold = 30));
  await user.openText("one.json", plainDrawing(4_000, "One"));
  await expect(page.getByText("Laying out one.json…")).toBeVisible();
  // Of the second one the first part has come, and no further one yet.
  await page.evaluate(() => (globalThis.hands.say = (message) => (message[0] === "more" ? null : message)));
  await user.openText("two.json", plainDrawing(6_000, "Two"));
  await expect(page.getByText("Opening two.json…")).toBeVisible();
  await page.evaluate(() => {
    globalThis.timers.fire();
    globalThis.hands.say = (message) => message;
    globalThis.hands.release();
  });
  await user.seesTitle("Two");
  expect(Object.keys(JSON.parse(await user.savedFile()).resources)).toHaveLength(6_001);
});

test("what the worker cannot read is said, and the page checks by itself", async ({ user, page, complaints }) => {
  test.setTimeout(120_000);
  await page.addInitScript(handsOnWorkers);
  await page.reload();
  await user.openText("small.json", drawing(2_000));
  await user.seesTitle("2000 plain");
  const small = await findings(user);
  complaints.expect(/the drawing is checked without a worker: .*not JSON/);
  await page.evaluate(() => {
    globalThis.hands.say = (message) => (message[0] === "change" ? ["change", "{"] : message);
  });
  await user.openText("large.json", drawing(4_000));
  await user.seesTitle("4000 plain");
  expect(await findings(user)).toEqual(small);
  expect(complaints.all.join()).toContain("the drawing is checked without a worker");
});

test("an answer about a drawing that is not open any more is not shown", async ({ user, page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(handsOnWorkers);
  await page.addInitScript(handsOnTimers);
  await page.reload();
  await page.evaluate(() => {
    globalThis.answered = false;
    globalThis.hands.hear = (message) => {
      const isAnswer = message[0] === "splice" || message[0] === "checked";
      globalThis.answered ||= message[0] === "checked";
      return !isAnswer;
    };
  });
  await user.openText("large.json", drawing(4_000));
  await user.seesTitle("4000 plain");
  await page.waitForFunction(() => globalThis.answered);
  const answers = await page.evaluate(() => globalThis.hands.waiting());
  // What the page would tidy up a moment later stays for now.
  await page.evaluate(() => (globalThis.timers.hold = 0));
  await user.openText("small.json", plainDrawing(100, "Small"));
  await user.seesTitle("Small");
  await page.evaluate(() => (globalThis.timers.hold = null));
  await user.openText("other.json", plainDrawing(4_000, "Other"));
  await user.seesTitle("Other");
  await user.openTab("Findings");
  await page.evaluate((count) => globalThis.hands.release(count), answers);
  await expect(page.getByRole("banner").getByText("Checking…")).toBeVisible();
  await expect(user.drawer.getByRole("row").filter({ hasText: "shop-" })).toHaveCount(0);
  await page.evaluate(() => {
    globalThis.timers.fire();
    globalThis.hands.hear = () => true;
    globalThis.hands.release();
  });
  await expect(page.getByRole("banner").getByText("Checking…")).toBeHidden({ timeout: 30_000 });
  await expect(user.drawer.getByRole("row").filter({ hasText: "shop-" })).toHaveCount(0);
});

test("while a large drawing is written down, the page does other things", async ({ user, page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    // Counts the tasks of the page from the moment at which it begins to write until it hands the drawing over.
    const plan = globalThis.setTimeout.bind(globalThis);
    let begun = null;
    globalThis.setTimeout = (work, delay, ...rest) => {
      if (delay !== 300) return plan(work, delay, ...rest);
      return plan(() => {
        begun = globalThis.tasks;
        work();
      }, delay);
    };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (record) {
      globalThis.between = globalThis.tasks - begun;
      return put.call(this, record);
    };
    const { port1, port2 } = new MessageChannel();
    globalThis.tasks = 0;
    port1.onmessage = () => {
      globalThis.tasks += 1;
      if (globalThis.counting) port2.postMessage(null);
    };
    globalThis.count = () => {
      globalThis.counting = true;
      port2.postMessage(null);
    };
  });
  await page.reload();
  await user.openText("large.json", plainDrawing(20_000, "Large"));
  await user.seesTitle("Large", SLOWLY);
  await user.seesSaved();
  await page.getByRole("banner").getByRole("button", { name: /, rename$/ }).click();
  await page.evaluate(() => globalThis.count());
  await page.getByRole("textbox", { name: "Title of the drawing" }).fill("Larger");
  await page.keyboard.press("Enter");
  await user.seesTitle("Larger");
  await user.seesSaved();
  await page.evaluate(() => (globalThis.counting = false));
  expect(await page.evaluate(() => globalThis.between), "tasks in between").toBeGreaterThan(1);
  const saved = await user.savedFile();
  await page.reload();
  await user.seesTitle("Larger", SLOWLY);
  expect(await user.savedFile()).toBe(saved);
});
