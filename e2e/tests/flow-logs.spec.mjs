// Flow logs: drawn, asked about a packet, and read as AWS would write them.

import { expectAccessible } from "../support/accessibility.mjs";
import { expect, test } from "../support/test.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

/** The values of every record of a log, one text each: what stands before them is where they are written. */
async function records(user, log) {
  const rows = user.drawer.getByRole("table", { name: `Records of ${log}` }).locator("tbody > tr");
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) => all.map((row) => [...row.cells].slice(1).map((cell) => cell.textContent).join(" ")));
}


test("the records of a packet stand beside its way, with what is not recorded", async ({ page, user }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await user.openReady("What flow logs never show");
  await user.sendPacket({ from: "internet", to: "web-1", port: 22 });
  await user.seesDropped("ENI_SG_RULES_MISMATCH");
  await user.drawer.getByRole("tab", { name: "Flow logs" }).click();
  const rejected = "2 - eni-web 203.0.113.10 10.0.0.10 49152 22 6 - - - - REJECT OK";
  expect(await records(user, "log-shop")).toEqual([rejected]);
  await user.drawer.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(user.drawer.getByRole("button", { name: "Copied", exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n").slice(0, 2)).toEqual([
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
    rejected,
  ]);
  await expectAccessible(page);

  // The tab stays while other packets are asked about.
  await user.sendPacket({ from: "internet", to: "web-1", port: 443 });
  await user.seesDelivered();
  await expect(user.drawer.getByRole("table", { name: "Records of log-shop" }).locator("tbody > tr")).toHaveCount(2);
  await user.sendPacket({ from: "app-1", to: "internet", port: 443 });
  expect(await records(user, "log-shop")).toEqual(["2 - eni-app 10.0.1.10 198.51.100.10 49152 443 6 - - - - ACCEPT OK"]);
  await expect(user.drawer.getByText(/app-a drops it \(NO_ROUTE_TO_DESTINATION\), and no record says so/)).toBeVisible();

  await user.sendPacket({ from: "app-1", to: "169.254.169.254", port: 80 });
  await user.seesDelivered();
  await expect(user.drawer.getByText("No record.")).toBeVisible();
  await expect(user.drawer.getByText(/^Flow logs never record traffic to and from the instance metadata service/)).toBeVisible();
  await user.drawer.getByText("What flow logs never record", { exact: true }).click();
  await expect(user.drawer.getByText("DHCP", { exact: true })).toBeVisible();
});

test("a log is drawn on a subnet, and goes with it", async ({ user }) => {
  await user.openReady("The reply leg");
  await user.sendPacket({ from: "internet", to: "web-1", port: 443 });
  await user.seesDelivered();
  await expect(user.drawer.getByRole("tab", { name: "Flow logs" })).toHaveCount(0);
  await user.dragPart("Flow log", await user.place("public-a", 0.5, 0.93));
  const { inspector } = user;
  await expect(inspector.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("log-public-a");
  await expect(inspector.getByRole("button", { name: "public-a" }).first()).toBeVisible();
  await inspector.getByRole("button", { name: "Show the records of the packet" }).click();
  expect(await records(user, "log-public-a")).toHaveLength(2);
  // AWS never changes a flow log: another one takes its place, in one step.
  await expect(inspector.getByText("all traffic", { exact: true })).toBeVisible();
  await expect(inspector.getByLabel("Takes", { exact: true })).toHaveCount(0);
  await inspector.getByRole("button", { name: "Delete and make a new one" }).click();
  await inspector.getByLabel("Takes", { exact: true }).selectOption("REJECT");
  await inspector.getByRole("button", { name: "Delete and make it" }).click();
  await expect(inspector.getByText("what is rejected", { exact: true })).toBeVisible();
  await expect(user.drawer.getByText("No record: the log leaves out 2 records.")).toBeVisible();
  await user.select("public-a");
  await expect(inspector.getByRole("button", { name: "log-public-a REJECT" })).toBeVisible();
  await user.page.keyboard.press("Delete");
  await expect(user.thing("public-a")).toBeHidden();
  const left = Object.values(JSON.parse(await user.savedFile()).resources).map((resource) => resource.type);
  expect(left).not.toContain("flowLog");
  await expect(user.drawer.getByRole("tab", { name: "Flow logs" })).toHaveCount(0);
});
