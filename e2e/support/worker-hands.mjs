// Hands on the workers of a page: what is said to them, and what they say, can be held up or changed.

/**
 * To be given to `addInitScript`. In the page, `globalThis.hands` then has
 * - `say(message)`: what becomes of what the page says to a worker: the message, another one, or nothing for holding it;
 * - `hear(message)`: whether the page hears a message of a worker now;
 * - `waiting()`: how many messages are held;
 * - `release(count)`: goes on with those that were held first, or with all.
 */
export function handsOnWorkers() {
  let make;
  const held = [];
  const hands = {
    say: (message) => message,
    hear: () => true,
    waiting: () => held.length,
    release(count = held.length) {
      for (const goOn of held.splice(0, count)) goOn();
    },
  };
  globalThis.hands = hands;
  const wrapped = () => {
    const worker = make();
    const say = worker.postMessage.bind(worker);
    let heard = null;
    worker.postMessage = (message) => {
      const said = hands.say(message);
      if (said) say(said);
      else held.push(() => say(message));
    };
    Object.defineProperty(worker, "onmessage", {
      set(listener) {
        heard = listener;
      },
    });
    worker.addEventListener("message", (event) => {
      if (hands.hear(event.data)) heard?.(event);
      else held.push(() => heard?.(event));
    });
    return worker;
  };
  Object.defineProperty(globalThis, "netyardWorker", {
    get: () => make && wrapped,
    set(made) {
      make = made;
    },
  });
}

/**
 * To be given to `addInitScript`. In the page, timers that are set for `globalThis.timers.hold` milliseconds then do not
 * fire before `timers.fire()`.
 */
export function handsOnTimers() {
  const plan = globalThis.setTimeout.bind(globalThis);
  let held = [];
  const timers = {
    hold: null,
    fire() {
      timers.hold = null;
      const all = held;
      held = [];
      for (const work of all) work();
    },
  };
  globalThis.timers = timers;
  globalThis.setTimeout = (work, delay, ...rest) => {
    if (timers.hold === null || delay !== timers.hold) return plan(work, delay, ...rest);
    held.push(work);
    return 0;
  };
}
