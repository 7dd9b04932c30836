// The service worker of a site without a server. It keeps every file of one build, so that the site works without a
// network; and what a server would answer, it has the open window answer, which has the learner's files and Python.

const BUILD = "{{ build }}";
/** @type {Record<string, string>} integrity by path */
const FILES = "{{ files }}";

const CACHE = `complaints-workbook ${BUILD} ${registration.scope}`;
const CHANNEL = "complaints-workbook";
const PATIENCE = 10_000; // milliseconds until a window that answers nothing is taken for none

const asked = new BroadcastChannel(CHANNEL);
/** @type {Map<string, (told: any) => void>} */
const waiting = new Map();
asked.addEventListener("message", ({ data }) => waiting.get(data.id)?.(data));

self.addEventListener("install", (event) => {
  // The first comes at once, for the page waits for it; a newer one comes whole, and the older one works meanwhile.
  event.waitUntil(registration.active ? keepAll() : self.skipWaiting());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forgetOthers()]));
});

self.addEventListener("message", (event) => {
  if (event.data === "keep all") event.waitUntil(keepAll().catch(() => {})); // the next visit tries again
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.pathname === "/api/service-worker-heartbeat") return event.respondWith(new Response("ok"));
  if (!url.href.startsWith(registration.scope)) return;
  const path = decodeURIComponent(url.pathname.slice(new URL(registration.scope).pathname.length));
  if (path === "api/drive") event.respondWith(files(request));
  else if (request.mode === "navigate" && request.destination === "document") event.respondWith(opened(path, url, request));
  else if (path.startsWith("workbook/")) event.respondWith(page(path.slice("workbook/".length), url, request));
  else if (request.method === "GET") event.respondWith(kept(path, request));
});

/** Open the window's one page, whatever address of the workbook's is opened. */
async function opened(path, url, request) {
  const isPage = path.startsWith("workbook");
  const notebook = /^lab\/tree\/(.+\.ipynb)$/.exec(path)?.[1];
  if (!isPage && !notebook) {
    if (await isOld()) return new Response("", { headers: { Refresh: "0" } });
    return kept(path === "" || path.endsWith("/") ? `${path}index.html` : path, request);
  }
  const named = isPage ? { page: path.replace(/^workbook\/?/, "") } : { path: notebook };
  return Response.redirect(`${registration.scope}lab/index.html?${new URLSearchParams(named)}${url.hash}`);
}

/** Whether a newer build is here whole; it takes over where no other window is open. */
async function isOld() {
  const windows = await self.clients.matchAll({ type: "window" });
  if (!registration.waiting || windows.length > 1) return false;
  registration.waiting.postMessage("take over");
  return true;
}

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(registration.scope + path, { ignoreSearch: true });
  if (found) return found;
  if (path.startsWith("api/") && !(path in FILES)) return Response.json({ content: [] }); // the learner's own folders
  if (path.startsWith("lab/images/")) return new Response(null, { status: 204 }); // JupyterLab looks here at first
  const response = await fetch(request);
  if (response.ok && path in FILES) await cache.put(registration.scope + path, response.clone());
  return response;
}

/** Keep every file of this build that is not kept yet; each is what it was when the site was built. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map(({ url }) => decodeURIComponent(url.slice(registration.scope.length))));
  const missing = Object.entries(FILES).filter(([path]) => !there.has(path));
  while (missing.length > 0)
    await Promise.all(
      missing.splice(0, 8).map(async ([path, integrity]) => {
        const response = await fetch(registration.scope + path, { integrity, cache: "no-cache" });
        if (!response.ok) throw new Error(`${path} could not be had.`);
        await cache.put(registration.scope + path, response);
      }),
    );
}

async function forgetOthers() {
  const ours = (await caches.keys()).filter((name) => name.startsWith("complaints-workbook ") && name.endsWith(` ${registration.scope}`));
  await Promise.all(ours.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

/** Answer Python, which waits for it and can be told of an error by the status alone. */
async function files(request) {
  const { data } = await request.json();
  try {
    return Response.json(await ask("drive", data));
  } catch {
    return new Response("", { status: 507 });
  }
}

/** Answer for one of the workbook's own pages. */
async function page(path, url, request) {
  const sent = {
    method: request.method,
    path,
    base: new URL(registration.scope).pathname,
    query: Object.fromEntries(url.searchParams),
    files: {},
    wants_json: (request.headers.get("Accept") ?? "").includes("application/json"),
  };
  if (request.method === "POST")
    for (const [name, value] of await request.formData())
      if (typeof value === "string") sent.query[name] = value;
      else sent.files[name] = new Uint8Array(await value.arrayBuffer()).toBase64();
  try {
    const { status, headers, body } = await ask("page", sent);
    if (status === 303) return Response.redirect(headers.Location.startsWith("/") ? new URL(headers.Location, registration.scope).href : headers.Location, 303);
    return new Response(Uint8Array.fromBase64(body), { status, headers });
  } catch {
    return new Response("The workbook could not be reached. Try again in a moment.", { status: 503, headers: { "Content-Type": "text/plain" } });
  }
}

/** Have the open window answer. */
function ask(kind, request) {
  const id = crypto.randomUUID();
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error("There is no window.")), PATIENCE);
    waiting.set(id, ({ taken, failed, response }) => {
      if (taken) return clearTimeout(timer);
      waiting.delete(id);
      if (failed === undefined) done(response);
      else fail(new Error(failed));
    });
    asked.postMessage({ id, kind, request });
  }).finally(() => waiting.delete(id));
}
