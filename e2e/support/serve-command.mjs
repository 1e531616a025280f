// Starts `cargo xtask serve` as a user does, and stops it with everything that it started.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./page-folder.mjs";

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function stop(child) {
  // The whole group: cargo, the command, trunk and what trunk builds with.
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch {
    child.kill();
  }
}

/** Gives the address as soon as the page is served there, and a way to stop. */
export async function serveCommand() {
  const port = await freePort();
  const child = spawn("cargo", ["xtask", "serve", "--no-open", "--port", String(port)], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
  const address = `http://127.0.0.1:${port}/`;
  while (child.exitCode === null) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return { address, stop: () => stop(child) };
    await pause(250);
  }
  throw new Error(`"cargo xtask serve" ended with ${child.exitCode}:\n${said}`);
}
