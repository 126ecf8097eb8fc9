// What an LMS is told, whatever its standard: what a learner has come to, when it is saved, and what is never taken back.
// `course/lms/tracker.py` joins this file, the script of one standard and notice.js into one function.

/** What the page of a package says about itself, in #mw-package.
 * @typedef {{standard: string, unit: string, whole: boolean, check: ?string, activity: ?string, pass_mark: ?number,
 *   sections: Record<string, number>, title: string}} Unit */
/** What a learning system answered when it was opened. `how`: "open", "none" (there is no LMS here), "refused" (ask
 * again), "over" (no session can be had; `say` tells why). `search`: an API may still turn up. `locked`: nothing may be
 * recorded. `owed`: there may be something to send at once.
 * @typedef {{how: string, say?: string, search?: boolean, text?: string, locked?: boolean, first?: boolean, passed?: boolean, completed?: boolean,
 *   place?: string, seen?: number, mark?: number, theirs?: number, owed?: boolean}} Opened */
/** One script per standard: `start` asks, the others write all that is new and say whether it was stored.
 * @typedef {{name: string, start(): Opened | Promise<Opened>, progress(): boolean | Promise<boolean>, result(): boolean | Promise<boolean>,
 *   suspend(): boolean | Promise<boolean>, end(leaving: boolean): boolean | Promise<boolean>, record(): [string, string][], leave?(): void}} Standard */

const STATE_LIMIT = 3500; // characters: SCORM 1.2 gives 4,096, and some systems cut without a word
const CALM = 30; // seconds between two saves that nobody waits for
const SLOW = 8; // seconds after which the page shows itself, whatever the LMS does
const PAUSES = [1, 2, 4, 8, 16, 32, 60];

const rounded = value => Math.round(value * 100) / 100;
const inWords = problem => { try { return String(problem); } catch { return ""; } };

/** The part of a page's document that may travel. Practice runs and finished activities stay in the page. @param {any} raw */
function tidyDocument(raw) {
  const made = { v: 1, s: {}, c: {}, d: "" };
  if (!raw || typeof raw !== "object" || raw.v !== 1) return made;
  const entries = part => Object.entries(part && typeof part === "object" && !Array.isArray(part) ? part : {});
  const whole = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
  for (const [module, bits] of entries(raw.s)) if (/^\d{1,2}$/.test(module) && whole(bits, 0xffffff)) made.s[module] = bits;
  for (const [check, pair] of entries(raw.c)) {
    if (!/^(\d{1,2}|post)$/.test(check) || !Array.isArray(pair)) continue;
    const [best, tries] = pair;
    if (Number.isFinite(best) && best >= 0 && best <= 100 && whole(tries, 1e9)) made.c[check] = [rounded(best), Math.min(tries, 9999)];
  }
  if (typeof raw.d === "string" && /^\d{4}-\d\d-\d\d$/.test(raw.d)) made.d = raw.d;
  return made;
}

/** The further of two documents, part by part. */
function mergedDocuments(one, two) {
  const made = { v: 1, s: { ...one.s }, c: { ...one.c }, d: [one.d, two.d].filter(Boolean).sort()[0] ?? "" };
  for (const [module, bits] of Object.entries(two.s)) made.s[module] = (made.s[module] ?? 0) | bits;
  for (const [check, pair] of Object.entries(two.c)) made.c[check] = pair.map((value, at) => Math.max(value, made.c[check]?.[at] ?? 0));
  return made;
}

function parsed(text) { try { return JSON.parse(text); } catch { return null; } }

/** What an LMS keeps: our own part, which outlives "Clear everything", and the document. Always short enough. */
function packState(unit, own, documented) {
  const held = { mw: 1, u: unit.unit, o: [own.best, +own.passed, +own.completed, own.sent], ...documented };
  for (const [part, empty] of [["d", ""], ["s", {}], ["c", {}]]) {
    if (JSON.stringify(held).length < STATE_LIMIT) break;
    held[part] = empty; // the least missed first
  }
  return JSON.stringify(held);
}

/** The same read back. Null for anything that is not ours, of this unit and of this version. @param {string} [text] */
function unpackState(unit, text) {
  const held = parsed(text ?? "");
  if (held?.mw !== 1 || held.u !== unit.unit || !Array.isArray(held.o)) return null;
  const [best, passed, completed, sent] = held.o;
  return {
    own: { best: Number.isFinite(best) && best >= 0 && best <= 100 ? best : null, passed: passed === 1, completed: completed === 1, sent: /^[cp]{1,2}$/.test(sent) ? sent : "" },
    documented: tidyDocument(held),
  };
}

/** Counts the seconds in which somebody could see the page. */
function makeClock() {
  let sum = 0, since = null;
  return {
    run() { since ??= performance.now(); },
    pause() { if (since !== null) sum += performance.now() - since; since = null; },
    get seconds() { return Math.max(0, Math.round((sum + (since === null ? 0 : performance.now() - since)) / 10) / 100); },
  };
}

