// Where things stand, in pixels. The charts (charts.py) say what they look like.

const BOLD = new Set(["all", "figure", "weak", "head"]);

/** Sizes and text widths in the font that the page really uses. @param {HTMLElement} host */
function typeOf(host) {
  const style = getComputedStyle(host), pen = document.createElement("canvas").getContext("2d");
  const size = Math.max(14, Math.round(parseFloat(style.fontSize) * 0.94)), fine = Math.max(14, Math.round(size * 0.875));
  const family = style.fontFamily, known = new Map();
  const width = (text, role) => {
    const font = `${BOLD.has(role) ? 700 : 400} ${sizeOf(role)}px `, key = font + text;
    if (!known.has(key)) {
      pen.font = font + family;
      known.set(key, pen.measureText(text).width);
    }
    return known.get(key);
  };
  const sizeOf = role => (["small", "weak", "axis", "reason"].includes(role) ? fine : size);
  const wrap = (text, role, most) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && width(longer, role) > most) lines.push(word); else lines[lines.length - 1] = longer;
    }
    return lines;
  };
  return { size, fine, line: Math.round(size * 1.3), width, sizeOf, wrap };
}

/** An axis from zero with few round steps. */
function axisOf(view) {
  const most = Math.max(...view.drawn.map(row => row.high ?? row.value), view.measure.unit === "percent" ? 8 : 1.4);
  const ends = view.measure.unit === "percent"
    ? [[10, 2], [20, 5], [30, 10], [40, 10], [50, 10], [60, 10], [80, 20], [100, 25]]
    : [[2, 0.5], [3, 1], [4, 1], [6, 2], [10, 2], [20, 5], [40, 10], [80, 20]];
  const [end, step] = ends.find(([at]) => at >= most) ?? ends.at(-1);
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
  if (view.measure.unit === "ratio" && !ticks.includes(1)) ticks.splice(1, 0, 1);
  return { end, ticks };
}

/** Rows, gridlines and words of a dot chart for one width. */
function layoutDots(view, width, type) {
  const axis = view.drawn.length ? axisOf(view) : { end: 100, ticks: [] };
  const value = row => type.width(figureText(row, view), "figure") + 6;
  const told = Math.max(0, ...view.drawn.map(row => value(row) + type.width(besideText(row, view), "small")));
  const counted = Math.max(0, ...view.drawn.map(row => type.width(countText(row), "small")));
  const names = Math.min(Math.max(...view.rows.map(row => type.width(row.name, row.all ? "all" : "name"))), width * 0.3);
  const [left, right] = [names + 22, told + counted + 40];
  const wide = width - left - right > 200;
  const made = { width, wide, padding: wide ? [left, right] : [9, 20], ticks: [], rows: [], texts: [], bands: [], from: 0, to: axis.end };
  const plot = width - made.padding[0] - made.padding[1], x = at => at / axis.end * plot;
  const edges = [-made.padding[0], width - made.padding[0]];
  const say = (text, role, at, y, align = "left") => made.texts.push({ text, role, x: at, y, align, size: type.sizeOf(role) });
  const place = { made, view, type, x, edges, plot, axis, say, names, told, dense: view.rows.length > 16 };
  let y = axis.ticks.length ? 34 : 6, runs = [];
  const close = () => { for (const [from, to] of runs) gridlines(place, from, to); runs = []; };
  view.rows.forEach((row, i) => {
    if (row.panel && row.panel !== view.rows[i - 1]?.panel) {
      close();
      y += i ? 20 : 4;
      for (const text of type.wrap(row.panel, "head", width)) { say(text, "head", edges[0], y + type.line / 2); y += type.line; }
      y += 4;
    }
    const next = (wide ? wideRow : narrowRow)(place, row, y, runs);
    if (row.name === chosenName(view)) made.bands.push({ x: edges[0] - 6, x2: edges[1] + 6, y, y2: next });
    y = next;
  });
  close();
  axisWords(place, 12);
  if (y > 760) { axisWords(place, y + 16); y += 24; }
  made.height = y + 6;
  return made;
}

