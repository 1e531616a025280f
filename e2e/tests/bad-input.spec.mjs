// Files that are broken, hostile or huge: each gets a clear message, nothing runs, what is open stays.

import { expect, test } from "../support/test.mjs";
import { handsOnWorkers } from "../support/worker-hands.mjs";

const ENVELOPE = { type: "netyard", version: 1, title: "", resources: {} };

function drawing(changes) {
  return JSON.stringify({ ...ENVELOPE, ...changes });
}

/** So many subnets in one VPC. */
function manyResources(count) {
  const resources = { "vpc-1": { type: "vpc", region: "eu-west-1", cidrBlocks: ["10.0.0.0/8"] } };
  for (let index = 1; index < count; index += 1) {
    const range = `10.${index >> 8}.${index & 255}.0/24`;
    resources[`subnet-${index}`] = { type: "subnet", vpcId: "vpc-1", cidrBlock: range };
  }
  return drawing({ title: "Many", resources });
}

/** A template in which each line repeats the one before nine times. */
const BOMB = [..."bcdefgh"].reduce(
  (text, key) => `${text}  ${key}: &${key} [${`*${String.fromCharCode(key.charCodeAt(0) - 1)},`.repeat(9)}]\n`,
  "Resources:\n  a: &a {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n",
);

/** Name of the file, its text, and what the message must say. */
const REFUSED = [
  ["bomb.yaml", BOMB, [/bomb\.yaml, line \d+, column \d+/, /more than 500,000 parts, with everything that aliases repeat/]],
  ["broken.yaml", "Resources:\n  A: {Type: AWS::EC2::VPC\n", [/broken\.yaml, line \d+/]],
  ["empty.json", "", ["The file is empty."]],
  ["notes.txt", "Dear diary", [/none of what is read here: a drawing .*, a CloudFormation template/]],
  ["cut.json", drawing({}).slice(0, -1), [/not JSON: line 1, column \d+: the file ends here, before an object/]],
  ["comma.json", drawing({}).replace('"netyard",', '"netyard"'), [/line 1, column 18: a comma or the } .* is expected/]],
  ["picture.png", "\u0089PNG\r\n\u001a\n\u0000", [/none of what is read here: a drawing .* or a picture that holds one/]],
  ["all.zip", "PK\u0003\u0004\u0014\u0000", [/archive \(ZIP or gzip\)\. Unpack it/]],
  ["shop.drawio", "<mxfile><diagram/></mxfile>", [/a diagram of draw\.io/]],
  ["other.json", '{"Hello": "world"}', [/not a Netyard drawing/]],
  ["nameless.json", '{"type":"netyard","version":99}', [/The drawing has version 99/]],
  ["newer.json", drawing({ version: 99, title: "From tomorrow" }), ["From tomorrow", "version 99", /newer Netyard/]],
  ["type.json", drawing({ resources: { "vpc-1": { type: "vpc", cidrBlocks: "10.0.0.0/16" } } }), [/resources\.vpc-1\.cidrBlocks: a list .* is expected; the text "10\.0\.0\.0\/16" stands there/]],
  ["place.json", drawing({ placement: { "vpc-1": { x: "left" } } }), [/placement\.vpc-1: a box .* or a place on a border .* is expected/]],
  ["twice.json", drawing({}).replace('"title":""', '"title":"a","title":"b"'), ['The key "title" stands twice']],
  ["deep.json", drawing({}).replace('"title":""', `"x":${"[".repeat(500)}${"]".repeat(500)},"title":""`), [/nested deeper than 64/]],
  ["name.json", drawing({ resources: { "vpc-1": { type: "vpc", name: "n".repeat(501) } } }), ["501 characters", "500"]],
  ["many.json", manyResources(50_001), [/50,?001 resources/, /50,?000/]],
];

for (const [name, text, says] of REFUSED) {
  test(`${name} is refused with its reason, and the open drawing stays`, async ({ user }) => {
    await user.openReady("Private subnet with NAT gateway");
    const before = await user.savedFile();
    await user.openText(name, text);
    await user.seesRefused("The file was not opened", name, ...says);
    expect(await user.savedFile()).toBe(before);
  });
}

