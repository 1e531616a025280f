// Lets the page open without a network. It answers only for files of the page's own folder; `start.js` tells
// the browser about it and puts the first files into the store.

const STORE = "netyard";
// The build writes a hash into these names: the file behind such a name never changes.
const NEVER_CHANGES = /-[0-9a-f]{8,16}(_bg)?\.[a-z]+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** The answer of the network, kept for later. */
async function fromNetwork(request) {
  const answer = await fetch(request);
  if (answer.ok) {
    const store = await caches.open(STORE);
    await store.put(request, answer.clone());
  }
  return answer;
}

async function answer(request) {
  const kept = await caches.match(request, { ignoreSearch: request.mode === "navigate", ignoreVary: true });
  if (kept && NEVER_CHANGES.test(new URL(request.url).pathname)) return kept;
  try {
    return await fromNetwork(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope)) {
    event.respondWith(answer(request));
  }
});