/** ISO 8601, as SCORM 2004 and xAPI write a duration. @param {number} seconds */
function isoDuration(seconds) {
  const part = (value, letter) => (value ? value + letter : "");
  return "PT" + ((part(Math.floor(seconds / 3600), "H") + part(Math.floor((seconds % 3600) / 60), "M") + part(rounded(seconds % 60), "S")) || "0S");
}

/** Do it again after a pause that grows with each failure, or as soon as there is a network again. @param {() => void} run */
function makeRetry(run) {
  let failures = 0, timer = 0;
  const go = () => { if (timer) { clearTimeout(timer); timer = 0; run(); } };
  addEventListener("online", go);
  return {
    later() { timer ||= setTimeout(go, 1000 * PAUSES[Math.min(failures++, PAUSES.length - 1)]); },
    heard() { failures = 0; },
    done() { failures = 0; clearTimeout(timer); timer = 0; },
  };
}

/** What a standard needs to know. Nothing in it ever goes down, apart from `documented`. @param {Unit} unit */
function makeFacts(unit) {
  const clock = makeClock();
  return {
    unit, clock, documented: tidyDocument(null), place: "", seen: 0,
    own: { best: /** @type {?number} */ (null), passed: false, completed: false, sent: "" },
    mark: unit.pass_mark ?? 0,
    locked: false, first: false,
    tried: false, // a whole try was finished while this page is open
    touched: false, // there is something to keep that the LMS did not give us
    get seconds() { return clock.seconds; },
    get finished() { return unit.check ? this.own.passed : this.own.completed; },
    get state() { return packState(unit, this.own, this.documented); },
    /** The score to tell, or null. Once passed, or once the LMS has a higher one, nothing lower is told. @param {number} floor */
    score(floor = 0) {
      const { best, passed } = this.own;
      return !unit.check || best === null || best < floor || (passed && best < this.mark) ? null : best;
    },
    /** Put together what is known. */
    learn() {
      const { own } = this, modules = Object.entries(unit.sections);
      const seen = (module, at) => ((this.documented.s[module] ?? 0) >> at) & 1;
      own.passed ||= Boolean(unit.check) && own.best !== null && own.best >= this.mark;
      own.completed ||= own.passed || (modules.length > 0 && modules.every(([module, count]) => seen(module, count - 1)));
      let found = 0, all = 0;
      for (const [module, count] of modules) for (let at = 0; at < count; at++, all++) found += seen(module, at);
      this.seen = own.completed ? 1 : Math.max(this.seen, all ? rounded(found / all) : 0);
    },
    /** Note which section was reached now, as "5.3". True when there is a new one. */
    reached(before) {
      let is = false;
      for (const [module, count] of Object.entries(unit.sections))
        for (let at = 0; at < count; at++)
          if (((this.documented.s[module] ?? 0) >> at) & ~((before.s[module] ?? 0) >> at) & 1) { this.place = `${module}.${at + 1}`; is = true; }
      return is;
    },
  };
}

/** Put a standard to work. `ready` is called once the page may show itself.
 * @param {Unit} unit @param {(facts: ReturnType<typeof makeFacts>) => Standard} make @param {() => void} ready */
