// Two moments: a copy that the learner keeps as a file, and what moved between that copy and now.

const COPY = /** @type {const} */ (["practice profile", 1]); // kind of file and version of its format

/** @param {Row[]} rows @param {string} moment @param {boolean} dated */
function copyContent(rows, moment, dated) {
  return { moment, ...(dated && { date: today() }), values: rows.map(({ id, name, marks }) => ({ id, name, marks: marks.map(mark => mark ?? null) })) };
}

/** What a file says of the values in the picture, or one sentence on why it does not open.
 * @param {string} text @param {Row[]} rows @returns {{problem?: string, when?: string, marks?: Map<string, Marks>}} */
function readCopy(text, rows, t) {
  const { content, problem } = unseal(text, ...COPY);
  if (problem) return { problem };
  const fits = each => /^\[((null|[0-4]),){3}(null|[0-4])]$/.test(JSON.stringify(each?.marks));
  if (!Array.isArray(content?.values) || !content.values.every(fits)) return { problem: t.not_points };
  const marks = new Map(content.values.map(each => [each.id, each.marks]));
  if (!rows.some(row => marks.has(row.id))) return { problem: t.strange };
  return { marks, when: [t.moments.find((each, at) => at && each === content.moment), isDay(content.date) && content.date].filter(Boolean).join(", ") || t.earlier };
}

/** What moved for one value, in words. @param {Marks} then @param {Marks} now */
function moved(then, now, t) {
  const by = now.map((mark, level) => (isMark(mark) && isMark(then[level]) ? mark - then[level] : null));
  const moves = listed(by.flatMap((step, level) => (step ? [fill(step > 0 ? t.up : t.down, { at: t.at[level], steps: t.steps[Math.abs(step) - 1] })] : [])));
  const at = levelsAt(t, by, null);
  return { nearer: by.some(step => step > 0), text: (moves ? fill(t.moved, { moves }) : by.includes(0) ? t.same : at && ":") + (at && fill(t.apart, { at })) };
}

/** Keeping a copy and opening one. `changed` runs when the picture has to be drawn again.
 * @param {{t: any, rows: () => Row[], say: (text: string) => void, changed: () => void}} given */
function thenAndNow({ t, rows, say, changed }) {
  let earlier = null;
  const node = div("stack"), head = h("h4", { tabIndex: -1 }, t.then);
  const [label, moment] = chooser(t.moment, t.moments), dated = h("input", { type: "checkbox" });
  const keep = keepPart({ what: t.copy, name: t.copy_name, ending: "json", say,
    empty: () => (rows().some(({ marks }) => marks.some(isMark)) ? "" : t.no_points),
    make: () => seal(...COPY, copyContent(rows(), moment.value, dated.checked)) });
  keep.form.firstChild.after(div("field", label, moment), h("label", { className: "mp-tick" }, dated, t.dated));
  const open = fileButton({ label: t.compare, accept: ".json", refuse: say, read: text => {
    const found = readCopy(text, rows(), t);
    if (found.problem) return say(found.problem);
    turnTo(found, t.opened);
    head.focus();
  } });

  function turnTo(found, sentence) {
    earlier = found;
    refresh();
    changed();
    say(sentence);
  }
  /** The rows, with the marks of then where there are any. @param {Row[]} some @returns {Row[]} */
  function mark(some) { return earlier ? some.map(row => ({ ...row, then: earlier.marks.get(row.id) })) : some; }

  /** Write the comparison anew, for rows that may have changed. What moved nearer comes first. */
  function refresh() {
    const both = mark(rows()).filter(row => row.then).map(row => ({ ...row, ...moved(row.then, row.marks, t) })), n = both.length;
    node.hidden = !n;
    node.replaceChildren();
    if (!n) return;
    node.append(head, para("", t.when, h("bdi", {}, earlier.when), t.nearer),
      n < Math.max(rows().length, earlier.marks.size) ? para("small", fill(t.both, { n })) : "",
      h("ul", { className: "mp-moved" }, ...[...both].sort((a, b) => b.nearer - a.nearer).map(({ name, text }) => h("li", {}, h("b", {}, name), text))),
      h("div", { className: "scroll", tabIndex: 0, role: "group", aria: { label: t.then_table } },
        tableOfRows(t.then_table, [t.value, ...t.levels], both.map(({ name, then, marks }) => [name, ...marks.map((now, level) => fill(t.then_now, { then: then[level] ?? t.cell_open, now: now ?? t.cell_open }))]))),
      button("quiet", t.put_away, () => { turnTo(null, t.away); open.firstChild.focus(); }));
  }

  return { keep, open, node, mark, refresh,
    clear() {
      earlier = null;
      keep.fold();
      keep.form.reset();
      refresh();
    } };
}
