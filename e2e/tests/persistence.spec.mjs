// What was drawn is there again; two tabs do not write over each other; what is not kept is said.

import { expect, open, test } from "../support/test.mjs";
import { User } from "../support/user.mjs";
import { handsOnTimers } from "../support/worker-hands.mjs";

test("after a reload nothing is lost", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.select("app-1");
  await user.rename("kept-1");
  await user.seesSaved();
  const before = await user.savedFile();
  await page.reload();
  await expect(user.thing("kept-1")).toBeVisible();
  expect(await user.savedFile()).toBe(before);
});

test("what was drawn just before the page goes away is kept", async ({ user, page, context }) => {
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await page.reload();
  await expect(user.thing("vpc-1")).toBeVisible();
  let name = "vpc-1";
  for (const other of ["first", "second", "third"]) {
    await user.select(name);
    await user.rename(other);
    await page.reload();
    await expect(user.thing(other)).toBeVisible();
    name = other;
  }
  await user.select("third");
  await user.rename("kept-a");
  await page.close({ runBeforeUnload: true });

  const later = new User(await context.newPage());
  await open(later.page);
  await expect(later.thing("kept-a")).toBeVisible();
  await later.select("kept-a");
  await later.rename("kept-again");
  await later.page.goto("about:blank");
  await open(later.page);
  await expect(later.thing("kept-again")).toBeVisible();
});

test("what the browser did not write any more is found at the next start, and nothing newer is overwritten", async ({
  page,
  user,
}) => {
  // A database that never answers, as when the browser is ended while it writes.
  await page.addInitScript(() => {
    if (sessionStorage.getItem("answers")) return;
    IDBObjectStore.prototype.put = () => ({});
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", { set() {} });
  });
  await page.reload();
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await page.evaluate(() => sessionStorage.setItem("answers", "yes"));
  await page.reload();
  await expect(user.thing("vpc-1")).toBeVisible();
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("unsaved")));
  expect(left).toEqual([]);

  // An older one that was left over does no harm.
  await user.select("vpc-1");
  await user.rename("newer");
  await user.seesSaved();
  await page.evaluate(() => {
    const id = localStorage.getItem("netyard.drawing");
    const old = { id, title: "", updated: 1, revision: 1, parts: 0, text: '{"type":"netyard","version":1,"title":"old"}' };
    localStorage.setItem(`netyard.unsaved.${id}`, JSON.stringify(old));
  });
  await page.reload();
  await expect(user.thing("newer")).toBeVisible();
});

test("when the page breaks, the last drawing is kept and a dialog says what to do", async ({ user, page, complaints }) => {
  complaints.expect(/./);
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await expect(user.thing("vpc-1")).toBeVisible();
  // Something that the page cannot do without fails, at once after the edit.
  await page.evaluate(() => {
    const create = Document.prototype.createElement;
    Document.prototype.createElement = function () {
      Document.prototype.createElement = create;
      throw new Error("no elements");
    };
  });
  await page.keyboard.press("Control+/");
  const stopped = page.getByRole("dialog", { name: "Netyard stopped" });
  await expect(stopped).toBeVisible();
  await stopped.getByRole("button", { name: "Reload" }).click();
  await expect(user.thing("vpc-1")).toBeVisible();
});

test("names that are edited in place are taken with Enter, and the page goes on", async ({ user, page }) => {
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await page.getByRole("banner").getByRole("button", { name: /, rename$/ }).click();
  await page.keyboard.type("Shop");
  await page.keyboard.press("Enter");
  await user.seesTitle("Shop");
  await user.select("vpc-1");
  await page.keyboard.press("Escape");
  await user.select("vpc-1");
  await user.canvas.press("F2");
  await page.getByRole("main").getByRole("textbox", { name: "Name", exact: true }).fill("shop-net");
  await page.keyboard.press("Enter");
  await expect(user.thing("shop-net")).toBeVisible();
  await user.seesSaved();
  await page.reload();
  await user.seesTitle("Shop");
});

test("several drawings are kept side by side, and one can be deleted", async ({ user, page }) => {
  await user.openReady("Private subnet with NAT gateway");
  await user.seesSaved();
  await user.fromDrawingMenu("New drawing");
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();
  await user.fromDrawingMenu("Drawings on this device");
  const list = user.dialog("Drawings on this device");
  const kept = list.getByRole("listitem").filter({ hasText: "Private subnet with NAT gateway" });
  await kept.getByRole("button", { name: "Delete the drawing" }).click();
  await kept.getByRole("button", { name: "Delete for good" }).click();
  await expect(kept).toHaveCount(0);
  await expect(list.getByRole("listitem").filter({ hasText: "Untitled drawing" })).toHaveCount(1);
});

