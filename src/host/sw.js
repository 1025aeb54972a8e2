//! Service worker: after one visit the page works without a network, always as one whole version.
//!
//! `cargo xtask dist` lists every file of the folder with its integrity. A version is stored whole or not at all, so
//! half an update changes nothing. A new version waits until every page of the old one is closed, or until a page
//! that nobody uses asks for it. One that does not get the map to answer is left for the one before. What cannot be
//! stored is fetched: without room or leave to store, the page works as it does without this file.

/** Name and integrity of each file. Empty while the page is being worked on: then this worker takes itself away. */
const FILES = new Map(/* xtask:files */[]);
const VERSION = '/* xtask:version */';
const PREFIX = `arrow-war:${registration.scope}:`;
/** The record: a museum may correct it in the folder itself, so its files need not be those of the build. */
const isRecord = (name) => name.startsWith('geodata/');
/** Times that a version may be opened without the map answering. */
const CHANCES = 2;

const address = (name) => new URL(name, registration.scope).href;

async function storeAll() {
  const cache = await caches.open(PREFIX + VERSION);
  try {
    await Promise.all([...FILES].map(async ([name, integrity]) => {
      const response = await fetch(address(name), { cache: 'no-cache', ...(isRecord(name) ? {} : { integrity }) });
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      await cache.put(address(name), response);
    }));
  } catch (error) {
    await caches.delete(PREFIX + VERSION);
    throw error;
  }
}

/**
 * What is remembered between the lives of this worker: `good`, the last version whose map answered; `trying`, a
 * version that has not yet; `opened`, how often it was opened.
 */
async function recall() {
  const kept = await (await caches.open(`${PREFIX}state`)).match(address('state'));
  return (await kept?.json()) ?? {};
}
async function remember(state) {
  await (await caches.open(`${PREFIX}state`)).put(address('state'), new Response(JSON.stringify(state)));
}

/** Has this version had its chances, and is there an older one that answers? */
const isLeft = ({ good, trying, opened }) => good && good !== VERSION && trying === VERSION && opened > CHANCES;

/** The version that a page gets. */
async function served(isOpening) {
  let state = await recall();
  if (isOpening && state.good !== VERSION && !isLeft(state)) {
    const opened = state.trying === VERSION ? state.opened : 0;
    state = { good: state.good, trying: VERSION, opened: opened + 1 };
    await remember(state);
  }
  return isLeft(state) ? state.good : VERSION;
}

/** The map has answered: this version is good, and the older ones may go. */
async function keep() {
  if (isLeft(await recall())) return; // The page is of the older version.
  if (!(await caches.has(PREFIX + VERSION))) await storeAll();
  await remember({ good: VERSION });
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && ![PREFIX + VERSION, `${PREFIX}state`].includes(name)) await caches.delete(name);
  }
  await correct();
}

/** Corrections made in the folder since: they come with the next visit, all at once, unless the build is another. */
async function correct() {
  const page = await fetch(address('index.html'), { cache: 'no-cache' });
  const cache = await caches.open(PREFIX + VERSION);
  if ((await page.text()) !== (await (await cache.match(address('index.html')))?.text())) return;
  const names = [...FILES.keys()].filter(isRecord);
  const files = await Promise.all(names.map((name) => fetch(address(name), { cache: 'no-cache' })));
  if (files.every((file) => file.ok)) await Promise.all(files.map((file, at) => cache.put(address(names[at]), file)));
}

/** The name of a file that is stored, else undefined; what follows `?` is only there for other caches. */
function nameOf(url) {
  if (!url.startsWith(registration.scope)) return undefined;
  const name = decodeURI(url.slice(registration.scope.length).split(/[?#]/)[0]) || 'index.html';
  return FILES.has(name) || /-[0-9a-f]{16}\.\w+$/.test(name) ? name : undefined;
}

/** The page tries a second time. */
const isAgain = ({ cache, url }) => cache === 'reload' || url.includes('?try=');

async function answer(request, name) {
  try {
    const cache = await caches.open(PREFIX + await served(request.mode === 'navigate'));
    const stored = await cache.match(address(name));
    if (stored && !isAgain(request)) return stored;
    // What is asked for again was of no use: the network's mends the store, where there is one.
    const fresh = stored && await fetch(address(name), { cache: 'reload' }).catch(() => undefined);
    if (fresh?.ok) await cache.put(address(name), fresh.clone());
    if (stored) return fresh?.ok ? fresh : stored;
  } catch (error) {
    console.warn('arrow-war-map: nothing can be stored:', error);
  }
  return fetch(request);
}

addEventListener('install', (event) => event.waitUntil(FILES.size ? storeAll() : skipWaiting()));

addEventListener('activate', (event) => {
  if (!FILES.size) event.waitUntil(registration.unregister());
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const name = FILES.size && request.method === 'GET' && nameOf(request.url);
  if (name) event.respondWith(answer(request, name));
});

addEventListener('message', (event) => {
  const quietly = (work) => event.waitUntil(work.catch((error) => console.warn('arrow-war-map: offline:', error)));
  if (event.data === 'good' && FILES.size) quietly(keep());
  if (event.data === 'idle') {
    quietly(clients.matchAll({ includeUncontrolled: true }).then((pages) => pages.length === 1 && skipWaiting()));
  }
});
