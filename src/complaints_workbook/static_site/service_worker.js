// The service worker of a site without a server. It keeps every file of one build, so that the site works without a
// network; and what a server would answer, it has the open window answer, which has the learner's files and Python.

const BUILD = "{{ build }}";
/** @type {Record<string, string>} integrity by path; filled in when the site is built */
const FILES = /** @type {any} */ ("{{ files }}");

const worker = /** @type {any} */ (self);
/** @type {ServiceWorkerRegistration} */
const registration = worker.registration;
const ROOT = registration.scope;

const OURS = "complaints-workbook ";
const CACHE = `${OURS}${BUILD} ${ROOT}`;
const AT_ONCE = 8; // files that are fetched together
const PATIENCE = 10_000; // milliseconds until a window that says nothing is taken for none

// What is shown until a newer build has taken over, which it does once nothing is asked of this one.
const TAKING_OVER = `<!DOCTYPE html>
<html lang="en-GB">
<title>Complaints workbook</title>
<link rel="icon" href="data:,">
<p style="font: 1.2rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 36rem; padding: 0 1rem">
A newer workbook is here, and opens in a moment. Your answers stay as they are.</p>
<script>
  let isGoing = false;
  const again = () => {
    if (!isGoing) location.reload();
    isGoing = true;
  };
  navigator.serviceWorker.addEventListener("controllerchange", again);
  setTimeout(again, 3000);
</script>`;

const channel = new BroadcastChannel(`${OURS}${ROOT}`);
/** @type {Map<string, (told: any) => void>} */
const waiting = new Map();
channel.addEventListener("message", ({ data }) => waiting.get(data.id)?.(data));

worker.addEventListener("install", (/** @type {any} */ event) => {
  // The first comes at once, for the page waits for it; a newer one comes whole, and the older one works meanwhile.
  event.waitUntil(registration.active ? keepAll() : worker.skipWaiting());
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), forgetOthers()]));
});

worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "keep all") event.waitUntil(keepAll().catch(() => {})); // the next visit tries again
  if (event.data === "take over") worker.skipWaiting();
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const url = new URL(request.url);
  if (url.pathname === "/api/service-worker-heartbeat") return event.respondWith(new Response("ok"));
  if (!url.href.startsWith(ROOT)) return;
  const path = decodeURIComponent(url.pathname.slice(new URL(ROOT).pathname.length));
  if (path === "api/drive") event.respondWith(files(request));
  else if (request.mode === "navigate" && request.destination === "document")
    event.respondWith(opened(path, url, request));
  else if (path.startsWith("workbook/")) event.respondWith(page(path.slice("workbook/".length), url, request));
  else if (request.method === "GET") event.respondWith(kept(path, request));
});

/**
 * Open the window's one page, whatever address of the workbook's is opened.
 * @param {string} path
 * @param {URL} url
 * @param {Request} request
 */
async function opened(path, url, request) {
  const isPage = path.startsWith("workbook");
  const notebook = /^lab\/tree\/(.+\.ipynb)$/.exec(path)?.[1] ?? "";
  if (!isPage && !notebook) {
    if (await isOld()) return new Response(TAKING_OVER, { headers: { "Content-Type": "text/html; charset=utf-8" } });
    return kept(path === "" || path.endsWith("/") ? `${path}index.html` : path, request);
  }
  const named = new URLSearchParams(isPage ? { page: path.replace(/^workbook\/?/, "") } : { path: notebook });
  return Response.redirect(`${ROOT}lab/index.html?${named}${url.hash}`);
}

/** Whether a newer build is here whole; it takes over where no other window is open. */
async function isOld() {
  /** @type {{ frameType: string }[]} */
  const all = await worker.clients.matchAll({ type: "window" });
  const windows = all.filter(({ frameType }) => frameType === "top-level"); // the workbook's own pages are frames
  if (!registration.waiting || windows.length > 1) return false;
  registration.waiting.postMessage("take over");
  return true;
}

