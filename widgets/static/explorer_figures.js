// From the figures that travelled to the rows of a view: no words for people, no pixels.

/** @typedef {{instrument: string, measure: string, protective: string, group_by: string, group: string, place: string, share: string, show_sensitive: boolean}} Choice */
/** @typedef {{key: string, name: string, panel: string, all: boolean, value: number|null, low: number|null, high: number|null, n: number|null, weak: boolean, reason: string, within: string[], raw: any}} Row */

/** Rebuild what explorer_figures.py packed: a lone value stands for a whole column, numbers in text columns are places in
 * `strings`. Kept once per page for each text. @param {string} text */
function figuresOf(text) {
  const held = (globalThis[Symbol.for("mirrorwell.figures")] ??= new Map());
  if (!held.has(text)) held.set(text, unpack(JSON.parse(text)));
  return held.get(text);
}

function unpack(packed) {
  const numbers = new Set(["estimate", "ci_low", "ci_high", "n_unweighted"]);
  for (const instrument of packed.instruments) {
    const columns = Object.entries(instrument.columns);
    instrument.data = Array.from({ length: instrument.rows }, (_, i) => {
      const row = {};
      for (const [name, column] of columns) {
        const cell = Array.isArray(column) ? column[i] : column;
        row[name] = numbers.has(name) ? cell : packed.strings[cell];
      }
      return row;
    });
    instrument.listed = instrument.measures.flatMap(part => part.list.map(measure => ({ ...measure, heading: part.heading })));
  }
  return packed;
}

const lookUp = (list, id) => list.find(item => item.id === id) ?? list[0];
const distinct = list => [...new Set(list)];

/** Measures a person may choose now. Outcomes about suicide and forced sex need the second choice. */
function offered(instrument, choice) {
  const crossed = instrument.panels && instrument.protective;
  return instrument.listed.filter(measure =>
    (choice.show_sensitive || !measure.sensitive) &&
    (!crossed || instrument.data.some(row => row.measure === measure.id && fits(instrument, row, choice))));
}

function fits(instrument, row, choice) {
  return !Object.keys(instrument.protective).length || row.protective === choice.protective;
}

/** Groupings that have rows for this measure: a source rarely prints every measure for every group. */
function groupingsOf(instrument, choice) {
  const own = instrument.data.filter(row => row.measure === choice.measure && fits(instrument, row, choice));
  return instrument.groupings.filter(grouping => {
    if (grouping.mode === "measure") return siblings(instrument, choice).length > 1;
    if (grouping.mode === "level" || grouping.id === "all") return true;
    if (grouping.mode === "place") return distinct(own.map(row => row.place)).length > 2;
    return own.some(row => row.group_kind === grouping.id);
  });
}

/** The measures under the same heading that have a figure for the whole group. */
function siblings(instrument, choice) {
  const { heading } = lookUp(instrument.listed, choice.measure);
  return offered(instrument, choice).filter(measure => measure.heading === heading &&
    instrument.data.some(row => row.measure === measure.id && row.group_kind === "all"));
}

function placesOf(instrument, measure) {
  return distinct(instrument.data.filter(row => row.measure === measure && row.group_kind === "all" && row.place !== instrument.whole_place)
    .map(row => row.place)).sort();
}

function groupsOf(instrument, choice) {
  return distinct(instrument.data.filter(row => row.group_kind === choice.group_by && row.measure === choice.measure).map(row => row.group));
}

/** Make any wish a choice that exists. @param {Choice} wish @returns {Choice} */
function settle(figures, wish) {
  const choice = { ...wish };
  const instrument = lookUp(figures.instruments, choice.instrument);
  choice.instrument = instrument.id;
  if (!(choice.protective in instrument.protective)) choice.protective = Object.keys(instrument.protective)[0] ?? "";
  choice.measure = lookUp(offered(instrument, choice), choice.measure).id;
  choice.group_by = lookUp(groupingsOf(instrument, choice), choice.group_by).id;
  const grouping = lookUp(instrument.groupings, choice.group_by);
  const places = grouping.mode === "place" || grouping.mode === "measure" ? placesOf(instrument, choice.measure) : [];
  if (!places.includes(choice.place)) choice.place = grouping.mode === "measure" && !instrument.whole_place ? places[0] ?? "" : "";
  const groups = instrument.panels && instrument.panels.column !== "group" && choice.group_by !== "all" ? groupsOf(instrument, choice) : [];
  if (!groups.includes(choice.group)) choice.group = groups[0] ?? "";
  if (choice.share !== "without" || lookUp(instrument.listed, choice.measure).unit !== "percent") choice.share = "with";
  return choice;
}

