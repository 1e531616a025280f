// Starts Netyard: loads the two files that the build names in the head of the page. Once it runs, keeps the
// page for use without a network. In a worker of the page it starts the same two files.

const mount = globalThis.document?.getElementById("netyard");
const STORE = "netyard";
// The build writes a hash into these names, so a new version leaves the old file behind.
const HASHED = /-[0-9a-f]{8,16}(_bg)?\.[a-z]+$/;

/** Says in the page that it did not start, and what to do. */
function explain(error) {
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  text.textContent = `Netyard did not start. Reload the page, or use a current browser. (${error})`;
  mount.replaceChildren(text);
}

// A page inside of another one keeps nothing on the device.
const isEmbedded = mount !== undefined && new URLSearchParams(location.search).get("embed") === "1";

/** Counts how often the page broke; what is written afterwards sets it back to none. */
function countStop() {
  if (isEmbedded) return;
  try {
    localStorage.setItem("netyard.stopped", String(Number(localStorage.getItem("netyard.stopped") ?? 0) + 1));
  } catch {
    // Storage is switched off: nothing is opened by itself anyway.
  }
}

/** An element with a class and a text. */
function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Says over the page that it broke, and lets nothing else be pressed. What was drawn is kept by then. */
function stop(error) {
  if (!(error instanceof WebAssembly.RuntimeError) || document.getElementById("stopped")) return;
  countStop();
  const dialog = element("dialog", "dialog");
  dialog.id = "stopped";
  dialog.setAttribute("aria-labelledby", "stopped-title");
  const head = element("header", "dialog-head");
  const title = element("h2", "", "Netyard stopped");
  title.id = "stopped-title";
  const body = element("div", "dialog-body");
  const text = "A fault of Netyard itself ended it. What could be kept of the drawing is kept; reload the page to go on.";
  const foot = element("footer", "dialog-foot dialog-acts");
  const reload = element("button", "button button-primary", "Reload");
  reload.addEventListener("click", () => location.reload());
  head.append(title);
  body.append(element("p", "", text), element("p", "quiet-text", String(error)));
  foot.append(reload);
  dialog.append(head, body, foot);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  // What of the page still runs must not lay another dialog over this one, or leave one there.
  HTMLDialogElement.prototype.showModal = () => {};
  for (const other of document.querySelectorAll("dialog[open]")) if (other !== dialog) other.close();
}

/** Stores what the page has loaded, and forgets the files of earlier versions. */
async function keepForLater() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("./service-worker.js");
  const folder = new URL("./", document.baseURI).href;
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name.split("#")[0]);
  // The icon is loaded by the browser, not by the page, and is in the head only.
  const named = [...document.head.querySelectorAll("link[href]")].map((link) => link.href);
  const files = new Set([folder, ...[...loaded, ...named].filter((address) => address.startsWith(folder))]);
  const store = await caches.open(STORE);
  const kept = (await store.keys()).map((request) => request.url);
  const isOld = (address) => address.startsWith(folder) && HASHED.test(address) && !files.has(address);
  await Promise.all(kept.filter(isOld).map((address) => store.delete(address)));
  const missing = [...files].filter((address) => !kept.includes(address));
  await store.addAll(missing);
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.offline = "ready";
}

/** The module of the page, compiled once: a worker gets it as it is. */
async function compiled(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
  // A host that gives the file another type is no reason not to start.
  const isNamed = response.headers.get("content-type")?.startsWith("application/wasm");
  return isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Fetches one of the parts that are needed soon. */
function fetchSoon(part) {
  for (const link of document.querySelectorAll(`link[rel=${part}]`)) link.rel = "preload";
}

/** Whether the page begins with a drawing: that of a link, or the one that was open last. */
function opensDrawing() {
  try {
    return location.hash.includes("=") || (!isEmbedded && localStorage.getItem("netyard.drawing") !== null);
  } catch {
    return false;
  }
}

/** Starts the page, and lets it start workers that run the same two files. */
async function startPage() {
  const script = document.getElementById("netyard-script").href;
  const loading = import(script);
  // What shows drawings comes beside the main part, or behind it where there is no drawing yet; what changes them comes
  // while the first picture is made: from there on it holds up nothing any more.
  if (opensDrawing()) fetchSoon("sight");
  const module = await compiled(document.getElementById("netyard-wasm").href);
  fetchSoon("sight");
  fetchSoon("hands");
  globalThis.netyardWorker = () => {
    const worker = new Worker(import.meta.url, { type: "module" });
    worker.postMessage({ script, module });
    return worker;
  };
  await (await loading).default({ module_or_path: module });
}

/** In a worker: starts what the page sends first. What it sends meanwhile is heard when that runs. */
async function startWorker() {
  const waiting = [];
  const { script, module } = await new Promise((begin) => {
    globalThis.onmessage = ({ data }) => {
      begin(data);
      globalThis.onmessage = (event) => waiting.push(event);
    };
  });
  const { default: start } = await import(script);
  await start({ module_or_path: module });
  for (const event of waiting) globalThis.onmessage(event);
}

/** Waits until the page has nothing else to do, so that storing files does not hold up the first drawing. */
function quiet() {
  const wait = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 1));
  return new Promise((then) => setTimeout(() => wait(then, { timeout: 2000 }), 1000));
}

if (mount) {
  addEventListener("error", ({ error }) => stop(error));
  addEventListener("unhandledrejection", ({ reason }) => stop(reason));
  startPage().catch((error) => {
    explain(error);
    throw error;
  });
  if (!isEmbedded) {
    quiet().then(keepForLater).catch(() => {
      // Storage is full or switched off: the page works as long as there is a network.
    });
  }
} else {
  // The page hears an error that is thrown, not a promise that fails.
  startWorker().catch((error) => setTimeout(() => { throw error; }));
}
