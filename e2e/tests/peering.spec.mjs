// What the inspector of a peering connection says and offers.

import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** Two VPCs with these blocks and a connection between them; each has its main route table. */
function peered(one, other) {
  const vpc = (name, block) => ({ type: "vpc", name, region: "eu-west-1", cidrBlocks: [block] });
  const table = (vpcId, name) => ({ type: "routeTable", name, vpcId, isMain: true });
  return JSON.stringify({
    type: "netyard",
    version: 1,
    title: "Peered",
    resources: {
      "vpc-one": vpc("one", one),
      "vpc-two": vpc("two", other),
      "rtb-one": table("vpc-one", "table-one"),
      "rtb-two": table("vpc-two", "table-two"),
      "pcx-1": {
        type: "vpcPeeringConnection",
        name: "between",
        requesterVpcInfo: { vpcId: "vpc-one" },
        accepterVpcInfo: { vpcId: "vpc-two" },
        status: { code: "active" },
      },
    },
  });
}

async function openPeering(user, text) {
  await user.openText("peered.json", text);
  await user.seesTitle("Peered");
  await user.parts.getByRole("tab", { name: "Outline" }).click();
  await user.parts.getByRole("row", { name: /^between, / }).click();
  await expect(user.inspector.getByText("Routes over it")).toBeVisible();
}

test("between VPCs that overlap no route is offered, and the status is the one that AWS gives", async ({ user }) => {
  await openPeering(user, peered("10.0.0.0/16", "10.0.0.0/16"));
  const { inspector } = user;
  await expect(inspector.getByText("AWS joins no VPCs whose blocks overlap")).toBeVisible();
  await expect(inspector.getByText("failed: the blocks of both VPCs overlap")).toBeVisible();
  await expect(inspector.getByRole("button", { name: "Add the missing routes" })).toHaveCount(0);
  await expect(inspector.getByText(/has no route to/)).toHaveCount(0);
});

test("between VPCs that do not overlap the missing routes are offered and added", async ({ user }) => {
  await openPeering(user, peered("10.0.0.0/16", "10.1.0.0/16"));
  const { inspector } = user;
  await expect(inspector.getByRole("combobox", { name: "Status" })).toHaveValue("active");
  await expect(inspector.getByText("has no route to 10.1.0.0/16")).toBeVisible();
  await inspector.getByRole("button", { name: "Add the missing routes" }).click();
  await expect(inspector.getByText("Every drawn table of both sides has a route to the other.")).toBeVisible();
});
