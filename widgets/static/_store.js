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
  if (/^\d{4}-\d\d-\d\d$/.test(raw.d)) state.d = raw.d;
  return state;
}

/** Where this page keeps the document. `kind`: "host" an LMS, "browser", "blocked" (a page of ours whose browser
 * forbids it), "page" (any other page, a notebook for example). The last two last until the page is closed. */
function courseStore() {
  const SHARED = Symbol.for("mirrorwell.store");
  return (globalThis[SHARED] ??= makeStore());
}

function makeStore() {
  const KEY = "mirrorwell:course", CHANGED = "mirrorwell:state";
  const host = globalThis[Symbol.for("mirrorwell.host-store")]; // { get(): string, set(text: string): void }
  let held = "", kind = host ? "host" : document.documentElement.hasAttribute("data-mw-page") ? "browser" : "page";
  const get = () => (kind === "host" ? host.get() : kind === "browser" ? localStorage.getItem(KEY) : held);
  const put = text => {
    held = text;
    if (kind === "host") host.set(text);
    else if (kind === "browser") text ? localStorage.setItem(KEY, text) : localStorage.removeItem(KEY);
  };
  const guarded = (run, otherwise) => { try { return run(); } catch { if (kind === "browser") kind = "blocked"; return otherwise; } };
  if (kind === "browser") guarded(() => { localStorage.setItem("mirrorwell:probe", "1"); localStorage.removeItem("mirrorwell:probe"); });

  const store = {
    get kind() { return kind; },
    /** @returns {CourseState} */
    read() {
      const text = guarded(get, held);
      try { return tidyState(JSON.parse(text || "null")); } catch { return emptyState(); }
    },
    /** Change the document with `run(state)`; every listener hears of it. @param {(state: CourseState) => void} run */
    change(run) {
      const state = store.read();
      run(state);
      const text = JSON.stringify(tidyState(state));
      if (text.length <= STATE_LIMIT) guarded(() => put(text));
      document.dispatchEvent(new CustomEvent(CHANGED));
    },
    /** Take over a whole document, for example from a file. @param {CourseState} state */
    replace(state) { store.change(now => Object.assign(now, tidyState(state))); },
    clear() {
      guarded(() => put(""));
      // Earlier releases kept one entry for each check.
      if (kind === "browser") guarded(() => { for (const key of Object.keys(localStorage)) if (key.startsWith("mirrorwell:")) localStorage.removeItem(key); });
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
