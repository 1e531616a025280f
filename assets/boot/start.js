// Starts Netyard: loads the two files that the build names in the head of the page. Once it runs, keeps the
// page for use without a network.

const mount = document.getElementById("netyard");
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

try {
  const script = document.getElementById("netyard-script").href;
  const wasm = document.getElementById("netyard-wasm").href;
  const { default: start } = await import(script);
  await start({ module_or_path: wasm });
} catch (error) {
  explain(error);
  throw error;
}

keepForLater().catch(() => {
  // Storage is full or switched off: the page works as long as there is a network.
});
