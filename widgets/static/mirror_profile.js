// What is read from the marks: what holds, where the reflection thins, one step. Never a total, an order or a type.
// `t` holds the sentences of the page, from mirror_words.py.

/** @typedef {{id: string, name: string, source: string, levels: [string, string][], gap_note: string, step: string}} Value
 * @typedef {Value & {marks: Marks, then?: Marks}} Row */

const box = tag => (className, ...parts) => h(tag, { className }, ...parts);
const para = box("p"), div = box("div");
const button = (look, text, click) => h("button", { type: "button", className: `btn ${look}`, on: { click } }, text);

const namesOf = rows => listed(rows.map(row => row.name));
/** A few of them in words, the rest by number. */
const someOf = (texts, t) => (texts.length > 5 ? [...texts.slice(0, 4), fill(t.more, { n: texts.length - 4 })] : texts).join("; ");
/** The levels that have this mark, in words. */
const levelsAt = (t, marks, mark) => listed(t.at.filter((_, level) => marks[level] === mark));
/** The values that have this mark anywhere, each with its levels. */
const rowsAt = (t, rows, mark) => rows.filter(({ marks }) => marks.includes(mark)).map(({ name, marks }) => (marks.every(each => each === mark) ? name : `${name} ${levelsAt(t, marks, mark)}`));

/** Highest less lowest, or -1 while one of the four is open. @param {Marks} marks */
function gapOf(marks) { return marks.every(isMark) ? Math.max(...marks) - Math.min(...marks) : -1; }

/** Values that stand high at all four levels. @param {Row[]} rows */
const highRows = rows => rows.filter(({ marks }) => marks.every(mark => mark > 2));

/** The widest gap, and the values that have it. @param {Row[]} rows */
function widestGap(rows) {
  const gap = Math.max(...rows.map(({ marks }) => gapOf(marks)));
  return { gap, widest: rows.filter(({ marks }) => gapOf(marks) === gap) };
}

/** Strengths first: what is high all through, else what is even, else the highest level of a value that is not among
 * the widest gaps. Nothing is made up. @param {Row[]} rows @returns {[string, string]} what it is about, and the rest */
function whatHolds(rows, t) {
  const high = highRows(rows), { gap, widest } = widestGap(rows);
  const even = rows.filter(({ marks }) => [0, 1].includes(gapOf(marks)) && Math.min(...marks) > 1);
  if (high.length) return [namesOf(high), t.high];
  if (even.length) return [namesOf(even), t.even];
  const other = rows.filter(row => gap < 2 || !widest.includes(row)), some = other.some(({ marks }) => marks.some(mark => mark > 0)) ? other : rows;
  const top = Math.max(...some.flatMap(({ marks }) => marks.filter(isMark)));
  return top > 0 ? [rowsAt(t, some, top).slice(0, 2).join("; "), top > 2 ? t.top : t.some] : ["", top ? t.nothing : t.flat];
}

/** Where it is highest and lowest, and which way that runs. @param {Marks} marks */
function gapSentences(marks, t) {
  const most = Math.max(...marks), least = Math.min(...marks), gap = most - least;
  const given = { high: levelsAt(t, marks, most), low: levelsAt(t, marks, least), most, least, gap, word: t.gaps[gap] };
  return fill(t.gap, given) + (marks.every((mark, at) => !at || mark <= marks[at - 1]) ? t.thins : marks[0] === least && !marks.includes(least, 1) ? t.turns : t.inside);
}

/** What is open, without reproach. @param {Row[]} rows @param {number} n values that were not opened */
function openSentences(rows, n, t) {
  const [left, waiting] = [null, undefined].map(mark => someOf(rowsAt(t, rows, mark), t));
  return (left && fill(t.left, { left })) + (waiting && fill(t.waiting, { waiting })) + (left || waiting ? t.rule : "") + (n ? fill(t.unseen, { n }) : "");
}

/** The sentence that stands for the picture. @param {Row[]} rows */
function pictureSentence(rows, t) {
  const { gap, widest } = widestGap(rows), high = namesOf(highRows(rows));
  return fill(t.picture, { n: rows.length }) + (high && fill(t.picture_high, { high })) + (gap > 1 ? fill(t.picture_gap, { gap, names: namesOf(widest) }) : "");
}

