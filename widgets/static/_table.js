// The same content as a table, one press away from every picture.

/** A button and the table it opens; `refresh` draws the table again when it is open.
 * @param {string} label name of the region @param {() => HTMLTableElement} make */
function tableToggle(label, make) {
  const place = h("div", { className: "scroll", id: uid("table"), hidden: true, tabIndex: 0, role: "region", aria: { label } });
  const button = h("button", { type: "button", className: "btn quiet", aria: { controls: place.id, expanded: "false" }, on: { click: () => show(place.hidden) } }, "Show as a table");
  /** @param {boolean} yes */
  function show(yes) {
    place.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    button.textContent = yes ? "Hide the table" : "Show as a table";
    if (yes) place.replaceChildren(make());
  }
  return { button, place, show, refresh: () => { if (!place.hidden) place.replaceChildren(make()); } };
}

/** @param {string} caption @param {string[]} columns @param {(string|number)[][]} rows the first cell heads its row; numbers stand right */
function tableOfRows(caption, columns, rows) {
  return h("table", {}, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...columns.map(text => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows.map(([head, ...cells]) => h("tr", {}, h("th", { scope: "row" }, String(head)),
      ...cells.map(cell => h("td", typeof cell === "number" ? { className: "n" } : {}, String(cell)))))));
}
