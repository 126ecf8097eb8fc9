// The tables beside the picture: what the rule did, and the figures that the dots come from.

/** Two by two, with the marks of the picture: table and legend in one. @param {Outcomes} rule */
function countsTable(rule) {
  const cell = (kind, value, name) => h("td", {}, h("span", { className: "pp-cell" }, markIcon(kind), h("b", {}, count(value)), ` ${name}`));
  const row = (head, ...cells) => h("tr", {}, h("th", { scope: "row" }, head), ...cells);
  const total = value => h("td", {}, count(value));
  return h("table", { className: "pp-counts" }, h("caption", {}, "What the rule does"),
    h("thead", {}, h("tr", {}, h("td"), ...["Report it", "Do not", "All"].map(text => h("th", { scope: "col" }, text)))),
    h("tbody", {},
      row("At or above", cell("hit", rule.hits, "hits"), cell("alarm", rule.alarms, "false alarms"), total(rule.above)),
      row("Below", cell("miss", rule.misses, "misses"), cell("alone", rule.alone, "rightly not called"), total(rule.below)),
      row("All", total(rule.has), total(rule.not), total(EVERYBODY))));
}

/** @param {any[]} sizes @param {any} outcome @param {Outcomes} rule */
function figuresTable(sizes, outcome, rule) {
  const cells = share => [printed(share), count(share.n), `${(100 - share.value).toFixed(1)}%`];
  return tableOfRows(`The figures behind the dots: ${inside(outcome.label)}, by how many of eight ACEs students reported`,
    ["ACEs", `Students with it (n ${count(sizes[0].n)})`, "Of them, report it", "n", "Do not"],
    [...sizes.map((size, at) => [size.label, printed(size), ...cells(outcome.shares[at])]),
      ["All students", "100%", ...cells(outcome.all)], ["The dots together", count(EVERYBODY), `${rule.has} of ${count(EVERYBODY)}`, "", String(rule.not)]]);
}
