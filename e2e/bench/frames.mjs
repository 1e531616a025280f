// What the main thread did while something was going on, read from the browser's own trace.

const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];
/** A task that keeps the thread longer is felt. */
const LONG_TASK_MS = 50;

/** The value below which so large a share of the values lies. */
export function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function total(tasks) {
  return tasks.reduce((sum, { length }) => sum + length, 0);
}

/**
 * The tasks of the page's main thread in milliseconds: when they began and ended by the clock, and how long they
 * really worked, which what else runs on the machine does not lengthen.
 */
function mainThreadTasks(events) {
  const threads = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const tasksOf = ({ pid, tid }) =>
    events
      .filter((event) => event.pid === pid && event.tid === tid && event.ph === "X" && event.name.endsWith("RunTask"))
      .map(({ ts, dur, tdur }) => ({
        start: ts / 1000,
        end: (ts + (dur ?? 0)) / 1000,
        length: (tdur ?? dur ?? 0) / 1000,
      }));
  // More than one process may draw pages; the busy one is ours.
  return threads.map(tasksOf).sort((one, other) => total(other) - total(one))[0] ?? [];
}

/** The tasks that drew a frame: those in which the page's animation callbacks ran. */
function frameTasks(tasks, fired) {
  return tasks.filter(({ start, end }) => fired.some((time) => time >= start && time <= end));
}

/** The work from the beginning of each frame to that of the next. */
function perFrame(tasks, frames) {
  return frames.slice(1).map(({ start: end }, index) => {
    const { start } = frames[index];
    return total(tasks.filter((task) => task.start >= start && task.start < end));
  });
}

/** Does something, and gives the tasks of the page's main thread meanwhile, with the marks that the page set: name to time. */
export async function traceTasks(browser, page, work) {
  await browser.startTracing(page, { categories: [...CATEGORIES, "blink.user_timing"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const isMark = ({ cat, name }) => cat === "blink.user_timing" && name.includes(": ");
  return {
    tasks: mainThreadTasks(traceEvents),
    marks: new Map(traceEvents.filter(isMark).map(({ name, ts }) => [name, ts / 1000])),
  };
}

/** Does something and gives what it cost: frames a second, time between frames, work for each frame. */
export async function measure(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate(() => {
    const frames = (globalThis.measuredFrames = []);
    globalThis.isMeasuring = true;
    const frame = (time) => {
      frames.push(time);
      if (globalThis.isMeasuring) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  const frames = await page.evaluate(() => {
    globalThis.isMeasuring = false;
    return globalThis.measuredFrames;
  });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());

  const fired = traceEvents.filter(({ name }) => name === "FireAnimationFrame").map(({ ts }) => ts / 1000);
  const all = mainThreadTasks(traceEvents);
  const drawn = frameTasks(all, fired);
  const tasks = all.filter(({ start }) => start >= drawn[0].start && start < drawn.at(-1).start);
  const deltas = frames.slice(1).map((time, index) => time - frames[index]);
  const seconds = (frames.at(-1) - frames[0]) / 1000;
  const busy = perFrame(tasks, drawn);
  return {
    fps: deltas.length / seconds,
    frameP95: percentile(deltas, 0.95),
    missed: Math.max(0, 1 - deltas.length / (seconds * 60)),
    work: total(tasks) / Math.max(1, deltas.length),
    workP50: percentile(busy, 0.5),
    workP95: percentile(busy, 0.95),
    longTasks: tasks.filter(({ length }) => length > LONG_TASK_MS).length,
  };
}
