// What a person may take along: the figures with their citation, the chart as a picture, the whole dataset.

const cellOf = value => (/[",\n]/.test(String(value ?? "")) ? `"${String(value).replaceAll('"', '""')}"` : String(value ?? ""));

/** The rows of the view; title and citation stand in the first lines. */
function csvOf(view) {
  const told = [titleOf(view), subOf(view), ...citationOf(view).split("\n")].map(line => `# ${line}`);
  const head = ["panel", "row", "estimate", "unit", "ci_low", "ci_high", "n_unweighted", "flag", "remark"];
  const digits = value => (value === null ? "" : printed(value, view));
  const rows = view.rows.map(row => [row.panel, row.name, digits(row.value), view.measure.unit, digits(row.low), digits(row.high), row.n ?? "", row.raw?.flag ?? "", remark(row, view)]);
  return `${[...told, ...[head, ...rows].map(cells => cells.map(cellOf).join(","))].join("\n")}\n`;
}

function citationOf(view) {
  return [...sourcesOf(view), "Shown with mirrorwell, an open course for helping professionals. Figures describe groups, not persons."].join("\n");
}

function fileName(view, ending) {
  const { instrument, measure, group_by, share } = view.choice;
  return `mirrorwell-${[instrument, measure, group_by, share === "without" ? "without" : ""].filter(Boolean).join("-").replaceAll("_", "-")}.${ending}`;
}

/** The drawn chart as one SVG that stands alone: title and source as text, every color resolved. */
function svgOf(view, hosts) {
  const drawn = hosts.filter(host => !host.hidden).map(host => host.querySelector("svg")).filter(Boolean);
  if (!drawn.length) return null;
  const margin = 24, type = typeOf(hosts[0]), style = getComputedStyle(hosts[0]);
  const width = Math.max(320, ...drawn.map(one => one.width.baseVal.value)) + 2 * margin;
  const ink = name => colorOf(hosts[0], name);
  const page = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, "font-family": style.fontFamily });
  page.append(svg("rect", { width: "100%", height: "100%", fill: ink("surface") }));
  let y = margin;
  const say = (text, size, color, weight) => {
    const role = weight > 400 ? "all" : "name", scale = size / type.size;
    for (const line of type.wrap(text, role, (width - 2 * margin) / scale)) {
      page.append(fix(svg("text", { x: margin, y: y + size, "font-size": size, fill: color, "font-weight": weight }, line), type.width(line, role) * scale));
      y += size * 1.4;
    }
    y += 6;
  };
  say(titleOf(view), 20, ink("ink"), 700);
  say(subOf(view), 14, ink("ink-soft"), 400);
  for (const one of drawn) {
    y += 10;
    page.append(svg("g", { transform: `translate(${margin} ${y})` }, ...resolved(one)));
    y += one.height.baseVal.value + 8;
  }
  for (const line of citationOf(view).split("\n")) say(line, 14, ink("ink-soft"), 400);
  page.setAttribute("height", String(Math.ceil(y + margin / 2)));
  page.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(y + margin / 2)}`);
  return page;
}

/** A copy without custom properties: another program knows nothing of our tokens. */
function resolved(source) {
  const copy = source.cloneNode(true), from = [...source.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((node, i) => {
    const style = getComputedStyle(from[i]);
    for (const name of ["fill", "stroke", "font-family"]) if (node.getAttribute(name)?.includes("var(")) node.setAttribute(name, style.getPropertyValue(name));
    if (node.localName === "text") fix(node, from[i].getComputedTextLength());
    for (const name of [...node.getAttributeNames()]) if (name.startsWith("aria-") || name === "role") node.removeAttribute(name);
  });
  return [...copy.childNodes];
}

/** Words keep their width where the font of the course is not at hand, so that nothing overlaps. */
function fix(text, width) {
  if (!(width > 0)) return text;
  text.setAttribute("textLength", width.toFixed(1));
  text.setAttribute("lengthAdjust", "spacingAndGlyphs");
  return text;
}

function colorOf(host, token) {
  const probe = h("span", { style: `color: var(--mw-${token})` });
  host.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

function textOf(page) { return new XMLSerializer().serializeToString(page); }

/** Twice the size on screen, so that it stays sharp on paper. @returns {Promise<Blob>} */
async function pngOf(page) {
  const image = new Image(), [width, height] = ["width", "height"].map(name => Number(page.getAttribute(name)));
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(page))}`;
  await image.decode();
  const canvas = h("canvas", { width: 2 * width, height: 2 * height }), pen = canvas.getContext("2d");
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) => canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("the browser made no picture"))), "image/png"));
}

/** Buttons for everything, and a line below that says what happened. `zips` is null where whole datasets are not at hand. */
function exportTools(now, hosts, zips) {
  const said = h("p", { role: "status", className: "small" });
  const field = h("textarea", { className: "input cite", readOnly: true, hidden: true, rows: 4, aria: { label: "Citation, selected for copying" } });
  const tell = text => { said.textContent = text; };
  const button = (text, run) => h("button", { type: "button", className: "btn quiet", on: { click: async () => {
    field.hidden = true;
    try { tell((await run(now())) ?? ""); } catch (error) { tell(`${text} did not work here: ${error.message}. The table can be copied by hand.`); }
  } } }, text);
  const chart = view => { const page = svgOf(view, hosts()); if (!page) throw new Error("the chart was not drawn"); return page; };
  const first = button("Download with citation (CSV)", view => download(fileName(view, "csv"), csvOf(view), "text/csv"));
  const rest = h("div", { className: "tools", id: uid("more"), hidden: true },
    button("Download the chart (PNG)", async view => download(fileName(view, "png"), await pngOf(chart(view)))),
    button("Download the chart (SVG)", view => download(fileName(view, "svg"), textOf(chart(view)), "image/svg+xml")),
    zips && button("Download the whole dataset (ZIP)", async view => {
      const bytes = Uint8Array.from(atob(JSON.parse(await zips())[view.instrument.resource]), sign => sign.charCodeAt(0));
      download(`mirrorwell-${view.instrument.resource.replaceAll("_", "-")}.zip`, new Blob([bytes], { type: "application/zip" }));
    }),
    button("Copy the citation", async view => {
      try {
        await navigator.clipboard.writeText(citationOf(view));
        return "The citation is copied.";
      } catch {
        field.value = citationOf(view);
        field.hidden = false;
        field.focus();
        field.select();
        return "The browser did not allow copying. The citation is selected: copy it with your keyboard or menu.";
      }
    }));
  const more = h("button", { type: "button", className: "btn plain", aria: { controls: rest.id, expanded: "false" }, on: { click: () => {
    rest.hidden = !rest.hidden;
    more.setAttribute("aria-expanded", String(!rest.hidden));
    more.textContent = rest.hidden ? "More to take along" : "Fewer buttons";
  } } }, "More to take along");
  return { first: [first, more], parts: [rest, said, field], clear() { said.textContent = ""; field.hidden = true; } };
}
