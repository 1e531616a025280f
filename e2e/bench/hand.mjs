// A hand that moves sixty times a second, whether the page keeps up or not.

import { setTimeout as pause } from "node:timers/promises";

const EVENT_MS = 1000 / 60;

/** Sends `event(step)` sixty times a second for so long; the answers are not waited for. */
async function steadily(session, seconds, event) {
  const steps = Math.round(seconds * 60);
  const started = performance.now();
  const sent = [];
  for (let step = 0; step < steps; step += 1) {
    const wait = started + step * EVENT_MS - performance.now();
    if (wait > 0) await pause(wait);
    sent.push(session.send("Input.dispatchMouseEvent", event(step)));
  }
  await Promise.all(sent);
}

/** Turns the wheel: a number of pixels each way for each step. */
export function wheel(session, at, turn, { primary = false, seconds = 3 } = {}) {
  return steadily(session, seconds, (step) => ({
    type: "mouseWheel",
    x: at.x,
    y: at.y,
    modifiers: primary ? 2 : 0,
    ...turn(step),
  }));
}

/** Takes what is at a place, leads it round in circles, and puts it back. */
export async function dragRound(session, at, { radius = 60, seconds = 3 } = {}) {
  const mouse = (type, x, y, buttons) =>
    session.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons, clickCount: 1 });
  await mouse("mouseMoved", at.x, at.y, 0);
  await mouse("mousePressed", at.x, at.y, 1);
  await steadily(session, seconds, (step) => {
    const angle = (step / 60) * Math.PI;
    return {
      type: "mouseMoved",
      x: at.x + radius * Math.sin(angle),
      y: at.y + radius * (1 - Math.cos(angle)),
      button: "left",
      buttons: 1,
    };
  });
  await mouse("mouseMoved", at.x, at.y, 1);
  await mouse("mouseReleased", at.x, at.y, 0);
}
