// PrivateLink between two VPCs with the same addresses: reached while the service accepts the endpoint, and not once it does not.

import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** The ready drawing, with the addresses of the consumer at the provider, too. */
async function overlapping() {
  const ready = new URL("../../assets/scenarios/net-privatelink-service.json", import.meta.url);
  const drawing = JSON.parse(await readFile(ready, "utf8"));
  const { changes } = Object.values(drawing.expectations)
    .filter(({ title }) => title === "Also where both VPCs have the same addresses")
    .map((expectation) => ({ changes: expectation.with }))[0];
  for (const { set, path, to } of changes) {
    const keys = path.split("/").slice(1);
    const last = keys.pop();
    let at = drawing.resources[set];
    for (const key of keys) at = at[key];
    at[last] = to;
  }
  return JSON.stringify({ ...drawing, title: "The same addresses twice", expectations: {} });
}

test("a service is reached between overlapping VPCs, and refused once the service rejects the endpoint", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openText("overlap.netyard.json", await overlapping());
  await user.seesTitle("The same addresses twice");
  await user.sendPacket({ from: "client", to: "ledger-here", port: 443 });
  await user.seesDelivered();
  await expectAccessible(page);

  await user.select("ledger");
  const connections = user.inspector.locator("li.link-row", { hasText: "ledger-here" });
  await expect(connections).toContainText("accepted");
  await connections.getByRole("button", { name: "Reject" }).click();
  await expect(connections).toContainText("rejected");
  await user.seesDropped("BAD_STATE");
  await expect(user.drawer.getByText("ledger-here is rejected").first()).toBeVisible();
  await expectAccessible(page);

  // The finding takes it back.
  await user.openTab("Findings");
  await user.finding("rejected by the owner of ledger").getByRole("button", { name: "Accept ledger-here" }).click();
  await user.openTab("Packet trace");
  await user.seesDelivered();
});

test("a policy that allows nothing refuses, and one that is no policy is not taken", async ({ user, page }) => {
  test.setTimeout(180_000);
  await user.openReady("Interface endpoint: its group and its names");
  await user.select("queues");
  const policy = user.inspector.getByRole("textbox", { name: "Who may do what by it" });
  await policy.fill("allow all");
  await policy.press("Tab");
  await expect(user.inspector.getByText(/^It is no JSON/)).toBeVisible();
  await policy.fill('{"Statement": []}');
  await policy.press("Tab");
  await expect(user.inspector.getByText(/^It is no JSON/)).toBeHidden();
  await user.sendPacket({ from: "app-1", to: "queues", port: 443 });
  await expect(user.drawer.getByRole("table").getByText("ENDPOINT_POLICY_DENY").first()).toBeVisible();
  await expect(user.drawer.getByText("no statement of its policy allows such a request").first()).toBeVisible();
  await expectAccessible(page);
});