function makeTracker(unit, make, ready) {
  const facts = makeFacts(unit), standard = make(facts), listeners = new Set();
  let held = "", cleared = false; // the page's document, and whether somebody cleared it before the LMS answered
  let phase = "opening", stored = "nothing"; // nothing, kept, waiting (asked and not confirmed), saving (the last of all)
  let said = "", theirs = null, searches = 0, calm = 0, savedAt = -Infinity, late = false;
  const guarded = run => { try { return run(); } catch { return false; } };
  const tell = () => { for (const run of [...listeners]) try { run(); } catch { /* a page that is gone */ } };
  const retry = makeRetry(() => (phase === "opening" ? start() : phase === "open" ? save("progress") : settle(guarded(() => standard.end(false)))));
  facts.heard = retry.heard;

  function start() {
    let found;
    try { found = standard.start(); } catch { found = { how: "refused" }; }
    if (found instanceof Promise) found.catch(() => ({ how: "refused" })).then(opened);
    else opened(found);
  }

  /** @param {Opened} found */
  function opened(found) {
    if (phase !== "opening") return;
    if (found.how === "none" && found.search && searches < 4) {
      setTimeout(start, [100, 200, 400, 800][searches++]); // frames load side by side, and ours may be first
      return;
    }
    if (found.how === "refused") {
      stored = "waiting";
      retry.later();
    } else {
      retry.done();
      phase = found.how;
      said = found.say ?? "";
      stored = "nothing";
      if (phase === "open") takeOver(found);
    }
    ready();
    tell();
  }

  /** What the LMS has kept, and what happened here meanwhile: the further of both. @param {Opened} found */
  function takeOver(found) {
    const kept = unpackState(unit, found.text), { own } = facts;
    facts.locked = Boolean(found.locked);
    facts.first = Boolean(found.first);
    facts.place ||= found.place ?? "";
    if (found.mark !== undefined) facts.mark = found.mark;
    theirs = found.theirs ?? null;
    facts.seen = Math.max(facts.seen, found.seen ?? 0);
    if (kept) {
      own.best = own.best === null ? kept.own.best : Math.max(own.best, kept.own.best ?? 0);
      own.sent = kept.own.sent;
    }
    own.passed ||= Boolean(unit.check) && Boolean(found.passed || kept?.own.passed);
    own.completed ||= Boolean(found.completed || kept?.own.completed);
    if (kept && !cleared) {
      facts.documented = mergedDocuments(facts.documented, kept.documented);
      held = JSON.stringify({ m: {}, a: [], ...parsed(held), ...facts.documented });
    }
    facts.learn();
    if (!facts.locked && (facts.first || facts.touched || found.owed)) save("progress");
    if (kept) document.dispatchEvent(new CustomEvent("mirrorwell:state"));
  }

  /** @param {"progress" | "result" | "suspend"} how */
  function save(how) {
    clearTimeout(calm);
    calm = 0;
    late ||= phase === "ended" && how !== "suspend";
    if (phase !== "open") return tell();
    savedAt = performance.now();
    settle(guarded(() => standard[how]()));
  }

  /** @param {boolean | Promise<boolean>} answer */
  function settle(answer) {
    if (answer instanceof Promise) {
      if (stored === "kept") stored = "nothing"; // not said before it is true
      answer.catch(() => false).then(settle);
    } else if (answer) {
      stored = "kept";
      retry.done();
      if (phase === "ended") standard.leave?.();
    } else {
      stored = "waiting";
      if (phase === "open" || standard.leave) retry.later(); // an API that was closed cannot be asked again
    }
    tell();
  }

  /** The end of the session, once. @param {boolean} leaving the page goes away and hears no answers */
  function end(leaving) {
    if (phase === "ended" && leaving && stored !== "kept") return void guarded(() => standard.end(true));
    if (phase !== "open" && !(phase === "opening" && leaving)) return;
    clearTimeout(calm);
    retry.done();
    phase = "ended";
    stored = "saving";
    settle(guarded(() => standard.end(leaving)));
  }

  const store = {
    /** Nothing where no LMS keeps it: then the page's own store takes its place. */
    get: () => (phase === "none" || phase === "over" ? null : held),
    set(text) {
      const before = facts.documented, state = facts.state;
      held = inWords(text);
      facts.documented = tidyDocument(parsed(held));
      if (!held) { cleared = true; facts.place = ""; }
      const section = facts.reached(before);
      facts.learn();
      if (facts.state === state) return;
      facts.touched = true;
      if (section || !held) save("progress");
      else calm ||= setTimeout(save, Math.max(0, savedAt + CALM * 1000 - performance.now()), "progress");
      tell();
    },
  };

  /** Only a whole try of the check of this unit counts, and of it only the score. @param {any} detail */
  function result(detail) {
    if (detail?.kind !== "check" || !unit.activity || detail.activity !== unit.activity) return;
    const score = (100 * detail.score) / (detail.max ?? 100);
    if (typeof detail.score !== "number" || !Number.isFinite(score)) return;
    facts.own.best = Math.max(facts.own.best ?? 0, rounded(Math.min(100, Math.max(0, score))));
    facts.tried = facts.touched = true;
    facts.learn();
    save("result");
  }

  const hide = () => { facts.clock.pause(); save("suspend"); };
  const show = () => { if (document.visibilityState === "visible") facts.clock.run(); };
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? hide() : show()));
  addEventListener("pagehide", event => {
    if (event.persisted) return hide(); // the page may come back as it is, and the session with it
    facts.clock.pause();
    end(true);
  });
  addEventListener("pageshow", show);
  document.addEventListener("mirrorwell:pause", event => (event.detail?.on ? facts.clock.pause() : show())); // no time is counted while somebody rests
  document.addEventListener("mirrorwell:result", event => result(event.detail));
  setTimeout(() => {
    if (phase === "opening") stored = "waiting";
    ready();
    tell();
  }, SLOW * 1000);
  show();
  start();

  return {
    store, result,
    record: () => ({ standard: standard.name, entries: standard.record(), theirs, whole: unit.whole, mark: facts.mark, locked: facts.locked, phase }),
    line: () => lineOf({ phase, stored, said, late, locked: facts.locked, whole: unit.whole, again: Boolean(standard.leave), best: facts.own.best }),
    phase: () => phase,
    /** Hear of every change. Returns what ends it. @param {() => void} run */
    follow(run) { listeners.add(run); return () => { listeners.delete(run); }; },
    end: () => end(false),
  };
}

/** Begin with a standard, in a page of a package. @param {(facts: any) => Standard} make */
function begin(make) {
  const unit = parsed(document.getElementById("mw-package")?.textContent ?? "");
  let ready = () => {};
  globalThis[Symbol.for("mirrorwell.ready")] = new Promise(done => { ready = done; });
  if (!unit) return ready();
  const tracker = makeTracker({ check: null, activity: null, sections: {}, ...unit }, make, ready);
  globalThis[Symbol.for("mirrorwell.host-store")] = tracker.store;
  globalThis[Symbol.for("mirrorwell.tracker")] = tracker;
  notice(tracker);
}
