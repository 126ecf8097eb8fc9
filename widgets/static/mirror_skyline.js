// The profile picture: values stand above the waterline as far as they are practiced with the people we serve; below it
// hang three strips, our own house. Rippled sand shows where an even reflection would reach. Narrow, the line stands upright.

/** Of one value at four levels: 0 to 4, null when it was left open, undefined when nothing was said.
 * @typedef {(number|null|undefined)[]} Marks
 * @typedef {{name: string, marks: Marks, then?: Marks}} Column `then`, an earlier moment, puts a line across each block */

const STUB = 13, INSET = 20, MOST_ACROSS = 16;
const isMark = mark => typeof mark === "number";

/** Break a name into at most three lines; a word longer than a line is cut. The table has the whole name.
 * @param {string} text @param {number} most characters in a line */
function nameLines(text, most) {
  const made = [""];
  for (const word of text.match(new RegExp(`\\S{1,${most}}`, "gu")) ?? []) {
    const longer = `${made.at(-1)} ${word}`.trim();
    if (longer.length <= most) made[made.length - 1] = longer;
    else made.push(word);
  }
  return made.slice(0, 3);
}

/** Blocks of one value. `block` draws between two distances from the line; negative ones lie on the side of the people we serve.
 * @param {Column} column @param {number} at where it begins along the line @param {number} thick @param {number} unit
 * @param {(look: string, at: number, thick: number, from: number, to: number) => SVGElement} block */
function valueBlocks({ marks, then = [] }, at, thick, unit, block) {
  const strip = (thick - 4) / 3, ripples = [], frame = [];
  const place = level => (level ? [at + (level - 1) * (strip + 2), strip] : [at, thick]);
  const reach = mark => Math.max(4, mark * unit);
  if (isMark(marks[0])) {
    for (let from = 4, end = reach(marks[0]); from < end; from += 10) ripples.push(block("m-echo", at, thick, from, Math.min(from + 6, end)));
    frame.push(block("m-ghost", at - 3, thick + 6, 2, reach(marks[0]) + 4));
  }
  const blocks = marks.map((mark, level) => {
    const end = isMark(mark) ? reach(mark) : STUB, look = isMark(mark) ? (level ? `mf-${level}` : "m-sun") : "m-wait mp-stub";
    return block(look, ...place(level), level ? 1 : -end - 1, level ? end + 1 : -1);
  });
  const lines = then.map((mark, level) => {
    const [from, wide] = place(level), end = reach(mark) * (level ? 1 : -1);
    return isMark(mark) && block("mp-then", from - 2, wide + 4, end - 1.5, end + 1.5);
  });
  return [...ripples, ...blocks, ...frame, ...lines];
}

/** @param {Column[]} columns @param {any} t sentences @param {number} room width in pixels */
function acrossPicture(columns, t, room) {
  const width = Math.min(room, columns.length * 150 + 100), each = (width - 2 * INSET) / columns.length;
  const unit = 30, line = 150, low = 2 * line, thick = Math.min(each * 0.62, 110), two = columns.length > 6;
  const block = (look, x, wide, from, to) => s("rect", { class: look, x, y: line + from, width: wide, height: to - from });
  return [width, low + (two ? 110 : 64), block("m-sky", 0, width, -line, 0), block("m-water", 0, width, 0, line),
    s("path", { class: "m-rule", d: [1, 2, 3, 4].map(n => `M0 ${line - n * unit}H${width}M0 ${line + n * unit}H${width}`).join("") }),
    s("text", { class: "mp-side", x: 10, y: 20 }, t.above), s("text", { class: "mp-side", x: 10, y: low - 9 }, t.below),
    ...columns.flatMap((column, i) => {
      const x = INSET + (i + 0.5) * each, drop = two && i % 2 ? 46 : 0;
      return [...valueBlocks(column, x - thick / 2, thick, unit, block), drop && s("path", { class: "m-rule", d: `M${x} ${low + 6}v48` }),
        ...nameLines(column.name, 14).map((text, k) => s("text", { class: "mp-name", x, y: low + 24 + drop + k * 17, "text-anchor": "middle" }, text))];
    }),
    s("path", { class: "m-line", d: `M0 ${line}H${width}` })];
}

/** The same, turned: people we serve to the left of the line, our own house to the right. */
function turnedPicture(columns, t, room) {
  const width = Math.min(room, 560), high = 70, middle = width / 2;
  const block = (look, y, tall, from, to) => s("rect", { class: look, x: middle + from, y, width: to - from, height: tall });
  return [width, columns.length * high, ...columns.flatMap((column, i) => {
    const top = i * high + 24;
    return [s("text", { class: "mp-name mp-strong", y: top - 8 }, nameLines(column.name, 26)[0]),
      block("m-sky", top, 42, -middle, 0), block("m-water", top, 42, 0, middle),
      ...valueBlocks(column, top + 4, 34, (middle - 8) / 4, block), s("path", { class: "m-line", d: `M${middle} ${top}v42` })];
  })];
}

/** @param {Column[]} columns @param {any} t sentences @param {string} label for those who do not see it @param {number} room width in pixels @param {boolean} narrow */
function skyline(columns, t, label, room, narrow) {
  const [width, height, ...parts] = (narrow || columns.length > MOST_ACROSS ? turnedPicture : acrossPicture)(columns, t, room);
  const made = picture(width, height, label, ...parts);
  made.setAttribute("width", width);
  return made;
}

/** What each mark of the picture means; the last two only where they occur. @param {Column[]} columns @param {string[]} texts */
function skylineKey(columns, texts) {
  const shown = [1, 1, 1, 1, 1, columns.some(({ marks }) => gapOf(marks) < 0), columns.some(({ then }) => then)];
  return h("ul", { className: "mp-key", aria: { label: "Key" } }, ...texts.map((text, sign) => shown[sign] && h("li", { data: { sign } }, text)));
}