/** The row that the choice names, where the rows are places or measures. */
function chosenName(view) {
  return view.grouping.mode === "measure" ? view.measure.label : view.grouping.mode === "place" ? view.choice.place : "";
}

/** What stands beside a figure. A row with neither interval nor n says both at once. */
function besideText(row, view) {
  if (row.low === null) return row.n === null ? "no interval or n published" : "no interval published";
  return `(${intervalText(row, view)})`;
}

function countText(row) { return row.low === null && row.n === null ? "" : nText(row); }

function gridlines({ made, axis, view }, y, y2) {
  for (const at of axis.ticks) made.ticks.push({ at, y, y2, base: at === 0 || (view.measure.unit === "ratio" && at === 1) });
}

function axisWords({ axis, say, x, view, plot }, y) {
  const few = plot / axis.ticks.length < 44 ? axis.ticks.filter((_, i) => i % 2 === 0) : axis.ticks;
  for (const at of few) say(`${at}${at === axis.end ? unitOf(view) : ""}`, "axis", x(at), y, "center");
}

/** A mark is slim where its interval is short: it must not cover what it stands for. */
function markOf(row, y, x) {
  const hollow = row.weak || row.low === null;
  return {
    slim: !hollow && x(row.high) - x(row.low) < 24,
    y, value: row.value, low: row.low, high: row.high, hollow,
    kind: row.weak ? "weak" : row.all ? "all" : "plain", shape: row.all ? "diamond" : "circle",
  };
}

/** Name at the left, mark in the middle, figure and n at the right. Returns where the next row starts. */
function wideRow({ made, view, type, x, edges, plot, say, names, dense }, row, top, runs) {
  const role = row.all || row.name === chosenName(view) ? "all" : "name", lines = type.wrap(row.name, role, names + 12);
  const height = Math.max(dense ? 34 : 46, lines.length * type.line + 14), y = top + height / 2;
  lines.forEach((text, i) => say(text, role, edges[0], y + (i - (lines.length - 1) / 2) * type.line));
  if (row.value === null) {
    say(row.reason, "reason", 10, y);
    return top + height;
  }
  const last = runs.at(-1);
  if (last && last[1] === top) last[1] = top + height; else runs.push([top, top + height]);
  made.rows.push(markOf(row, y, x));
  say(figureText(row, view), "figure", plot + 20, y);
  say(besideText(row, view), "small", plot + 26 + type.width(figureText(row, view), "figure"), y);
  say(countText(row), "small", edges[1], row.weak ? y + 9 : y, "right");
  if (row.weak) say("Weak", "weak", edges[1], y - 9, "right");
  return top + height;
}

/** Name, then figure and n, then the mark, one below the other. */
function narrowRow({ made, view, type, x, edges, say }, row, top, runs) {
  const most = edges[1] - edges[0];
  let y = top + 12;
  const put = (text, role) => { for (const line of type.wrap(text, role, most)) { say(line, role, edges[0], y + type.line / 2); y += type.line; } };
  put(row.name, row.all ? "all" : "name");
  if (row.value === null) {
    put(row.reason, "reason");
    return y + 6;
  }
  const figure = figureText(row, view), interval = besideText(row, view);
  const count = [row.weak ? "Weak" : "", countText(row)].filter(Boolean).join(", ");
  const used = type.width(figure, "figure") + 6 + type.width(interval, "small");
  say(figure, "figure", edges[0], y + type.line / 2);
  say(interval, "small", edges[0] + type.width(figure, "figure") + 6, y + type.line / 2);
  const role = row.weak ? "weak" : "small", fitting = used + 14 + type.width(count, role) <= most;
  if (count && !fitting) y += type.line;
  if (count) say(count, role, edges[fitting ? 1 : 0], y + type.line / 2, fitting ? "right" : "left");
  y += type.line + 4;
  runs.push([y, y + 26]);
  made.rows.push(markOf(row, y + 13, x));
  return y + 30;
}

