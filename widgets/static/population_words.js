// Sentences come from Python with names in braces; here are the values that stand for them.

const SURVEY = { people: "students", high_people: "students with four or more", low_people: "students with none" };
const MADE_UP = { people: "made-up people", high_people: "people in the high group", low_people: "everybody else" };
const AT = { "1+": "one or more", "2+": "two or more", "4+": "four or more" };

/** @param {string} sentence @param {Record<string, any>} values */
function filled(sentence, values) { return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]); }

/** @param {number} value */
function count(value) { return value.toLocaleString("en-US"); }

/** A label inside a sentence: only its first letter changes. @param {string} label */
function inside(label) { return label[0].toLowerCase() + label.slice(1); }

/** A share with its interval. */
function printed({ value, low, high }) { return `${value.toFixed(1)}% (${low.toFixed(1)} to ${high.toFixed(1)})`; }

/** @param {Band[]} bands @param {Outcomes} rule @param {number[]} ends the two shares that are compared, in percent */
function valuesOf(bands, rule, [high, low]) {
  const hundred = (part, whole) => Math.round((100 * part) / whole), hits = Math.round((rule.above * rule.has) / EVERYBODY), odds = [oddsOf(high), oddsOf(low)];
  return {
    ...rule, bands: bands.length, pairs: Math.round(pairsOf(bands)),
    found: hundred(rule.hits, rule.has), spared: hundred(rule.alone, rule.not), rightly: hundred(rule.hits, rule.above), left: hundred(rule.alone, rule.below),
    lot_hits: hits, lot_alarms: rule.above - hits, lot_misses: rule.has - hits,
    high: high.toFixed(1), low: low.toFixed(1), high_without: (100 - high).toFixed(1), low_without: (100 - low).toFixed(1), ratio: (high / low).toFixed(1),
    high_odds: odds[0].toPrecision(4), low_odds: odds[1].toPrecision(4), odds_ratio: (odds[0] / odds[1]).toFixed(1),
  };
}
