// Vega paints; one living view for each picture, fed with new data instead of being made again.

/** A picture in `host`, drawn when Vega has loaded. `draw(layout)` may be called before; the last one counts.
 * @param {HTMLElement} host @param {Promise<any>} loading @param {any} spec */
function picture(host, loading, spec) {
  let view = null, waiting = null, closed = false, running = Promise.resolve();
  const paint = layout => {
    const [left, right] = layout.padding;
    for (const name of ["rows", "ticks", "texts", "bands", "tiles"]) if (layout[name] && has(spec, name)) view.data(name, layout[name]);
    if (layout.cuts) layout.cuts.forEach((cut, i) => view.signal(`cut${i + 1}`, cut));
    else view.signal("from", layout.from).signal("to", layout.to);
    view.padding({ left, right, top: 0, bottom: 0 }).width(layout.width - left - right).height(layout.height).resize();
    return view.runAsync();
  };
  const started = loading.then(async module => {
    const inner = h("div", {});
    host.replaceChildren(inner);
    const made = module.default(inner, spec);
    await made.runAsync();
    // The host has the name and the role of a picture; a second role inside would be read twice.
    for (const name of ["role", "aria-roledescription", "aria-label"]) inner.removeAttribute(name);
    if (closed) return made.finalize();
    view = made;
    if (waiting) await paint(waiting);
    return undefined;
  });
  return {
    started,
    draw(layout) {
      waiting = layout;
      if (view) running = running.then(() => (layout === waiting ? paint(layout) : undefined));
      return running;
    },
    close() { closed = true; view?.finalize(); },
  };
}

function has(spec, name) { return spec.data.some(data => data.name === name); }

/** The marks of the legend that this view really uses. */
function legendOf(view) {
  const used = [], rows = view.drawn;
  const add = (when, parts, text) => { if (when) used.push(h("li", {}, sample(parts), h("span", {}, text))); };
  const whole = rows.find(row => row.all);
  add(whole, whole?.low === null ? [["diamond open"]] : [["int all"], ["diamond all"]], view.panels.length ? "everyone at that level" : "the whole group");
  add(rows.some(row => !row.all && !row.weak && row.low !== null), [["int"], ["dot"]], "estimate with its 95% interval");
  add(rows.some(row => row.low === null && !row.weak), [["dot open"]], "open mark: no interval published");
  add(rows.some(row => row.weak), [["int weak"], ["dot weak"]], "weak: interval wider than 20 points, or than 1.2 times the estimate");
  return used;
}

function sample(parts) {
  const box = svg("svg", { viewBox: "0 0 52 18", "aria-hidden": "true" });
  for (const [kind] of parts) {
    const className = `m ${kind}`;
    box.append(kind.startsWith("int") ? svg("path", { class: className, d: "M3 9h46" }) :
      kind.startsWith("diamond") ? svg("path", { class: className, d: "M26 1l8 8-8 8-8-8z" }) : svg("circle", { class: className, cx: 26, cy: 9, r: 6 }));
  }
  return box;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** What the four steps of the tile grid mean, and what a dashed tile means. */
function tileLegend(view) {
  const { low, cuts, high } = cutsOf(view), ends = [low, ...cuts, high];
  const missing = view.rows.filter(row => row.raw?.postal && !row.all).length < TILE_AT.size;
  const step = (name, text) => h("li", {}, h("span", { className: `step ${name}`, aria: { hidden: "true" } }), h("span", {}, text));
  return [
    ...[1, 2, 4, 5].map((token, i) => step(`seq-${token}`, `${ends[i]} to under ${ends[i + 1]}%`)),
    missing ? step("gone", "not in this file") : null,
  ].filter(Boolean);
}

/** The same rows, order and digits as the chart. */
function tableOf(view) {
  const head = (text, number) => h("th", { scope: "col", className: number ? "n" : "" }, text);
  const panels = view.panels.length > 0;
  const rows = view.rows.map(row => h("tr", {},
    h("th", { scope: "row" }, panels ? `${row.panel}: ${small(row.name)}` : row.name),
    h("td", { className: "n" }, row.value === null ? "no figure" : printed(row.value, view)),
    h("td", { className: "n" }, row.value === null ? "" : intervalText(row, view)),
    h("td", { className: "n" }, row.n === null ? "not published" : GROUPED.format(row.n)),
    h("td", {}, remark(row, view))));
  return h("table", {}, h("caption", {}, titleOf(view)), h("thead", {}, h("tr", {},
    head(view.grouping.mode === "measure" ? "Measure" : view.grouping.mode === "place" ? "Place" : "Group"),
    head(view.measure.unit === "percent" ? "Percent" : "Ratio", true), head("95% interval", true), head("n", true), head("Remark"))), h("tbody", {}, ...rows));
}

function remark(row, view) {
  const said = [];
  if (row.weak) said.push(row.low === null ? "Weak" : `Weak: interval ${printed(row.high - row.low, view)} wide`);
  if (row.secondary) said.push("Read in a secondary source");
  if (row.value === null) said.push(row.reason.startsWith("Not shown") ? row.reason : capital(row.raw?.note || row.reason));
  return said.join(". ");
}