/** The difference of two rows around zero (or around "as common", on a log scale). */
function layoutDifference(found, width, type) {
  const { ratio } = found, reach = Math.max(Math.abs(found.low), Math.abs(found.high));
  const steps = ratio ? [1, 2, 3, 5] : [5, 10, 20, 40, 80];
  const end = steps.find(step => step >= reach) ?? steps.at(-1);
  const at = ratio ? Array.from({ length: 2 * end + 1 }, (_, i) => i - end) : [-end, -end / 2, 0, end / 2, end];
  const made = { width, padding: [28, 28], from: -end, to: end, height: 136, rows: [], texts: [], bands: [], ticks: [] };
  const plot = width - 56, x = value => (value + end) / (2 * end) * plot;
  const say = (text, role, px, y) => made.texts.push({ text, role, x: px, y, align: "center", size: type.sizeOf(role) });
  made.ticks = at.map(value => ({ at: value, y: 56, y2: 88, base: value === 0 }));
  at.forEach(value => say(ratio ? value < 0 ? `1/${2 ** -value}` : String(2 ** value) : signed(value, end === 5 && value % 1 ? 1 : 0), "axis", x(value), 104));
  say(ratio ? "equally common" : "no difference", "axis", x(0), 12);
  const clip = value => Math.max(-end, Math.min(end, value));
  made.rows.push({ y: 72, value: clip(found.gap), low: clip(found.low), high: clip(found.high), kind: "plain", shape: "circle", hollow: false, slim: x(found.high) - x(found.low) < 24 });
  const half = type.width(found.said, "figure") / 2;
  say(found.said, "figure", Math.max(half - 28, Math.min(plot + 28 - half, x(clip(found.gap)))), 40);
  say(ratio ? "times as common" : "percentage points", "axis", plot / 2, 126);
  return made;
}

// Where each state stands in the tile grid, three characters to a column: a common picture of the country, without area.
const TILE_ROWS = [
  "AK                            ME",
  "                           VT NH",
  "WA ID MT ND MN IL WI MI NY RI MA",
  "OR NV WY SD IA IN OH PA NJ CT",
  "CA UT CO NE MO KY WV VA MD DE",
  "   AZ NM KS AR TN NC SC DC",
  "         OK LA MS AL GA",
  "HI       TX             FL",
];
const TILE_AT = new Map(TILE_ROWS.flatMap((line, row) =>
  [...line.matchAll(/[A-Z]{2}/g)].map(found => [found[0], [found.index / 3, row]])));

/** Four steps of equal width, at whole points. */
function cutsOf(view) {
  const values = view.drawn.filter(row => row.raw.postal && !row.all).map(row => row.value);
  const low = Math.floor(Math.min(...values)), step = Math.max(1, Math.ceil((Math.max(...values) - low + 0.1) / 4));
  return { low, cuts: [1, 2, 3].map(i => low + i * step), high: low + 4 * step };
}

function layoutTiles(view, width, type) {
  const cell = Math.min(66, width / 11), roomy = cell >= 50, high = roomy ? cell : Math.max(cell, 42), gap = roomy ? 4 : 1.5;
  const left = (width - 11 * cell) / 2, { cuts } = cutsOf(view);
  const plain = matchMedia("(forced-colors: active)").matches;  // then every tile has the color of the page
  const made = { width, height: 8 * high, padding: [0, 0], tiles: [], texts: [], cuts, hits: [] };
  for (const [code, [column, line]] of TILE_AT) {
    const row = view.rows.find(found => found.raw?.postal === code), [x, y] = [left + column * cell, line * high];
    const value = row?.value ?? null, inverse = !plain && value !== null && value >= cuts[1];
    made.tiles.push({ x: x + gap / 2, x2: x + cell - gap / 2, y: y + gap / 2, y2: y + high - gap / 2, value, chosen: Boolean(row) && row.name === view.choice.place });
    made.hits.push({ x, y, x2: x + cell, y2: y + high, name: row?.name });
    made.texts.push({ text: code, role: roomy ? "code" : "name", x: x + cell / 2, y: y + high / 2 - (value === null ? 0 : 9), align: "center", size: 14, inverse });
    if (value !== null) made.texts.push({ text: roomy ? printed(value, view) : value.toFixed(0), role: "name", x: x + cell / 2, y: y + high / 2 + 10, align: "center", size: 14, inverse });
  }
  return made;
}
