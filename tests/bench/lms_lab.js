// A learning system in one page: plays scripted learners, each with a clock of its own, as fast as requests allow.
// The package's scripts run unchanged in a frame; their timers, dates and requests go through the session's clock.

const MINUTE = 60_000;

/** A clock that stands still until it is told to go on. @property {number} now milliseconds */
class Clock {
  constructor() { this.now = Date.UTC(2026, 0, 5, 9); this.timers = new Map(); this.last = 0; }
  set(run, delay, again) {
    const wait = Math.max(Number(delay) || 0, again ? 1 : 0);
    this.timers.set(++this.last, { at: this.now + wait, run, every: again ? wait : 0 });
    return this.last;
  }
  wait(delay) { return new Promise(done => this.set(done, delay)); }
  /** The next timer that is due by then, the oldest first. */
  due(end) {
    let found = null;
    for (const [id, timer] of this.timers) if (timer.at <= end && (!found || timer.at < found[1].at)) found = [id, timer];
    return found;
  }
}

class Session {
  /** @param {{id: string, visits: any[][]}} learner @param {any} given of the whole run */
  constructor(learner, given) { Object.assign(this, { learner, given, clock: new Clock(), open: new Set(), leaving: false, off: false }); }

  /** Something real that the clock has to wait for. @template T @param {Promise<T>} work @returns {Promise<T>} */
  track(work) {
    this.open.add(work);
    const end = () => this.open.delete(work);
    work.then(end, end);
    return work;
  }

