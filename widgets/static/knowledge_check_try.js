// What a knowledge check knows, without a page: the kinds of questions, one try, and the draw of a post-test.

/** A question in a try. `now` is the answer as it stands: chosen options, the right side chosen for each left one,
 * steps in their present order, or what is typed. `checked` is the last answer that was checked, `keys` are all of
 * them, `tried` the options in them; `first` says whether the first one fitted wholly.
 * @typedef {{id: string, kind: string, from: ?number, stem: string, source: string, now: any, checked: any,
 *   first: ?boolean, tried: Set<number>, keys: Set<string>, readAll: boolean, sure: number}} Item */

/** The number that is typed, or NaN. A comma is a decimal point, unless it can only part thousands.
 * @param {any} item */
function numberOf({ now, number }) {
  const parted = number.answer >= 1000 ? /[\s%]|[.,](?=\d{3})/g : /[\s%]/g;
  const text = now.replace(parted, "").replace(",", ".");
  return /^[-+\d.]+$/.test(text) ? Number(text) : NaN;
}

const chosenOptions = {
  begin: ({ options }, random) => ({ options: shuffled(options, random), now: [] }),
  given: item => item.now.length,
  parts: item => item.options.map((option, at) => option.best === item.now.includes(at)),
};

/** Each kind of question: `begin` mixes it for a try, `given` tells whether there is an answer, `parts` which parts of
 * that answer fit. */
const KINDS = {
  single: chosenOptions,
  several: chosenOptions,
  match: {
    begin(question, random) {
      const pairs = shuffled(question.pairs, random);
      return { pairs, rights: shuffled(pairs.map(pair => pair.right), random), now: pairs.map(() => -1) };
    },
    given: item => !item.now.includes(-1),
    parts: item => item.pairs.map((pair, at) => item.rights[item.now[at]] === pair.right),
  },
  order: {
    begin({ steps }, random) {
      const now = shuffled([...steps.keys()], random);
      if (now.every((step, at) => step === at)) now.push(now.shift());
      return { now, moved: false };
    },
    given: item => item.moved,
    parts: item => item.now.map((step, at) => step === at),
  },
  number: {
    begin: () => ({ now: "" }),
    given: item => !isNaN(numberOf(item)),
    // A hair more than the tolerance: 18.6 - 18.5 is not 0.1 in a computer.
    parts: item => [Math.abs(numberOf(item) - item.number.printed) <= item.number.tolerance + 1e-9],
  },
};

/** Which parts of the answer fit. @param {Item} item @returns {boolean[]} */
const partsOf = item => KINDS[item.kind].parts(item);

/** @param {Item} item */
const fitsWhole = item => partsOf(item).every(Boolean);

/** Is the answer that stands there one that was checked? @param {Item} item */
const isSettled = item => item.keys.has(String(item.now));

/** Check the answer that stands there. Only the first one counts. @param {Item} item */
function checkAnswer(item) {
  item.checked = item.now.slice();
  item.keys.add(String(item.now));
  if (item.first === null) item.first = fitsWhole(item);
  if (item.options) item.now.forEach(at => item.tried.add(at));
}

/** Questions of a post-test: one of each module as far as they go, then any. */
function drawn(questions, count, random) {
  const seen = new Set(), first = [], rest = [];
  for (const question of shuffled(questions, random)) {
    (seen.has(question.from) ? rest : first).push(question);
    seen.add(question.from);
  }
  return shuffled([...first, ...rest].slice(0, count), random);
}

/** One try. The same seed gives the same questions in the same order.
 * @param {any[]} questions @param {number} seed @param {number} count how many are drawn; 0 asks all in their order @returns {Item[]} */
function newTry(questions, seed, count) {
  const random = randomFrom(seed);
  return (count ? drawn(questions, count, random) : questions).map(question => ({
    ...question, ...KINDS[question.kind].begin(question, random),
    checked: "", first: null, tried: new Set(), keys: new Set(), readAll: false, sure: -1,
  }));
}
