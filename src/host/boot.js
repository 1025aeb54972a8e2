//! Boot: fetches and starts the WebAssembly, and tells the reader in a sentence when anything fails.
//!
//! Recovery lives here, outside the application, since a panicked WebAssembly cannot help itself. The words
//! stand in index.html (#fault). What the application may call:
//!   arrowWarWrite(told)           writes to many elements at once. Of each: the id of their parent or a selector (nothing:
//!                                 as before), which of them, what (an attribute; 'value' the property; nothing the text), the value
//!   arrowWarDrawn(atMost)         a promise: what was written before is on the screen, or so many milliseconds are over, if any
//!   arrowWarReady()               the map answers: the loading state goes
//!   arrowWarTheme(word)           the theme that was chosen; without a word the wishes of the system decide
//!   arrowWarIdle()                nobody is using the map: a newer version may take its place
//!   arrowWarFault(message, kind)  kind: 'panic' when left out, 'data' for a file of the record,
//!                                 'part' for the later piece of the program
//! The page counts as ready, too, when the application takes #loading out of the document itself.

const SLOW_MS = 10_000; // A reader waits so long before a word is due.
const TRIES = 3; // A hiccup of the network is over within three seconds or it is none.
const PAUSE_MS = 1_200;
const KIOSK_RELOAD_MS = 10_000;
const KIOSK_RELOADS = 3; // In an hour; after that the sentence stays, for the staff.
const HOUR_MS = 3_600_000;
const STORE = 'arrow-war-reloads';
const STORE_AFTER_MS = 3_000; // The close-ups and the book come first,
const STILL_MS = 1_000; // and a map that moves.
const STORE_BY_MS = 60_000; // A map that never stands still is stored all the same.

const own = document.getElementById('boot').dataset;
let ready = false;
let shown = null;
let reloading = 0;

/** The page around the map, where the address names it; protocol 1 of README.md. */
const host = parent !== window && new URLSearchParams(location.hash.slice(1)).get('origin');

const fragment = () => new URLSearchParams(location.hash.slice(1));

const isKiosk = () => fragment().get('mode') === 'kiosk';

/** The reader's language: the address decides, then the browser. */
function language() {
  for (const wish of [fragment().get('lang'), ...(navigator.languages ?? [])]) {
    const tag = (wish ?? '').toLowerCase();
    if (/^zh\b.*\b(hant|tw|hk|mo)\b/.test(tag)) return 'zh-Hant';
    if (/^zh\b/.test(tag)) return 'zh-Hans';
    if (/^en\b/.test(tag)) return 'en';
  }
  return 'en';
}

/** In what light the page is looked at, before anything is drawn: the address decides, then the system. */
const wishes = [['contrast', '(forced-colors: active), (prefers-contrast: more)'], ['dark', '(prefers-color-scheme: dark)']]
  .map(([name, query]) => [name, matchMedia(query)]);
let chosen = '';
function theme(word = chosen) {
  chosen = ['paper', 'dark', 'projector', 'contrast'].includes(word) ? word : '';
  document.documentElement.dataset.theme = chosen || (wishes.find(([, wish]) => wish.matches)?.[0] ?? 'paper');
}
theme(fragment().get('theme'));
for (const [, wish] of wishes) wish.addEventListener('change', () => theme());

/** When this kiosk was reloaded within the last hour; window.name serves where storage is blocked. */
function reloads() {
  let text = '';
  try {
    text = sessionStorage.getItem(STORE) ?? '';
  } catch {
    if (window.name.startsWith(STORE)) text = window.name.slice(STORE.length);
  }
  return text.split(',').map(Number).filter((time) => time > Date.now() - HOUR_MS && time <= Date.now());
}

function keepReloads(times) {
  try {
    sessionStorage.setItem(STORE, times.join());
  } catch {
    window.name = STORE + times.join();
  }
}

/** In a kiosk nobody presses Retry. */
function reloadKiosk() {
  const times = reloads();
  if (!isKiosk() || times.length >= KIOSK_RELOADS || reloading) return;
  reloading = setTimeout(() => {
    keepReloads([...times, Date.now()]);
    location.reload();
  }, KIOSK_RELOAD_MS);
}

/** Tells the page around the map: the program itself may be no longer able to. */
function tellHost(kind, message) {
  try {
    if (host) parent.postMessage({ arrowWar: 1, type: 'problem', kind, message }, host === 'null' ? '*' : host);
  } catch (error) {
    console.error('arrow-war-map: origin:', error);
  }
}

/** Shows the sentence for what has happened; a worse fault replaces a lesser one, never the reverse. */
function fault(kind, message) {
  const ranks = ['slow', 'load', 'part', 'data', 'unsupported', 'panic'];
  if (shown && ranks.indexOf(shown) >= ranks.indexOf(kind)) return;
  shown = kind;
  console.error(`arrow-war-map: ${kind}:`, message);
  tellHost(kind, String(message));
  const lang = language();
  const box = document.getElementById('fault');
  for (const part of box.querySelectorAll('[lang]')) {
    // Links lead out of a kiosk.
    part.hidden = part.lang !== lang || (part.dataset.kind ?? kind) !== kind || (part.href && isKiosk());
  }
  box.lang = lang;
  box.hidden = false;
  document.documentElement.dataset.fault = kind;
  reloadKiosk();
}

/** Takes a passing fault back. */
function clear(...kinds) {
  if (!kinds.includes(shown)) return;
  shown = null;
  clearTimeout(reloading);
  reloading = 0;
  document.getElementById('fault').hidden = true;
  delete document.documentElement.dataset.fault;
}

