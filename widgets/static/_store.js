// What is remembered of the course, in one small document: never a text, a rating or an answer.
// A page of ours keeps it in the browser, a package in the state of its LMS, any other page until it is closed.
// Pages load this file as it is; widgets have it joined in front of their script.

/** sections seen (bits), checks [best, tries], unfinished match runs [seed, place, found first, asked], finished
 * activities, day of the first passed post-test.
 * @typedef {{v: 1, s: Record<string, number>, c: Record<string, [number, number]>, m: Record<string, number[]>, a: string[], d: string}} CourseState */

const STATE_VERSION = 1;
const STATE_LIMIT = 3500; // characters; SCORM 1.2 gives 4,096 to everything a package keeps

/** @returns {CourseState} */
function emptyState() { return { v: STATE_VERSION, s: {}, c: {}, m: {}, a: [], d: "" }; }

/** The parts of a document that have the right form; anything else is left out. @param {any} raw @returns {CourseState} */
function tidyState(raw) {
  const state = emptyState();
  if (!raw || typeof raw !== "object" || raw.v !== STATE_VERSION) return state;
  const whole = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
  const entries = part => Object.entries(part && typeof part === "object" && !Array.isArray(part) ? part : {}).slice(0, 24);
  for (const [module, bits] of entries(raw.s)) if (/^\d{1,2}$/.test(module) && whole(bits, 0xffffff)) state.s[module] = bits;
  for (const [check, pair] of entries(raw.c)) {
    if (!/^(\d{1,2}|post)$/.test(check) || !Array.isArray(pair)) continue;
    const [best, tries] = pair;
    if (Number.isFinite(best) && best >= 0 && best <= 100 && whole(tries, 1e9)) state.c[check] = [Math.round(best * 100) / 100, Math.min(tries, 9999)];
  }
  for (const [set, run] of entries(raw.m))
    if (/^[A-Za-z0-9-]{1,12}$/.test(set) && Array.isArray(run) && run.length === 4 && run.every(each => whole(each, 0xffffffff))) state.m[set] = run;
  if (Array.isArray(raw.a)) state.a = [...new Set(raw.a.filter(each => typeof each === "string" && /^[a-z0-9-]{1,32}$/.test(each)))].slice(0, 40);
  if (isDay(raw.d)) state.d = raw.d;
  return state;
}

/** The day where the reader is, as a date field writes it. */
function today() {
  return new Date().toLocaleDateString("sv"); // Swedish dates are written 2026-11-24
}

/** @param {any} text */
function isDay(text) { return typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)); }

/** Where this page keeps the document. `kind`: "host" an LMS, "browser", "blocked" (a page of ours whose browser
 * forbids it), "page" (any other page, a notebook for example). The last two last until the page is closed. */
function courseStore() {
  const SHARED = Symbol.for("mirrorwell.store");
  return (globalThis[SHARED] ??= makeStore());
}

function makeStore() {
  const KEY = "mirrorwell:course", CHANGED = "mirrorwell:state";
  const own = document.documentElement.hasAttribute("data-mw-page");
  const host = globalThis[Symbol.for("mirrorwell.host-store")]; // { get(): string, set(text: string): void }
  const hosted = typeof host?.get === "function" && typeof host?.set === "function";
  let held = "", kind = hosted ? "host" : own ? "browser" : "page";
  const lose = () => { kind = kind === "browser" ? "blocked" : "page"; };
  const get = () => {
    if (kind !== "host") return kind === "browser" ? localStorage.getItem(KEY) : held;
    const text = host.get();
    if (typeof text !== "string") throw new TypeError("the host keeps no text");
    return text;
  };
  const put = text => {
    held = text;
    if (kind === "host") Promise.resolve(host.set(text)).catch(lose);
    else if (kind === "browser") text ? localStorage.setItem(KEY, text) : localStorage.removeItem(KEY);
  };
  const guarded = (run, otherwise) => { try { return run(); } catch { lose(); return otherwise; } };
  // What cannot be written may still be read: then it lasts as long as the page.
  if (kind === "browser") guarded(() => { held = localStorage.getItem(KEY) ?? ""; localStorage.setItem("mirrorwell:probe", "1"); localStorage.removeItem("mirrorwell:probe"); });

  const store = {
    get kind() { return kind; },
    /** @returns {CourseState} */
    read() {
      const text = guarded(get, held);
      try { return tidyState(JSON.parse(text || "null")); } catch { return emptyState(); }
    },
    /** Change the document with `run(state)`; every listener hears of it. False when it would be too long to keep.
     * @param {(state: CourseState) => void} run */
    change(run) {
      const state = store.read();
      run(state);
      const text = JSON.stringify(tidyState(state));
      const fits = text.length <= STATE_LIMIT;
      if (fits) guarded(() => put(text));
      document.dispatchEvent(new CustomEvent(CHANGED));
      return fits;
    },
    /** Take over a whole document, for example from a file. @param {CourseState} state */
    replace(state) { return store.change(now => Object.assign(now, tidyState(state))); },
    clear() {
      if (kind === "host") guarded(() => put(""));
      // Also where nothing more can be written; earlier releases kept one entry for each check.
      if (own) guarded(() => { for (const key of Object.keys(localStorage)) if (key.startsWith("mirrorwell:")) localStorage.removeItem(key); });
      held = "";
      document.dispatchEvent(new CustomEvent(CHANGED));
    },
    /** Hear of every change, in another tab too. Returns what ends it. @param {() => void} run */
    follow(run) {
      const other = event => { if (event.key === KEY || event.key === null) run(); };
      document.addEventListener(CHANGED, run);
      addEventListener("storage", other);
      return () => { document.removeEventListener(CHANGED, run); removeEventListener("storage", other); };
    },
  };
  document.addEventListener("mirrorwell:clear", () => store.clear());
  return store;
}

/** Note that an activity was finished. @param {string} activity */
function finished(activity) {
  const store = courseStore();
  if (!store.read().a.includes(activity)) store.change(state => { state.a.push(activity); });
}

/** One sentence on what happens to `what` ("your best try", "your place"). @param {string} what */
function rememberedWhere(what) {
  return {
    host: `Your learning system keeps ${what}.`,
    browser: `This browser remembers ${what}.`,
    blocked: `This browser does not let the page remember anything, so ${what} is gone when you close the page. Everything else works.`,
    page: `${what[0].toUpperCase()}${what.slice(1)} lasts as long as this page is open.`,
  }[courseStore().kind];
}
