// The explorer: choice -> view -> words, table and layout -> paint. One engine, three faces.

const TRAITS = ["instrument", "measure", "protective", "group_by", "group", "place", "share", "show_sensitive"];
const EQUITY = {
  race: "Differences show unequal chances and unequal treatment, not worth, culture or care. Race is a social category, and every group varies inside. Small groups have wide intervals and are marked.",
  identity: "Differences show how people are treated and welcomed, not what an identity is. Every group varies inside. Small groups have wide intervals and are marked.",
  place: "Differences between places show unequal conditions, and surveys that differ by year and by how many answer. Nothing here ranks places or the people in them.",
  income: "Differences show unequal money, time and safety, not worth or care. Every group varies inside.",
};

/** Fill the root of a widget, follow its choices and its size.
 * @param {{root: HTMLElement, model: any, signal: AbortSignal, figures: string, charts: string}} given */
export async function start({ root, model, signal, figures: text, charts }) {
  const figures = figuresOf(text), compact = model.get("compact");
  const where = compact ? null : address(placeName(root, model.get("_face")));
  const { show_sensitive: _never, ...linked } = where?.read() ?? {};
  let choice = settle(figures, { ...told(), ...linked }), linking = 0, telling = false;

  function told() { return Object.fromEntries(TRAITS.map(name => [name, model.get(name)])); }
  const paint = () => page.show(viewOf(figures, choice));
  const choose = patch => {
    choice = settle(figures, { ...choice, ...patch });
    paint();
    tell();
    clearTimeout(linking);
    if (where && !measureOf(figures, choice).sensitive) linking = setTimeout(() => where.write(linkOf(choice)), 200);
  };
  // Each `set` is heard at once, when the traits that follow still have their old values: not listened to.
  const tell = () => {
    telling = true;
    for (const name of TRAITS) if (model.get(name) !== choice[name]) model.set(name, choice[name]);
    telling = false;
    model.save_changes();
  };
  const heard = () => {
    if (telling || TRAITS.every(name => model.get(name) === choice[name])) return;
    choice = settle(figures, told());
    paint();
  };

  const vega = assetModule(model, "_vega", "vega");
  const page = buildPage({ figures, compact, within: inSection(root), specs: JSON.parse(charts), vega, choose, zips: model.get("_downloads") ? () => assetText(model, "_downloads") : null });
  root.replaceChildren(...page.parts);
  for (const name of TRAITS) model.on(`change:${name}`, heard);
  const watcher = new ResizeObserver(() => page.resize());
  signal.addEventListener("abort", () => {
    watcher.disconnect();
    clearTimeout(linking);
    for (const name of TRAITS) model.off(`change:${name}`, heard);
    page.close();
  });
  paint();
  tell();
  watcher.observe(page.watched);
  document.fonts?.addEventListener("loadingdone", () => page.resize(true), { signal });
  await page.started;
  ready(root);
}

function measureOf(figures, choice) { return lookUp(lookUp(figures.instruments, choice.instrument).listed, choice.measure); }

/** What the address says: every choice that is not empty. A link never opens outcomes about suicide by itself. */
function linkOf({ show_sensitive: _kept, ...view }) {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value));
}

/** The first explorer of a face on a page has the plain name in the address; others get a number. */
function placeName(root, face) {
  const same = [...document.querySelectorAll(`[data-mirrorwell="${root.dataset.mirrorwell}"]`)];
  const number = same.indexOf(root);
  return number > 0 ? `${face}${number + 1}` : face;
}