function answer() {
  if (ready) return;
  ready = true;
  document.getElementById('loading')?.remove();
  document.documentElement.dataset.ready = '';
  clear('slow', 'load');
  setTimeout(storeWhenStill, STORE_AFTER_MS);
}

/** Storing takes frames from a weak device: it waits until the map has stood still, but that of a kiosk never does. */
function storeWhenStill() {
  const now = performance.now();
  const isStill = now > moved + STILL_MS;
  if (isStill || isKiosk() || now > STORE_BY_MS) store();
  else setTimeout(storeWhenStill, STILL_MS);
}

/**
 * Lets sw.js store the page, for visits without a network. Where it may not, nothing is lost. A page around the map
 * has not asked for so much, unless it is a kiosk.
 */
async function store() {
  try {
    if (!own.worker || (parent !== window && !isKiosk())) return;
    const { serviceWorker } = navigator;
    const policy = globalThis.trustedTypes?.createPolicy('arrow-war', { createScriptURL: () => own.worker });
    const registration = await serviceWorker.register(policy?.createScriptURL('') ?? own.worker);
    (serviceWorker.controller ?? (await serviceWorker.ready).active).postMessage('good');
    globalThis.arrowWarIdle = async () => {
      await registration.update().catch(() => {}); // Without a network there is nothing newer.
      const { installing } = registration;
      if (installing) await new Promise((stored) => { installing.onstatechange = stored; });
      if (!registration.waiting || document.documentElement.dataset.kiosk !== 'attract') return;
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting.postMessage('idle');
    };
    if (isKiosk()) arrowWarIdle(); // As after a restart, by staff who have replaced the folder.
  } catch (error) {
    console.info('arrow-war-map: not stored for offline use:', error);
  }
}

/** Elements by what finds them: they are made once, and stay. */
const written = {};
let moved = -Infinity; // When they were last written to, in milliseconds of the page.
globalThis.arrowWarWrite = (told) => {
  moved = performance.now();
  const parts = told.split('\x1f');
  let elements;
  for (let at = 0; at < parts.length - 1; at += 4) {
    const by = parts[at];
    if (by) elements = written[by] ??= [...(document.getElementById(by)?.children ?? document.querySelectorAll(by))];
    const element = elements[parts[at + 1]];
    const name = parts[at + 2];
    const value = parts[at + 3];
    // A new text in the old node: a new node would be laid out from nothing.
    if (!name && element.firstChild?.nodeType === Node.TEXT_NODE) element.firstChild.data = value;
    else if (!name) element.textContent = value;
    else if (name === 'value') element.value = value;
    else if (value) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
};
globalThis.arrowWarDrawn = (atMost) =>
  new Promise((done) => {
    requestAnimationFrame(done);
    if (atMost) setTimeout(done, atMost);
  });
globalThis.arrowWarReady = answer;
globalThis.arrowWarTheme = theme;
globalThis.arrowWarFault = (message, kind = 'panic') => fault(kind, String(message));
window.__boot = { fault, ready: answer, language };

document.getElementById('retry').addEventListener('click', () => location.reload());
const trap = (error) => {
  if (typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError) fault('panic', error);
};
addEventListener('error', (event) => trap(event.error));
addEventListener('unhandledrejection', (event) => trap(event.reason));
new MutationObserver((_, observer) => {
  if (document.getElementById('loading')) return;
  observer.disconnect();
  answer();
}).observe(document.getElementById('app'), { childList: true, subtree: true });
setTimeout(() => ready || fault('slow', `no answer after ${SLOW_MS} ms`), SLOW_MS);

/** A piece of the program, `wasm` or `more`; a further try passes by the browser's cache, where half a file may lie. */
async function compile(piece, attempt) {
  const cache = attempt > 1 ? 'reload' : 'default';
  const response = await fetch(own[piece], { integrity: own[`${piece}Integrity`], cache });
  if (!response.ok) throw new Error(`${own[piece]}: ${response.status}`);
  // A server that does not know the type must not keep the map from anybody.
  return response.headers.get('Content-Type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** The style of the later piece, which goes on without it in the end; in the map as one file it is there already. */
const dress = (attempt) => own.style && new Promise((come, fail) => {
  const link = Object.assign(document.createElement('link'), {
    rel: 'stylesheet', crossOrigin: '', integrity: own.styleIntegrity, href: own.style,
    onload: come, onerror: attempt < TRIES ? fail : come,
  });
  document.head.append(link);
});

/** The later piece with its style, for the program that asks for it. */
globalThis.arrowWarMore = async (imports, attempt = 1) => {
  try {
    const [module] = await Promise.all([compile('more', attempt), dress(attempt)]);
    return await WebAssembly.instantiate(module, imports);
  } catch (error) {
    if (attempt === TRIES) throw error;
    await new Promise((next) => setTimeout(next, PAUSE_MS));
    return globalThis.arrowWarMore(imports, attempt + 1);
  }
};

/** The glue; a browser remembers a module that failed, so a further try has another address. */
const glue = (attempt) =>
  import(new URL(own.glue + (attempt > 1 ? `?try=${attempt}` : ''), document.baseURI).href);

async function load(attempt) {
  let parts;
  try {
    parts = await Promise.all([glue(attempt), compile('wasm', attempt)]);
  } catch (error) {
    fault('load', error);
    if (attempt < TRIES) setTimeout(load, PAUSE_MS, attempt + 1);
    return;
  }
  clear('load');
  const [{ default: start }, module] = parts;
  try {
    await start({ module_or_path: module });
  } catch (error) {
    fault('panic', error);
  }
}

if (typeof WebAssembly !== 'object') fault('unsupported', 'no WebAssembly');
else load(1);