const VPC = { type: "vpc", name: "shop", region: "eu-west-1", cidrBlocks: ["10.0.0.0/16"] };
const SUBNET = { type: "subnet", name: "app-a", vpcId: "vpc-1", availabilityZone: "eu-west-1a", cidrBlock: "10.0.0.0/24" };

/** What the drawing holds, its resources beside a VPC and a subnet, and what the findings say. */
const ODD = [
  ["a type that nobody knows", { "later-1": { type: "quantumGateway", name: "later", vpcId: "vpc-1", spin: [1.5] } }, []],
  ["a reference to nothing", { "subnet-2": { ...SUBNET, name: "lost", vpcId: "vpc-gone" } }, ["lost refers to vpc-gone at /vpcId, and nothing has that id."]],
  ["a block that is none", { "subnet-2": { ...SUBNET, name: "odd", cidrBlock: "10.0.0.0/99" } }, ['odd has "10.0.0.0/99" at']],
  [
    "things that lie in each other",
    {
      "subnet-2": { ...SUBNET, name: "egg", vpcId: "subnet-3" },
      "subnet-3": { ...SUBNET, name: "hen", vpcId: "subnet-2" },
      "subnet-4": { ...SUBNET, name: "self", vpcId: "subnet-4" },
    },
    ["egg refers to hen at /vpcId, which is no", "hen refers to egg at /vpcId, which is no", "self refers to self at /vpcId, which is no"],
  ],
];

for (const [what, resources, findings] of ODD) {
  test(`a drawing with ${what} opens whole, with its findings, and the page goes on`, async ({ user }) => {
    const all = { "vpc-1": VPC, "subnet-1": SUBNET, ...resources };
    await user.openText("odd.json", drawing({ title: "Odd", resources: all }));
    await user.seesTitle("Odd");
    await user.openTab("Findings");
    for (const finding of findings) await expect(user.finding(finding).first()).toBeVisible();
    // Everything of it is kept to the field.
    expect(JSON.parse(await user.savedFile()).resources).toEqual(all);
    // Everything of it is drawn, and what is sound can be worked with.
    for (const resource of Object.values(resources)) await expect(user.thing(resource.name)).toBeVisible();
    await user.select("app-a");
    await user.rename("app-b");
    await user.undoButton.click();
    await expect(user.thing("app-a")).toBeVisible();
  });
}

test("a file of 33 MB is refused with its size", async ({ user }) => {
  test.setTimeout(120_000);
  await user.openReady("Private subnet with NAT gateway");
  const before = await user.savedFile();
  const note = "x".repeat(33 * 1024 * 1024);
  await user.openText("huge.json", drawing({ notes: { n1: { text: note, x: 0, y: 0 } } }));
  await user.seesRefused("The file was not opened", "huge.json", /33[\d,]{6,} ?bytes|33 MB/);
  expect(await user.savedFile()).toBe(before);
});

/** Watches how long the page does not come to its own timers: so long nobody could press anything. */
async function watchBlocking(page) {
  await page.evaluate(() => {
    let before = performance.now();
    globalThis.longestBlock = 0;
    setInterval(() => {
      const now = performance.now();
      globalThis.longestBlock = Math.max(globalThis.longestBlock, now - before);
      before = now;
    }, 10);
  });
  return async () => {
    const longest = await page.evaluate(() => globalThis.longestBlock);
    await page.evaluate(() => (globalThis.longestBlock = 0));
    return longest;
  };
}