/** @param {Row[]} rows */
function profileTable(rows, t) {
  return tableOfRows(t.table, [t.value, ...t.levels, t.gap_head], rows.map(({ name, marks }) => {
    const gap = gapOf(marks);
    return [name, ...marks.map(mark => mark ?? (mark === null ? t.cell_open : t.cell_waiting)), gap < 0 ? t.cell_gap : `${gap}, ${t.gaps[gap]}`];
  }));
}

/** Three notes: what holds, the widest gap, one step. Several values can share a gap: each can be opened. @param {Row[]} rows */
function profileNotes(rows, t) {
  const { gap, widest } = widestGap(rows), named = gap > 1, [who, holds] = whatHolds(rows, t);
  const note = (look, title, ...parts) => div(`note ${look}`, h("h4", {}, title), ...parts);
  const each = (some, make) => (some.length < 2 ? make(some[0]) : some.map((row, i) => h("details", { open: !i }, h("summary", {}, row.name), ...make(row))));
  const found = named ? each(widest, row => [para("", h("b", {}, row.name), gapSentences(row.marks, t)), para("", row.gap_note), para("small", fill(t.source, row))])
    : [para("", gap < 0 ? t.no_gap : t.alike + (widest.every(({ marks }) => marks[0] > 2) ? "" : t.low))];
  return [note("fit", t.holds, para("", h("b", {}, who), holds)),
    note("", t.gap_titles[named ? gap : 0], named && widest.length > 1 && para("", fill(t.shared, { n: widest.length })), ...found, para("small", t.cuts)),
    note("", t.step, ...each(named ? widest : rows, row => [para("", row.step)]), para("", h("b", {}, t.risk)), para("small", t.carry))];
}

/** The page with the picture and what it says.
 * @param {{t: any, total: number, rows: () => Row[], back: () => void, onward: () => void, clear: () => void}} given
 *   `onward` leads to what is not answered yet, `back` to the statements when all are */
function profilePage({ t, total, rows: read, back, onward, clear }) {
  /** @type {Row[]} */
  let rows = [], room = 0;
  const [status, say] = statusLine(), fresh = () => profileTable(rows, t);
  const then = thenAndNow({ t, rows: () => rows, say, changed: draw }), table = tableToggle(t.table_name, fresh);
  const head = h("h3", { tabIndex: -1 }, t.title), intro = para(""), open = para("small"), turned = para("small mp-turned", t.turned);
  const key = div(""), place = div(""), says = div("mp-says"), more = button("", t.resume, onward), again = button("quiet", t.back, back);
  const figure = div("card stack", key, turned, place, table.place,
    div("tools", table.button, then.keep.button, then.open), then.keep.form, status, para("saved", icon("lock"), h("span", {}, t.kept)));
  const node = div("stack", head, intro, figure, says, open, then.node, div("tools", more, again, button("plain", t.clear, clear)));

  /** The width of the widget, never of the window, decides how the picture is drawn: its style shows one line more where it is narrow. */
  function draw() {
    room = place.clientWidth;
    if (!rows.length || !room) return;
    const columns = then.mark(rows);
    place.replaceChildren(skyline(columns, t, pictureSentence(rows, t), room, turned.offsetHeight > 0));
    key.replaceChildren(skylineKey(columns, t.key));
  }
  const observer = new ResizeObserver(() => place.clientWidth !== room && draw());
  observer.observe(place);

  return { node, head, end: () => observer.disconnect(),
    /** @param {boolean} whole has every level been answered or left open? */
    show(whole) {
      say("");
      rows = read();
      const n = rows.length;
      intro.textContent = fill(n > 1 ? t.many : n ? t.one : t.empty, { n });
      figure.hidden = says.hidden = !n;
      more.hidden = whole;
      again.hidden = !whole;
      open.textContent = openSentences(rows, total - n, t);
      says.replaceChildren(...(n ? profileNotes(rows, t) : []));
      table.place.replaceChildren(fresh()); // filled while closed too: paper shows it
      then.refresh();
      node.hidden = false;
      draw();
    },
    clear() {
      rows = [];
      then.clear();
      table.show(false);
      for (const part of [place, key, says, open, table.place]) part.replaceChildren();
      node.hidden = true;
    } };
}
