// What a view says in words: title, line below it, summary, figures in print.

const MINUS = "\u2212";
const GROUPED = new Intl.NumberFormat("en-US");
const small = text => text.slice(0, 1).toLowerCase() + text.slice(1);
const capital = text => text.slice(0, 1).toUpperCase() + text.slice(1);
const listed = names => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

function printed(value, view) { return value.toFixed(view.measure.digits); }
function unitOf(view) { return view.measure.unit === "percent" ? "%" : ""; }
function figureText(row, view) { return printed(row.value, view) + unitOf(view); }
function intervalText(row, view) {
  return row.low === null || row.high === null ? "no interval published" : `${printed(row.low, view)} to ${printed(row.high, view)}`;
}
function nText(row) { return row.n === null ? "n not published" : `n ${GROUPED.format(row.n)}`; }
function signed(value, digits = 1) {
  const text = Math.abs(value).toFixed(digits);
  return (Number(text) === 0 ? "" : value > 0 ? "+" : MINUS) + text;
}

function titleOf(view) {
  const { instrument, measure, grouping, choice } = view;
  const who = capital(instrument.who), said = measure.said[view.flip ? 1 : 0];
  if (measure.unit !== "percent") return `${measure.label}, by ${small(grouping.label)}`;
  if (grouping.mode === "measure") return [measure.heading, ", side by side", choice.place && `: ${choice.place}`, view.flip && " (share without)"].filter(Boolean).join("");
  if (grouping.mode === "place") return `${who} who ${said}, place by place`;
  if (!instrument.panels) return `${who} who ${said}, by ${small(grouping.label)}`;
  if (instrument.panels.column === "group") return `${who} who ${said}, with and without protection, by ${small(grouping.label)}`;
  const group = choice.group ? `: ${choice.group}` : "";
  return `${who} who ${said}, by protection within each ACE level${group}`;
}

/** The line under the title: unit, interval, what n is, and that the order is no ranking. */
function subOf(view) {
  const { grouping, measure, instrument } = view;
  const parts = [measure.unit === "percent" ? `Percent of ${instrument.who}` : "A ratio; 1 means equally common"];
  if (measure.unit === "ratio" && /odds/.test(measure.label)) parts[0] = "An odds ratio; 1 means equal odds. Odds are not risk";
  parts[0] += view.intervals ? ", with 95% interval." : ". The source prints no intervals here.";
  const whole = distinct(view.rows.filter(row => row.raw?.n_scope === "analysis" && row.raw.n_unweighted).map(row => row.raw.n_unweighted));
  if (view.rows.some(row => row.n !== null)) parts.push(`n is the number of ${instrument.who} who answered, unweighted.`);
  else if (whole.length) parts.push(`n of each row was not published; the whole analysis rests on ${listed(whole.map(n => GROUPED.format(n)))}.`);
  const protection = instrument.protective[view.choice.protective];
  if (protection) parts.push(`Protection here: ${small(protection)}.`);
  if (instrument.panels) parts.push("Both were asked at the same time: the figures go together, they do not show that one brings the other.");
  if (grouping.mode === "place" || grouping.equity) parts.push("Alphabetical or printed order: this is not a ranking.");
  return parts.join(" ");
}

/** Two sentences that follow every choice. The share without is always said beside the share with. */
function summaryOf(view) {
  return `${firstSentence(view)} ${secondSentence(view)}`;
}

function shareSentence(whom, row, view) {
  const [said, not] = view.flip ? [...view.measure.said].reverse() : view.measure.said;
  const interval = row.low === null ? "" : ` (95% interval ${intervalText(row, view)})`;
  return `${whom} ${figureText(row, view)} ${said}${interval}; ${printed(100 - row.value, view)}% ${negated(said, not)}.`;
}

/** "did not" where the second phrase only negates the first, "did" the other way round, else the whole second phrase. */
function negated(said, not) {
  const helper = text => /^(did|do|were|are) not\b/.exec(text)?.[1] ?? (text.startsWith("had no ") ? "did" : "");
  if (helper(not)) return `${helper(not)} not`;
  return helper(said) || not;
}

