// "Can these two be told apart?": two rows, their difference and its interval, or the reason why not.

/** @returns {{refused?: string, verdict?: string, why?: string, weak?: string, gap?: number, low?: number, high?: number, ratio?: boolean, said?: string}} */
function compare(view, a, b) {
  const refused = refusal(view, a, b);
  if (refused) return { refused };
  const ratio = view.measure.unit === "ratio", scale = ratio ? Math.log2 : value => value;
  // Printed intervals are lopsided near 0 and 100, so each side is put together from the sides that bound it.
  const down = row => scale(row.value) - scale(row.low), up = row => scale(row.high) - scale(row.value);
  const gap = scale(b.value) - scale(a.value);
  const [low, high] = [gap - Math.hypot(down(b), up(a)), gap + Math.hypot(up(b), down(a))], apart = low > 0 || high < 0;
  const back = value => (ratio ? (2 ** value).toFixed(2) : signed(value));
  const said = ratio ? back(gap) : signed(gap);
  const why = ratio
    ? `${nameOf(b)} is ${back(gap)} times ${nameOf(a)}, likely between ${back(low)} and ${back(high)} times.`
    : `${nameOf(b)} minus ${nameOf(a)}: ${signed(gap)} points, likely between ${signed(low)} and ${signed(high)}.`;
  const zero = ratio ? "One (equally common)" : "Zero";
  return {
    gap, low, high, ratio, said, weak: weakWords([a, b]),
    verdict: apart ? "Yes, these figures can be told apart." : "No. These figures do not tell them apart.",
    why: `${why} ${zero} lies ${apart ? "outside that range. It says nothing about why." : "inside that range, so the difference may be chance. That is not proof that they are the same."}`,
  };
}

function nameOf(row) { return row.panel ? `${row.name} (${small(row.panel)})` : row.name; }

/** Which of the two figures are weak, in words. */
function weakWords(rows) {
  const names = rows.filter(row => row.weak).map(nameOf);
  if (!names.length) return "";
  return names.length > 1 ? `The figures for ${listed(names)} are weak: treat them as ranges, not points.`
    : `The figure for ${names[0]} is weak: treat it as a range, not a point.`;
}

/** Groups of race or identity are set against each other only by the choice of the reader. */
function picksNone(view) { return ["race", "identity"].includes(view.grouping.equity); }

function refusal(view, a, b) {
  if (!a || !b) return "Choose a first and a second row above.";
  const other = a.other ?? b.other;
  if (a.other && b.other ? a.other !== b.other : other)
    return `${nameOf(a.other ? b : a)} and ${nameOf(a.other ? a : b)} come from different instruments. Each asks other people other questions, so a difference would measure the surveys, not the people.`;
  if (other) return "Both rows come from another instrument. Choose that instrument above to compare them.";
  if (a === b) return "Pick two different rows.";
  for (const row of [a, b]) {
    if (row.value === null) return `There is no figure for ${nameOf(row)}. ${row.reason}.`;
    if (row.low === null || row.high === null) return `The source prints no interval for ${nameOf(row)}. Without it nobody can say what chance alone would do.`;
    if (view.measure.unit === "ratio" && (row.low <= 0 || row.value <= 0)) return `The interval of ${nameOf(row)} reaches zero, so it cannot be set on a ratio scale.`;
  }
  if (holds(a, b) || holds(b, a)) return `${nameOf(holds(a, b) ? a : b)} includes ${nameOf(holds(a, b) ? b : a)}. A whole and its part are not two samples; compare two parts.`;
  return "";
}

/** Is every person of `part` also in `whole`? "*" stands for everyone. */
function holds(whole, part) {
  return whole.within.length === 1 && part.within.length === 1 ? whole.within[0] === "*" :
    whole.within.every((key, i) => key === "*" || key === part.within[i]);
}

