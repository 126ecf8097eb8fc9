// From shares to whole people, and what a rule does with them. Pure: no page, no words.

const EVERYBODY = 1000;

/** People with one count: how many, and how many of them have the outcome. From high to low counts.
 * @typedef {{size: number, has: number}} Band
 * @typedef {{hits: number, alarms: number, misses: number, alone: number, above: number, below: number, has: number, not: number}} Outcomes */

/** @param {number[]} values */
function sumOf(values) { return values.reduce((sum, value) => sum + value, 0); }

/** Printed shares rarely add up to 100: scale them, round down, and give who is left to the largest remainders.
 * @param {number[]} sizes percent of people @param {number[]} shares percent of these with the outcome @returns {Band[]} */
function bandsOf(sizes, shares) {
  const total = sumOf(sizes), exact = sizes.map(size => (size / total) * EVERYBODY), whole = exact.map(Math.floor);
  const byRemainder = exact.map((_, at) => at).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  for (const at of byRemainder.slice(0, EVERYBODY - sumOf(whole))) whole[at] += 1;
  return whole.map((size, at) => ({ size, has: Math.round((size * shares[at]) / 100) }));
}

/** @param {Band[]} bands @param {number} above how many bands lie at or above the cut @returns {Outcomes} */
function ruleOf(bands, above) {
  const flagged = bands.slice(0, above), rest = bands.slice(above);
  const [hits, misses] = [flagged, rest].map(part => sumOf(part.map(band => band.has)));
  const [over, below] = [flagged, rest].map(part => sumOf(part.map(band => band.size)));
  return { hits, alarms: over - hits, misses, alone: below - misses, above: over, below, has: hits + misses, not: EVERYBODY - hits - misses };
}

/** Of 100 pairs, one with the outcome and one without: how often has the first the higher count? Ties are halves.
 * The same as 100 times the area under the curve. @param {Band[]} bands */
function pairsOf(bands) {
  const not = bands.map(band => band.size - band.has);
  const won = bands.map((band, at) => band.has * (sumOf(not.slice(at + 1)) + not[at] / 2));
  return (100 * sumOf(won)) / (sumOf(bands.map(band => band.has)) * sumOf(not));
}

/** Odds of a share. @param {number} percent */
function oddsOf(percent) { return percent / (100 - percent); }