test("a file of 50,000 resources is read while the page answers; it can be given up, and it opens", async ({ user, page }) => {
  test.setTimeout(240_000);
  await page.addInitScript(handsOnWorkers);
  await page.reload();
  await user.openReady("Private subnet with NAT gateway");
  const before = await user.savedFile();
  const text = manyResources(50_000);
  const longest = await watchBlocking(page);

  // Reading may take a second only: of its parts the first ones come, and the others wait for the test.
  await page.evaluate((parts) => {
    let asked = 0;
    globalThis.hands.say = (message) => {
      if (message[0] !== "more") return message;
      // What the test itself needs to hand the file over is not counted.
      if (asked === 0) globalThis.longestBlock = 0;
      asked += 1;
      return asked < parts ? message : null;
    };
  }, 5);
  await user.openText("many.json", text);
  await expect.poll(() => page.evaluate(() => globalThis.hands.waiting())).toBe(1);
  const bar = page.getByRole("progressbar", { name: "How far it is" });
  await expect(bar).toHaveAttribute("value", /^0\.[0-9]*[1-9]/);
  await expect(page.getByText(/^(Reading|Checking|Opening) many\.json…$/)).toBeVisible();
  await user.openTab("Address plan");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(bar).toBeHidden();
  expect(await longest(), "milliseconds without an answer while it is read").toBeLessThan(1_000);
  // Who reads is gone: nothing of the file can come any more.
  await expect.poll(() => page.workers().length).toBe(0);
  await user.seesTitle("Private subnet with NAT gateway");
  expect(await user.savedFile()).toBe(before);

  await page.evaluate(() => {
    globalThis.hands.say = (message) => message;
    globalThis.hands.release();
  });
  await user.openTab("Findings");
  await longest();
  await page.evaluate(() => {
    globalThis.shares = [];
    const note = () => globalThis.shares.push(...[...document.querySelectorAll("progress[value]")].map((bar) => bar.value));
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await user.openText("many.json", text);
  await expect(page.getByRole("banner").getByRole("button", { name: /, rename$/ })).toHaveText("Many", { timeout: 120_000 });
  await expect(page.getByRole("banner").getByText("Checking…")).toBeHidden({ timeout: 120_000 });
  await expect(user.drawer.getByText(/more\. Search to narrow them\.$/)).toBeVisible();
  // Laying out is one piece of work in the page. The limit leaves room for a busy machine and an unoptimised build.
  expect(await longest(), "milliseconds without an answer while it is laid out").toBeLessThan(10_000);
  const shares = await page.evaluate(() => globalThis.shares);
  expect(shares.some((share) => share > 0 && share <= 1), "the bar tells how far it is").toBe(true);
  await user.parts.getByRole("tab", { name: "Outline" }).click();
  await expect(user.parts.getByRole("row").first()).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll("*").length), "elements").toBeLessThan(20_000);
});

test("markup in names, notes and tags is text everywhere, and nothing runs", async ({ user, page }) => {
  const hostile = `<img src=x onerror="globalThis.ran = 1"><script>globalThis.ran = 1</script>`;
  const resources = {
    "vpc-1": { type: "vpc", name: hostile, tags: { [hostile]: hostile }, region: "eu-west-1", cidrBlocks: ["10.0.0.0/16"] },
    "subnet-1": { type: "subnet", name: `"><b>${hostile}`, vpcId: "vpc-1", availabilityZone: hostile, cidrBlock: hostile },
    "eni-1": { type: "networkInterface", subnetId: "subnet-1", attachment: { instanceId: "i-1", deviceIndex: 0 } },
    "i-1": { type: "instance", name: `javascript:${hostile}` },
    "strange-1": { type: hostile, name: hostile },
  };
  const notes = { n1: { text: hostile, x: 20, y: 20 } };
  await user.openText("hostile.json", drawing({ title: hostile, resources, notes }));
  await user.seesTitle(hostile);
  for (const tab of ["Findings", "Packet trace", "Expectations", "Address plan"]) await user.openTab(tab);
  await user.parts.getByRole("tab", { name: "Outline" }).click();
  const rows = user.parts.getByRole("row");
  for (let index = 0; index < (await rows.count()); index += 1) await rows.nth(index).click();
  await user.sendPacket({ from: "i-1", to: "internet" });
  await page.getByRole("banner").getByRole("button", { name: "Share" }).click();
  await expect(user.dialog("Share this drawing")).toBeVisible();
  await page.keyboard.press("Escape");
  const found = await page.evaluate(() => ({
    ran: globalThis.ran ?? null,
    elements: document.querySelectorAll('img[src="x"], #netyard script, #netyard b > img').length,
  }));
  expect(found).toEqual({ ran: null, elements: 0 });
});
