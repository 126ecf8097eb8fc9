// What a knowledge check knows: one try with its shuffled options, and what the page remembers between tries.

/** A small seeded generator (mulberry32). @param {number} seed */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @template T @param {T[]} items @param {() => number} random @returns {T[]} */
function shuffled(items, random) {
  const made = [...items];
  for (let last = made.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [made[last], made[other]] = [made[other], made[last]];
  }
  return made;
}

/** What a page remembers of a check: best score and number of tries, never an answer. @param {string} name */
function memoryOf(name) {
  if (!document.documentElement.hasAttribute("data-mw-page")) return { kind: "none", read: () => null, write() {}, forget() {} };
  const key = `mirrorwell:${name}`;
  const memory = {
    kind: "browser",
    read() {
      try {
        const held = JSON.parse(localStorage.getItem(key) ?? "null");
        return Number.isFinite(held?.best) && Number.isInteger(held?.tries) ? held : null;
      } catch { return null; }
    },
    /** @param {{best: number, tries: number}} held */
    write(held) { try { localStorage.setItem(key, JSON.stringify(held)); } catch { memory.kind = "blocked"; } },
    forget() { try { localStorage.removeItem(key); } catch { memory.kind = "blocked"; } },
  };
  try {
    localStorage.setItem("mirrorwell:probe", "1");
    localStorage.removeItem("mirrorwell:probe");
  } catch { memory.kind = "blocked"; }
  return memory;
}

const REMEMBERS = {
  none: "Your answers stay in this widget and are saved nowhere. Your best try lasts as long as this notebook runs.",
  browser: "This browser remembers your best try and the number of tries. It never remembers your answers.",
  blocked: "This browser does not let the page remember anything, so your best try is gone when you close the page. Everything else works.",
};

/** One try: shuffled options and, for each question, what was chosen, tried and read.
 * @param {any[]} questions @param {() => number} random */
function newTry(questions, random) {
  return questions.map(question => ({
    ...question, options: shuffled(question.options, random), chosen: -1, first: -1, tried: new Set(), readAll: false,
  }));
}

/** @param {{first: number, options: {best: boolean}[]}} item */
const rightAtFirst = item => item.first >= 0 && item.options[item.first].best;