  /** Let everything happen that needs no time. */
  async settle() {
    do {
      while (this.open.size) await Promise.allSettled(this.open);
      for (let turn = 0; turn < 3; turn++) await new Promise(done => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
    } while (this.open.size);
  }

  /** @param {number} ms */
  async run(ms) {
    const end = this.clock.now + ms;
    for (;;) {
      await this.settle();
      const next = this.clock.due(end);
      if (!next) break;
      const [id, timer] = next;
      this.clock.now = Math.max(this.clock.now, timer.at);
      if (timer.every) timer.at = this.clock.now + timer.every; else this.clock.timers.delete(id);
      timer.run();
    }
    this.clock.now = Math.max(this.clock.now, end);
  }

  /** A request of the package: really sent, its lateness spent on the session's clock. @param {any} input @param {RequestInit} init */
  async fetch(input, init = {}) {
    if (this.off || (this.leaving && !init.keepalive)) return new Promise(() => {}); // goes with the page
    const { signal, ...rest } = init, visit = this.visit;
    signal?.throwIfAborted();
    const aborted = new Promise((_, fail) => signal?.addEventListener("abort", () => fail(signal.reason)));
    const answer = await this.track(fetch(input, rest).then(async got => ({ got, body: await got.text() })));
    const late = Number(answer.got.headers.get("x-late"));
    if (late) await Promise.race([this.clock.wait(1000 * late), aborted]);
    if (visit !== this.visit) return new Promise(() => {}); // nobody is there to hear it
    const { status, headers } = answer.got;
    return new Response(status === 204 ? null : answer.body, { status, headers });
  }

  /** The API of this visit, from the state that the system holds. */
  async api() {
    const { standard } = this.given, id = this.learner.id;
    if (standard === "cmi5") return;
    const api = new (standard === "scorm12" ? Scorm12API : Scorm2004API)({
      lmsCommitUrl: `/commit/${id}`, autocommit: false, logLevel: 5, alwaysSendTotalTime: true,
      xhrResponseHandler: xhr => {
        this.clock.now += 1000 * Number(xhr.getResponseHeader("x-late")); // the page stood still meanwhile
        return xhr.status === 200 ? { result: "true", errorCode: 0 } : { result: "false", errorCode: 101 };
      },
    });
    const held = await (await fetch(`/held/${id}`)).json();
    if (held) api.loadFromJSON(held.cmi, "cmi");
    this.player = api;
  }

  address() {
    const { standard } = this.given, { id } = this.learner;
    const launch = standard === "cmi5" && {
      endpoint: `${location.origin}/xapi`, fetch: `${location.origin}/fetch/${id}`, registration: this.given.registrations[id],
      activityId: "urn:uuid:7c4ad0b0-0000-5000-8000-000000000001", actor: JSON.stringify({ objectType: "Agent", account: { homePage: location.origin, name: id } }),
    };
    return `/package/${standard}/${id}?${new URLSearchParams(launch || {})}`;
  }

  async arrive(number) {
    this.visit = number;
    this.leaving = this.off = false;
    await this.api();
    const frame = document.createElement("iframe");
    frame.src = this.address();
    lab.entering.set(this.learner.id, this);
    document.body.append(frame);
    await new Promise(done => frame.addEventListener("load", done, { once: true }));
    this.frame = frame;
    let ready = false;
    this.page[Symbol.for("mirrorwell.ready")].then(() => { ready = true; });
    await this.run(10_000);
    if (!ready) throw new Error("the page was not ready after 10 seconds");
  }

  get page() { return this.frame.contentWindow; }

  async leave(how) {
    await fetch(`/said/${this.learner.id}`, { method: "POST", body: this.page[Symbol.for("mirrorwell.tracker")].line() });
    this.leaving = true;
    this.off = how === "computer off";
    const gone = new Promise(done => this.frame.addEventListener("load", done, { once: true }));
    this.frame.src = "about:blank";
    await gone;
    this.visit = -1;
    this.clock.timers.clear();
    await this.settle();
    this.frame.remove();
    this.clock.now += 60 * MINUTE;
  }

  async play() {
    for (const [number, steps] of this.learner.visits.entries()) {
      await this.arrive(number);
      for (const [what, value] of steps) {
        await (what === "wait" ? this.run(1000 * value) : what === "away" ? this.away(value) : this[what](value));
        await this.settle();
      }
    }
  }

  // What the widgets of a module do.

  change(run) {
    const store = this.page[Symbol.for("mirrorwell.host-store")];
    const state = JSON.parse(store.get() || "null") ?? { v: 1, s: {}, c: {}, m: {}, a: [], d: "" };
    run(state);
    store.set(JSON.stringify(state));
    this.page.document.dispatchEvent(new this.page.CustomEvent("mirrorwell:state"));
  }
  read(section) { this.change(state => { state.s[1] = (state.s[1] ?? 0) | (1 << (section - 1)); }); }
  try(score) {
    let best = score;
    this.change(state => { const [before, tries] = state.c[1] ?? [0, 0]; state.c[1] = [best = Math.max(before, score), tries + 1]; });
    const detail = { activity: "check-1", kind: "check", score: best, max: 100, completed: true };
    this.page.document.body.dispatchEvent(new this.page.CustomEvent("mirrorwell:result", { bubbles: true, composed: true, detail }));
  }
  clear() {
    this.page[Symbol.for("mirrorwell.host-store")].set("");
    this.page.document.dispatchEvent(new this.page.CustomEvent("mirrorwell:state"));
  }
  async away(seconds) {
    const { document: shown, Event: Made } = this.page;
    for (const state of ["hidden", "visible"]) {
      Object.defineProperty(shown, "visibilityState", { value: state, configurable: true });
      Object.defineProperty(shown, "hidden", { value: state === "hidden", configurable: true });
      shown.dispatchEvent(new Made("visibilitychange", { bubbles: true }));
      await this.run(1000 * seconds);
    }
  }
}

globalThis.lab = {
  /** @type {Map<string, Session>} */ entering: new Map(),

  /** The first thing in a package's page: it gets the session's API and clock. @param {any} page @param {string} id */
  enter(page, id) {
    const session = this.entering.get(id), { clock } = session;
    if (session.player) page[session.given.standard === "scorm12" ? "API" : "API_1484_11"] = session.player;
    const started = clock.now;
    page.setTimeout = (run, delay, ...rest) => clock.set(() => run(...rest), delay, false);
    page.setInterval = (run, delay, ...rest) => clock.set(() => run(...rest), delay, true);
    page.clearTimeout = page.clearInterval = id => clock.timers.delete(id);
    page.performance.now = () => clock.now - started;
    page.fetch = (input, init) => session.fetch(input, init);
    page.Date = class extends page.Date {
      constructor(...given) { given.length ? super(...given) : super(clock.now); }
      static now() { return clock.now; }
    };
    page.AbortSignal.timeout = delay => {
      const control = new AbortController();
      clock.set(() => control.abort(new DOMException("late", "TimeoutError")), delay, false);
      return control.signal;
    };
    page.addEventListener("error", event => this.errors.push(event.message));
    page.addEventListener("unhandledrejection", event => this.errors.push(String(event.reason)));
  },

  errors: [],
  done: 0,
  over: false,

  /** Play all learners, some at a time. @param {{learners: any[], standard: string, at_once: number, registrations: Record<string, string>}} given */
  async run(given) {
    // The API's last word is a beacon; sent this way its arrival can be waited for.
    navigator.sendBeacon = (url, body) => {
      const session = [...this.entering.values()].find(each => url.endsWith(`/${each.learner.id}`));
      if (!session.off) session.track(fetch(url, { method: "POST", body, keepalive: true })).catch(() => {});
      return true;
    };
    const waiting = [...given.learners];
    const one = async () => {
      for (let learner; (learner = waiting.shift()); this.done++) {
        try { await new Session(learner, given).play(); } catch (error) { this.errors.push(`${learner.id}: ${error?.stack ?? error}`); }
        this.entering.delete(learner.id);
      }
    };
    await Promise.all(Array.from({ length: given.at_once }, one));
    this.over = true;
  },
};