/** One row of a view. @returns {Row} */
function rowOf(raw, name, options, flip) {
  const { all = false, panel = "", within = [name] } = options;
  const flags = (raw?.flag ?? "").split(";");
  const turn = value => (value === null || value === undefined ? null : flip ? 100 - value : value);
  const [low, high] = flip ? [turn(raw?.ci_high), turn(raw?.ci_low)] : [turn(raw?.ci_low), turn(raw?.ci_high)];
  const value = turn(raw?.estimate);
  return {
    key: `${panel}|${name}`, name, panel, all, within, raw, value,
    low: value === null ? null : low, high: value === null ? null : high,
    n: raw?.n_scope === "row" ? raw.n_unweighted : null,
    weak: flags.includes("weak"), secondary: flags.includes("secondary"),
    reason: value !== null ? "" : flags.includes("suppressed") ? "Not shown: fewer than 30 answers" :
      "No figure: not visible in the copies that were read",
  };
}

/** Everything that chart, table, summary and downloads show. @param {Choice} choice */
function viewOf(figures, choice) {
  const instrument = lookUp(figures.instruments, choice.instrument);
  const measure = lookUp(instrument.listed, choice.measure);
  const grouping = lookUp(instrument.groupings, choice.group_by);
  const flip = choice.share === "without";
  const own = instrument.data.filter(row => row.measure === measure.id && fits(instrument, row, choice));
  const view = { figures, instrument, measure, grouping, choice, flip, rows: [], panels: [] };
  if (instrument.panels) panelRows(view, own);
  else if (grouping.mode === "measure") measureRows(view);
  else if (grouping.mode === "place") placeRows(view, own);
  else if (grouping.mode === "level")
    view.rows = grouping.levels.map(([level, name]) =>
      rowOf(own.find(row => row[grouping.column] === level && row.group_kind === "all"), name, {}, flip));
  else groupRows(view, own);
  view.drawn = view.rows.filter(row => row.value !== null);
  view.intervals = view.drawn.some(row => row.low !== null);
  return view;
}

function groupRows(view, own) {
  const whole = own.find(row => row.group_kind === "all" && (!view.instrument.whole_place || row.place === view.instrument.whole_place));
  const rows = own.filter(row => row.group_kind === view.grouping.id && row.place === (whole?.place ?? row.place));
  if (whole) view.rows.push(rowOf(whole, whole.group, { all: true, within: ["*"] }, view.flip));
  view.rows.push(...rows.map(row => rowOf(row, row.group, {}, view.flip)));
}

function measureRows(view) {
  const place = view.choice.place || view.instrument.whole_place;
  for (const { id, label } of siblings(view.instrument, view.choice)) {
    const raw = view.instrument.data.find(row => row.measure === id && row.group_kind === "all" && (!place || row.place === place));
    view.rows.push(rowOf(raw, label, {}, view.flip));
  }
}

function placeRows(view, own) {
  const all = own.filter(row => row.group_kind === "all");
  const whole = all.find(row => row.place === view.instrument.whole_place);
  if (whole) view.rows.push(rowOf(whole, whole.place, { all: true, within: ["*"] }, view.flip));
  const places = all.filter(row => row !== whole).sort((a, b) => a.place.localeCompare(b.place, "en"));
  view.rows.push(...places.map(row => rowOf(row, row.place, {}, view.flip)));
}

/** Rows within panels: by ACE level, or by group where each group is a panel. */
function panelRows(view, own) {
  const { panels } = view.instrument;
  const parts = panels.rows[view.choice.protective] ?? Object.values(panels.rows)[0];
  const count = own[0]?.count_rule === "seven_without_needs" ? "seven" : "eight";
  const inGroups = panels.column === "group";
  const chosen = inGroups || view.choice.group_by === "all" ? null : view.choice.group;
  const here = own.filter(row => inGroups || (chosen ? row.group_kind === view.choice.group_by && row.group === chosen : row.group_kind === "all"));
  const named = inGroups
    ? distinct(here.filter(row => row.group_kind === "all" || row.group_kind === view.grouping.id)
        .sort((a, b) => Number(b.group_kind === "all") - Number(a.group_kind === "all")).map(row => row.group)).map(group => [group, group])
    : panels.levels.map(([level, name]) => [level, name.replace("{count}", count)]);
  for (const [level, title] of named) {
    view.panels.push(title);
    for (const [part, name] of parts) {
      const raw = here.find(row => row[panels.column] === level && row[panels.row_column] === part);
      if (!raw && part === "any") continue;
      const whole = inGroups && here.some(row => row.group === level && row.group_kind === "all");
      view.rows.push(rowOf(raw, name, { panel: title, all: part === "any", within: [whole ? "*" : level, part === "any" ? "*" : part] }, view.flip));
    }
  }
}
