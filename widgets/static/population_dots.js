// 1,000 dots in bands by count. People stay where they are; the cut moves, and what the rule calls them changes.

/** One mark around a point. Solid has the outcome, hollow has not; round where the rule fits, with corners where not.
 * @type {Record<string, (x: number, y: number, r: number) => string>} */
const MARKS = {
  hit: roundMark,
  alarm: (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  miss: (x, y, r) => `M${x} ${y - r * 1.25}l${r * 1.25} ${r * 1.25}l${-r * 1.25} ${r * 1.25}l${-r * 1.25} ${-r * 1.25}z`,
  alone: roundMark,
};

function roundMark(x, y, r) { return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`; }

/** A mark alone, for the table. @param {string} kind */
function markIcon(kind) {
  return s("svg", { class: "pp-key", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, s("path", { class: `pp-${kind}`, d: MARKS[kind](0, 0, 5) }));
}

/** Columns of dots are filled from the left, first those with the outcome: the width they take is their share.
 * One path for each kind of mark keeps 1,000 dots to eight elements.
 * @param {Band} band @param {string[]} kinds with the outcome, without @param {number} top @param {number} step @param {number} columns */
function bandDots(band, kinds, top, step, columns) {
  const rows = Math.ceil(band.size / columns), drawn = ["", ""];
  for (let at = 0; at < band.size; at += 1) {
    const without = at < band.has ? 0 : 1;
    const x = Math.round((Math.floor(at / rows) + 0.5) * step * 10) / 10, y = Math.round((top + ((at % rows) + 0.5) * step) * 10) / 10;
    drawn[without] += MARKS[kinds[without]](x, y, Math.round(step * 3.3) / 10);
  }
  return { height: rows * step, paths: drawn.map((d, at) => s("path", { class: `pp-${kinds[at]}`, d })) };
}

/** @param {Band[]} bands @param {number} above bands at or above the cut @param {number} width in px @param {{label: string, bands: string[]}} words */
function dotsPicture(bands, above, width, words) {
  const narrow = width < 520, columns = narrow ? 25 : 50, step = width / columns, parts = [];
  let y = 0;
  const say = (text, className, at) => parts.push(s("text", { x: 0, y: at, class: className }, text));
  bands.forEach((band, at) => {
    if (at === above) {
      say("At or above: called “at risk”", "pp-side", y + 21);
      parts.push(s("path", { class: "pp-cut", d: `M0 ${y + 31}H${width}` }));
      say("Below: not called", "pp-side", y + 52);
      y += 70;
    }
    say(`${words.bands[at]}: ${band.has} of ${band.size} report it`, "pp-band", y + 17);
    const { height, paths } = bandDots(band, at < above ? ["hit", "alarm"] : ["miss", "alone"], y + 26, step, columns);
    parts.push(...paths);
    y += height + 32;
  });
  return s("svg", { class: `pp-pic${narrow ? " narrow" : ""}`, role: "img", "aria-label": words.label, width, height: y, viewBox: `0 0 ${width} ${y}` }, ...parts);
}
