// Large drawings are checked aside, and are told the same as small ones.

import { expect, test } from "../support/test.mjs";

/** A network with faults, and so many plain subnets besides. */
function drawing(plain) {
  const resources = {
    "vpc-1": { type: "vpc", name: "base", region: "eu-west-1", cidrBlocks: ["10.0.0.0/8"] },
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
  for (let index = 0; index < plain; index += 1) {
    put(`subnet-plain-${index}`, `plain-${index}`, "vpc-1", `10.${index >> 8}.${index & 255}.0/24`);
  }
  const expectations = {
    "exp-1": {
      title: "Overlaps are found",
      check: { finding: { rule: "subnet-overlap" }, expect: { present: true } },
    },
  };
  return JSON.stringify({ type: "netyard", version: 1, title: `${plain} plain`, resources, expectations });
}

/** What is found about the faulty network. */
async function findings(user) {
  await user.openTab("Findings");
  await expect(user.page.getByText("Checking…")).toBeHidden({ timeout: 30_000 });
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