/** Does the explorer stand in a section of the text, below its h2? A content note is a box of its own, not a section. */
function inSection(root) {
  const text = root.closest("main, .jp-Notebook") ?? document;
  return [...text.querySelectorAll("h2")].some(head => !head.closest("section, aside, [data-mirrorwell]") &&
    head.compareDocumentPosition(root) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** All parts of the page and how they follow a view. */
function buildPage({ figures, compact, within, specs, vega, choose, zips }) {
  const [big, less] = within ? ["h3", "h4"] : ["h2", "h3"];
  const summary = h("p", { className: "summary", role: "status" });
  const equity = h("div", { className: "note weak" }, h(big, {}, "Before you compare groups"), h("p", {}));
  const title = h(big, { className: "chart-title" }), sub = h("p", { className: "chart-sub" });
  const legend = h("ul", { className: "legend", aria: { label: "Marks" } }), steps = h("ul", { className: "legend", aria: { label: "Steps of the map" } });
  const [mapHost, dotHost] = [h("div", { className: "chart map", role: "img" }), h("div", { className: "chart", role: "img" })];
  const state = h("p", { className: "soft" }, "Drawing the chart."), beside = h("p", { className: "beside" });
  const table = h("div", { className: "scroll", id: uid("table"), hidden: true, tabIndex: 0, role: "group", aria: { label: "The same figures as a table" } });
  const toggle = h("button", { type: "button", className: "btn quiet", aria: { controls: table.id, expanded: "false" }, on: { click: () => open(table.hidden) } }, "Show as a table");
  const gaps = h("p", { className: "source" }), sources = h("div", {});
  const exporting = exportTools(() => view, () => [mapHost, dotHost], zips);
  const brief = compact ? h("p", { className: "brief" }) : null;
  const figure = h("figure", { className: "card" }, title, sub, steps, mapHost, legend, state, dotHost, brief, beside, table,
    h("div", { className: "tools" }, toggle, ...(compact ? [] : exporting.first)), ...(compact ? [] : exporting.parts), gaps, sources);
  const dots = picture(dotHost, vega, specs.dots), tiles = picture(mapHost, vega, specs.tiles);
  let difference = null, view = null, type = null, width = 0, later = 0, frame = 0, shown = false, broken = "";
  const apart = compact ? null : compareCard((host, found) => {
    if (!difference) {
      difference = picture(host, vega, specs.dots);
      difference.started.catch(() => { host.hidden = true; });
    }
    if (host.clientWidth) difference.draw(layoutDifference(found, host.clientWidth, type));
  }, big);
  const fair = compact ? null : fairReading(big, less);

  function open(yes) {
    table.hidden = !yes;
    toggle.setAttribute("aria-expanded", String(yes));
    toggle.textContent = yes ? "Hide the table" : "Show as a table";
  }

  function draw() {
    if (!view || !width || broken) return;
    dotHost.hidden = !view.rows.length;
    dots.draw(layoutDots(view, width, type));
    if (!mapHost.hidden) tiles.draw(layoutTiles(view, width, type));
  }

  const started = Promise.all([dots.started, tiles.started]).then(() => { state.hidden = true; }, error => {
    broken = error.message;
    state.textContent = `The chart could not be drawn here (${broken}). The table below has the same figures.`;
    dotHost.hidden = mapHost.hidden = true;
    open(true);
  });

  mapHost.addEventListener("click", event => {
    const box = mapHost.getBoundingClientRect(), [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const hit = layoutTiles(view, width, type).hits.find(one => x >= one.x && x < one.x2 && y >= one.y && y < one.y2);
    if (hit?.name) choose({ place: hit.name === view.choice.place ? "" : hit.name });
  });

  const controls = compact ? null : controlsOf(figures, choose);
  const page = {
    started, watched: figure,
    parts: compact ? [equity, figure] : [controls.root, summary, equity, figure, apart.root, fair.root],
    show(now) {
      view = now;
      controls?.show(view);
      exporting.clear();
      summary.textContent = summaryOf(view);
      if (brief) brief.textContent = `${firstSentence(view)} Groups, not persons.`;
      title.textContent = titleOf(view);
      sub.textContent = subOf(view);
      equity.hidden = !view.grouping.equity;
      equity.querySelector("p").textContent = EQUITY[view.grouping.equity] ?? "";
      mapHost.hidden = steps.hidden = view.grouping.mode !== "place" || Boolean(broken);
      for (const [host, what] of [[mapHost, "Map of equal tiles"], [dotHost, "Chart"]])
        host.setAttribute("aria-label", `${what}: ${title.textContent}. The table has the same figures.`);
      if (!steps.hidden) steps.replaceChildren(...tileLegend(view));
      legend.replaceChildren(...legendOf(view));
      draw();
      // What stands below the chart follows after the chart was painted, but at once the first time and without Vega.
      cancelAnimationFrame(frame);
      clearTimeout(later);
      if (shown && !broken) frame = requestAnimationFrame(() => { later = setTimeout(rest, 0); });
      else rest();
      shown = true;
    },
    resize(font = false) {
      const now = Math.floor(dotHost.parentNode.clientWidth - padding(figure));
      if (now <= 0 || (now === width && !font)) return;
      width = now;
      type = typeOf(figure);
      draw();
      if (view) apart?.show(view);
    },
    close() { cancelAnimationFrame(frame); clearTimeout(later); for (const one of [dots, tiles, difference]) one?.close(); },
  };

  function rest() {
    table.replaceChildren(tableOf(view));
    companion();
    gaps.textContent = view.instrument.method;
    sources.replaceChildren(...sourcesOf(view).map(text => h("p", { className: "source" }, `Source: ${text}`)));
    fair?.show(view);
    if (type) apart?.show(view);
  }

  function companion() {
    const other = view.measure.beside && viewOf(figures, { ...view.choice, measure: view.measure.beside, share: "with" });
    beside.hidden = !other;
    if (!other) return;
    const told = other.drawn.map(row => `${small(row.name)}, ${figureText(row, other)} (${row.low === null ? "reference or no interval" : intervalText(row, other)})`);
    beside.textContent = `Beside the shares, ${small(other.measure.label)}: ${told.join("; ")}. Odds are not risk: read the shares first.`;
  }
  return page;
}

function padding(node) {
  const style = getComputedStyle(node);
  return parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) + 2;
}

/** What stands under every explorer: groups, the ruler, what protects and what can change. */
function fairReading(big, less) {
  const id = uid("fair"), note = (kind, title) => { const text = h("p", {}); return { root: h("div", { className: `note ${kind}` }, h(less, {}, title), text), text }; };
  const [people, ruler, strength] = [note("", "Groups, not persons"), note("weak", "Different survey, different ruler"), note("fit", "What protects, what can change")];
  return {
    root: h("div", { className: "fair", role: "group", aria: { labelledby: id } }, h(big, { id }, "Reading it fairly"), h("div", { className: "reading" }, people.root, ruler.root, strength.root)),
    show({ instrument }) {
      const one = { children: "child", students: "student", adults: "adult" }[instrument.who] ?? "person";
      people.text.textContent = `A share describes many people at once. It cannot say how one ${one} is, was or will be.`;
      ruler.text.textContent = instrument.ruler;
      strength.text.textContent = `${instrument.protects} ${instrument.change}`;
    },
  };
}