/**
 * @param {string} path
 * @param {Request} request
 */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(ROOT + path, { ignoreSearch: true });
  if (found) return found;
  if (path.startsWith("api/") && !(path in FILES)) return Response.json({ content: [] }); // the learner's own folders
  if (path.startsWith("lab/images/")) return new Response(null, { status: 204 }); // JupyterLab looks here at first
  if (!(path in FILES)) return fetch(request);
  const response = await had(path);
  await cache.put(ROOT + path, response.clone());
  return response;
}

/** Keep every file of this build that is not kept yet; each is what it was when the site was built. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map(({ url }) => decodeURIComponent(url.slice(ROOT.length))));
  const missing = Object.keys(FILES).filter((path) => !there.has(path));
  while (missing.length > 0)
    await Promise.all(missing.splice(0, AT_ONCE).map(async (path) => cache.put(ROOT + path, await had(path))));
}

/**
 * Fetch a file of this build. What the browser or a server takes for the same by its date may be an older build's.
 * @param {string} path
 */
async function had(path) {
  const from = (/** @type {RequestCache} */ cache) => fetch(ROOT + path, { integrity: FILES[path], cache });
  const response = await from("no-cache").catch(() => from("reload"));
  if (!response.ok) throw new Error(`${path} could not be had.`);
  return response;
}

/** Forget what was kept of other builds of this site. */
async function forgetOthers() {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(OURS) && name.endsWith(` ${ROOT}`) && name !== CACHE,
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * Answer Python, which waits for it, and is told of an error by the status alone.
 * @param {Request} request
 */
async function files(request) {
  const { data } = await request.json();
  try {
    return Response.json(await ask("drive", data));
  } catch {
    return new Response("", { status: 507 });
  }
}

/**
 * Answer for one of the workbook's own pages.
 * @param {string} path
 * @param {URL} url
 * @param {Request} request
 */
async function page(path, url, request) {
  /** @type {{ query: Record<string, string>, files: Record<string, string> } & Record<string, any>} */
  const sent = {
    method: request.method,
    path,
    base: new URL(ROOT).pathname,
    query: Object.fromEntries(url.searchParams),
    files: {},
    wants_json: (request.headers.get("Accept") ?? "").includes("application/json"),
  };
  if (request.method === "POST")
    for (const [name, value] of await request.formData())
      if (typeof value === "string") sent.query[name] = value;
      else sent.files[name] = base64Of(await value.arrayBuffer());
  try {
    const { status, headers, body } = await ask("page", sent);
    if (status === 303) return Response.redirect(new URL(headers.Location, ROOT).href, 303);
    return new Response(
      Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0)),
      { status, headers },
    );
  } catch {
    const headers = { "Content-Type": "text/plain" };
    return new Response("The workbook could not be reached. Try again in a moment.", { status: 503, headers });
  }
}

/** @param {ArrayBuffer} content */
const base64Of = (content) => btoa(Array.from(new Uint8Array(content), (byte) => String.fromCharCode(byte)).join(""));

/**
 * Have the open window answer.
 * @param {"drive" | "page"} kind
 * @param {any} request
 * @returns {Promise<any>} rejected where there is no window, or it could not do it, or it was closed before it had
 */
function ask(kind, request) {
  const id = crypto.randomUUID();
  const answered = new AbortController();
  return new Promise((done, fail) => {
    const gone = () => fail(new Error("There is no window."));
    const timer = setTimeout(gone, PATIENCE);
    waiting.set(id, ({ taken, failed, response }) => {
      if (taken) {
        clearTimeout(timer);
        worker.navigator.locks.request(taken, { signal: answered.signal }, gone).catch(() => {});
      } else if (failed === undefined) done(response);
      else fail(new Error(failed));
    });
    channel.postMessage({ id, kind, request });
  }).finally(() => {
    waiting.delete(id);
    answered.abort();
  });
}