/** What the range leaves out, said below every comparison. */
function comparisonNote(view) {
  const tied = view.grouping.mode === "measure" ? "The same people answered both, so their errors are tied: the range is rough."
    : view.measure.unit === "ratio" ? "Both ratios share one comparison group, so their errors are tied: the range is rough."
      : view.instrument.shared_sample;
  return `Worked out from the two printed intervals, as if the rows were separate samples. ${tied}`;
}

/** One row from each other instrument of this face: they can be picked, and are refused with the reason. */
function strangers(view) {
  return view.figures.instruments.filter(instrument => instrument.id !== view.instrument.id).map(instrument => {
    const measure = instrument.listed.find(found => !found.sensitive);
    const raw = instrument.data.find(row => row.measure === measure.id && row.group_kind === "all");
    return { key: `other|${instrument.id}`, name: `${instrument.label}: ${small(measure.label)}`, panel: "", other: instrument.id, within: ["?"], value: raw?.estimate ?? null };
  });
}

/** The card with its two lists, the answer in words and the small chart. */
function compareCard(draw, heading) {
  const ids = [uid("one"), uid("two")];
  const picks = ids.map((id, i) => h("select", { className: "select", id, on: { change: () => update() } }));
  const fields = ids.map((id, i) => h("div", { className: "field" }, h("label", { for: id }, i ? "Second row" : "First row"), picks[i]));
  const verdict = h("p", { className: "verdict" }), why = h("p", {}), weak = h("p", {}), note = h("p", { className: "source" });
  const host = h("div", { className: "chart" }), title = uid("apart");
  const root = h("div", { className: "card apart", role: "group", aria: { labelledby: title } },
    h(heading, { id: title }, "Can these two be told apart?"),
    h("p", { className: "soft" }, "Two dots may differ by chance alone. Pick any two rows."),
    h("div", { className: "sides" }, h("div", { className: "stack" }, h("div", { className: "pair" }, ...fields), h("div", { role: "status", className: "stack" }, verdict, why, weak)), host), note);
  let view, rows = [], shape = "", open = false;
  const option = row => h("option", { value: row.key }, nameOf(row));

  function show(now) {
    view = now;
    const others = strangers(view);
    rows = [...view.rows, ...others];
    const none = picksNone(view), next = [none, ...rows.map(row => row.key)].join();
    if (next !== shape) fill(none, others);
    shape = next;
    update();
  }

  /** New rows in both lists. A pair that still exists stays, unless it was not chosen for groups of this kind. */
  function fill(none, others) {
    const kept = picks.map(pick => pick.value), there = kept.map(key => view.rows.some(row => row.key === key));
    const parts = view.drawn.filter(row => !row.all && row.low !== null);
    picks.forEach((pick, i) => {
      pick.replaceChildren(...(none ? [h("option", { value: "" }, "Choose a row")] : []),
        h("optgroup", { label: "In this chart" }, ...view.rows.map(option)),
        ...(others.length ? [h("optgroup", { label: "From another instrument" }, ...others.map(option))] : []));
      const start = (parts[i] ?? view.drawn.filter(row => !row.all)[i] ?? view.rows[i] ?? rows[i]).key;
      if (none) pick.value = open && there[0] && there[1] ? kept[i] : "";
      else pick.value = there[i] && kept[0] !== kept[1] ? kept[i] : start;
    });
    open = none;
  }

  function update() {
    const [a, b] = picks.map(pick => rows.find(row => row.key === pick.value));
    const found = compare(view, a, b);
    verdict.textContent = !a || !b ? "Pick two rows to compare." : found.refused ? "These two cannot be compared here." : found.verdict;
    why.textContent = found.refused ?? found.why;
    weak.textContent = found.weak ?? "";
    weak.hidden = !found.weak;
    note.textContent = comparisonNote(view);
    note.hidden = Boolean(found.refused);
    host.hidden = Boolean(found.refused);
    if (!found.refused) {
      host.setAttribute("role", "img");
      host.setAttribute("aria-label", `The difference around zero: ${found.why}`);
      draw(host, found);
    }
  }
  return { root, host, show, update };
}