test("the second tab of a drawing asks, and whoever takes over goes on writing", async ({ user, page, context }) => {
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();

  const second = new User(await context.newPage());
  await open(second.page);
  await expect(second.thing("vpc-1")).toBeVisible();
  await expect(second.page.getByText("This drawing is open in another tab.")).toBeVisible();
  // Until somebody decides, nothing that is done there could be kept: it is not done, and says so.
  const before = await second.savedFile();
  await second.dragPart("Subnet", await second.place("vpc-1"));
  await expect(second.page.getByText("Take over or make a copy to change it.").first()).toBeVisible();
  await second.page.getByRole("button", { name: "Read only" }).click();
  await second.dragPart("Subnet", await second.place("vpc-1"));
  await expect(second.page.getByText("For reading only: another tab has this drawing.").first()).toBeVisible();
  expect(await second.savedFile()).toBe(before);
  await second.page.getByRole("button", { name: "Take over" }).click();
  await expect(second.page.getByText("For reading only: another tab has this drawing.", { exact: true })).toBeHidden();
  await second.dragPart("Subnet", await second.place("vpc-1"));
  await second.seesSaved();

  await expect(page.getByText("Another tab goes on with this drawing.")).toBeVisible();
  await second.page.reload();
  await expect(second.thing("subnet-a")).toBeVisible();
});

test("what was changed a moment before another tab takes over is there, too", async ({ user, page, context }) => {
  await page.addInitScript(handsOnTimers);
  await page.reload();
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();
  const second = new User(await context.newPage());
  await open(second.page);
  await expect(second.page.getByText("This drawing is open in another tab.")).toBeVisible();
  // The quiet after which a change is written does not come any more.
  await page.evaluate(() => (globalThis.timers.hold = 300));
  await user.select("vpc-1");
  await user.rename("just-now");
  await second.page.getByRole("button", { name: "Take over" }).click();
  await expect(second.thing("just-now")).toBeVisible();
  await expect(second.page.getByRole("button", { name: "Take over" })).toBeHidden();
});

test("what a tab could not write is given to the tab that takes over, and comes back no more", async ({
  user,
  page,
  context,
}) => {
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();
  const second = new User(await context.newPage());
  await open(second.page);
  await expect(second.page.getByText("This drawing is open in another tab.")).toBeVisible();
  // From here on the database of the first tab never answers.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => ({});
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", { set() {} });
  });
  await user.select("vpc-1");
  await user.rename("not-written");
  await second.page.getByRole("button", { name: "Take over" }).click();
  await expect(second.thing("not-written")).toBeVisible();
  await second.select("not-written");
  await second.rename("newer");
  await second.seesSaved();
  await page.close({ runBeforeUnload: true });
  await second.page.reload();
  await expect(second.thing("newer")).toBeVisible();
});

/** Says something in the name of another tab that has the open drawing, and gives what is answered. */
async function asAnotherTab(page, word, revision) {
  return page.evaluate(
    async ([said, number]) => {
      const id = localStorage.getItem("netyard.drawing");
      const channel = new BroadcastChannel("netyard");
      const answer = new Promise((take) => {
        channel.onmessage = ({ data }) => take(data.split(" ")[0]);
      });
      channel.postMessage(`${said} ${id} ${number}`);
      return answer;
    },
    [word, revision],
  );
}

test("two tabs that have changed one drawing end with both, and a tab that slept gives way", async ({ user, page }) => {
  await page.addInitScript(handsOnTimers);
  await page.reload();
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await user.seesSaved();
  // A tab that knows an older drawing than this one has written does not get it for itself.
  expect(await asAnotherTab(page, "here", 0)).toBe("mine");
  await expect(page.getByText("This drawing is open in another tab.", { exact: true })).toBeHidden();

  await page.evaluate(() => (globalThis.timers.hold = 300));
  await user.select("vpc-1");
  await user.rename("changed-here");
  // The other tab has it, and answers late: what was changed here goes on beside it.
  expect(await asAnotherTab(page, "here", 99)).toBe("open");
  await user.seesTitle("Untitled drawing (copy)");
  await expect(user.thing("changed-here")).toBeVisible();
  await expect(page.getByText(/What was changed here goes on as a copy/)).toBeVisible();
  await page.evaluate(() => globalThis.timers.fire());
  await user.seesSaved();
  await user.fromDrawingMenu("Drawings on this device");
  await user.dialog("Drawings on this device").getByRole("button", { name: /^Untitled drawing ?\d/ }).click();
  await expect(user.thing("vpc-1")).toBeVisible();
});

test("storage that is full is said, and stays said", async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await open(page);
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await expect(page.getByRole("banner").getByText("Not saved: storage is full. Save as file")).toBeVisible();
});

test("storage that the browser refuses is said", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("switched off", "SecurityError");
    };
  });
  await open(page);
  await page.getByRole("button", { name: "Add a VPC" }).click();
  await expect(page.getByRole("banner").getByText(/^Not saved: the browser keeps nothing here/)).toBeVisible();
});
