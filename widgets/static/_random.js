// Order that can be repeated: a seed gives the same shuffle in every browser.

/** A small seeded generator (mulberry32). @param {number} seed @returns {() => number} */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed that is short enough to read out and to type. */
function newSeed() { return crypto.getRandomValues(new Uint32Array(1))[0] % 1000000; }

/** @template T @param {T[]} items @param {() => number} random @returns {T[]} */
function shuffled(items, random) {
  const made = [...items];
  for (let last = made.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [made[last], made[other]] = [made[other], made[last]];
  }
  return made;
}