function firstSentence(view) {
  const { instrument, grouping, choice, measure } = view;
  if (!view.drawn.length) return `No figure for this choice was visible in the copies that were read.`;
  if (measure.unit !== "percent") {
    const row = view.drawn.at(-1), interval = row.low === null ? "" : ` (95% interval ${intervalText(row, view)})`;
    const [what, than] = measure.label.split(/: (?:how many times )?/);
    const told = /odds/.test(than) ? `the adjusted odds are ${figureText(row, view)} times those of the group they are compared with` : `${figureText(row, view)} times ${than}`;
    return `${what}, ${instrument.who} ${grouping.joins} ${small(row.name)}: ${told}${interval}.`;
  }
  if (instrument.panels) return panelSentence(view);
  const picked = grouping.mode === "place" && choice.place ? view.drawn.find(row => row.name === choice.place) : null;
  if (picked) return shareSentence(`Of ${instrument.who} in ${choice.place},`, picked, view);
  const whole = grouping.mode === "measure" ? view.drawn.find(row => row.name === measure.label) : view.drawn.find(row => row.all);
  if (whole && choice.place) return shareSentence(`Of ${instrument.who} in ${choice.place},`, whole, view);
  if (whole) return shareSentence(`Of all ${instrument.who} asked,`, whole, view);
  const values = view.drawn.map(row => row.value), low = printed(Math.min(...values), view), high = printed(Math.max(...values), view);
  const rest = `${printed(100 - Math.max(...values), view)}% to ${printed(100 - Math.min(...values), view)}%`;
  if (grouping.mode === "place") return `In the ${view.drawn.length} places shown, ${low}% to ${high}% of ${instrument.who} ${measure.said[view.flip ? 1 : 0]}; ${rest} ${negated(...(view.flip ? [...measure.said].reverse() : measure.said))}.`;
  if (grouping.mode === "level" && view.drawn.length > 1) {
    const ends = [view.drawn[0], view.drawn.at(-1)], [said, not] = view.flip ? [...measure.said].reverse() : measure.said;
    const yes = ends.map(row => `${figureText(row, view)} of ${instrument.who} ${grouping.joins} ${small(row.name)}`), no = ends.map(row => `${printed(100 - row.value, view)}%`);
    return `${listed(yes)} ${said}; ${listed(no)} ${negated(said, not)}.`;
  }
  if (view.drawn.length === 1) return shareSentence(`Of ${instrument.who}: ${small(view.drawn[0].name)},`, view.drawn[0], view);
  return `The shares of ${instrument.who} shown here lie between ${low}% and ${high}%; ${rest} ${view.flip ? "did" : "did not"}.`;
}

/** Both ends of protection, at the panel with the most adversity (or for the whole group). */
function panelSentence(view) {
  const inGroups = view.instrument.panels.column === "group";
  const panel = inGroups ? view.panels[0] : view.panels.filter(name => view.drawn.some(row => row.panel === name)).at(-1);
  const rows = view.drawn.filter(row => row.panel === panel && !row.all);
  const said = view.measure.said[view.flip ? 1 : 0];
  const { who } = view.instrument, all = small(panel).startsWith("all ");
  const where = !inGroups ? `Among ${who} with ${small(panel)}` : all ? `Among ${small(panel)}` : `Among ${who}, ${panel}`;
  const told = rows.map(row => `${figureText(row, view)} (${small(row.name)})`);
  const others = listed(rows.map(row => `${printed(100 - row.value, view)}%`));
  return `${where}, ${listed(told)} ${said}; ${others} ${negated(...(view.flip ? [...view.measure.said].reverse() : view.measure.said))}${rows.length > 1 ? ", in the same order" : ""}.`;
}

function secondSentence(view) {
  const label = row => row.panel ? `“${row.panel}” (${small(row.name)})` : row.name;
  const weak = view.drawn.filter(row => row.weak), gone = view.rows.filter(row => row.value === null);
  if (!view.drawn.length) return "The rows stay in the list so that the gap can be seen.";
  if (weak.length > 3) return `${weak.length} of the ${view.rows.length} figures are weak: treat them as ranges, not points.`;
  if (weak.length) return `The figure${weak.length > 1 ? "s" : ""} for ${listed(weak.map(label))} ${weak.length > 1 ? "are weak: treat them as ranges, not points" : "is weak: treat it as a range, not a point"}.`;
  if (gone.length) return `For ${gone.length} of ${view.rows.length} rows there is no figure, and the row says why.`;
  if (view.measure.unit !== "percent") return "A ratio does not say how many people that is, nor how many are well.";
  if (!view.intervals) return "Without intervals nobody can say which small differences are chance.";
  if (view.instrument.panels) return "Compare within one level: that is the question this chart answers.";
  return "Where two intervals overlap widely, the two rows may not differ at all.";
}

/** The works that the shown rows come from, with table and years, as plain sentences. */
function sourcesOf(view) {
  const rows = (view.drawn.length ? view.drawn : view.rows).map(row => row.raw).filter(Boolean);
  return distinct(rows.map(row => row.source)).map(source => {
    const own = rows.filter(row => row.source === source);
    const read = listed(distinct(own.map(row => row.table)).filter(Boolean));
    return `${view.figures.references[source]} Read from: ${small(read)}. ${own[0].population}; ${listed(distinct(own.map(row => row.years)))}.`;
  });
}
