// The picture of a match question: a half sun on the waterline, and below it three rings that deepen. A ring is dashed
// while open, sand while asked, filled when found; the three together complete the well.

const LEVELS = ["Staff", "Leadership", "Organization"];
const WELL = { middle: 200, sun: 70, rings: [98, 137, 176], thick: 35 };
const WORDS = { found: "found", now: "asked now", wait: "not found yet" };

/** A bowl that hangs from the waterline. @param {number} radius */
function bowl(radius) {
  return `M${WELL.middle - radius} 4A${radius} ${radius} 0 0 0 ${WELL.middle + radius} 4`;
}

/** The half sun above the line. The words beside it say the same. */
function halfSun() {
  const { middle, sun } = WELL;
  return picture(400, 72, "",
    s("path", { class: "m-sun", d: `M${middle - sun} 72a${sun} ${sun} 0 0 1 ${2 * sun} 0z` }),
    s("text", { class: "m-word m-insun", x: middle, y: 38 }, "People"),
    s("text", { class: "m-word m-insun", x: middle, y: 60 }, "we serve"));
}

/** The sun in the water, cut by ripples. */
function ripples() {
  const half = y => Math.sqrt(WELL.sun ** 2 - y * y);
  return [[4, 16], [21, 33], [39, 50], [57, 66]].map(([top, bottom]) =>
    s("path", { class: "m-echo", d: `M${WELL.middle - half(top)} ${top}H${WELL.middle + half(top)}L${WELL.middle + half(bottom)} ${bottom}H${WELL.middle - half(bottom)}z` }));
}

/** One ring and its word. `fill` lets it fill once, calmly. @param {number} level @param {"found"|"now"|"wait"} state @param {boolean} fill */
function ring(level, state, fill) {
  const radius = WELL.rings[level], id = uid("ring");
  const band = (look, more = {}) => s("path", { class: `m-ring ${look}`, "stroke-width": WELL.thick, d: bowl(radius), ...more });
  const rim = at => s("path", { class: "m-wait", d: bowl(radius + at * WELL.thick) });
  const found = state === "found";
  return s("g", {},
    (state === "now" || fill) && band("m-now"),
    found && band(`m-${level + 1}${fill ? " mm-fill" : ""}`, fill ? { pathLength: 100 } : {}),
    ...(found ? [] : [rim(-0.5), rim(0.5)]),
    s("path", { id, d: bowl(radius + 6), fill: "none" }),
    s("text", { class: `m-word${found ? " m-on" : state === "now" ? " mm-asked" : ""}` },
      s("textPath", { href: `#${id}`, startOffset: "50%" }, state === "now" ? `${LEVELS[level]}?` : LEVELS[level])));
}

/** The water with its three rings. @param {("found"|"now"|"wait")[]} states @param {number} filling the level that fills now, or -1 */
function rings(states, filling) {
  const label = ["The mirror.", ...states.map((state, level) => `${LEVELS[level]}: ${WORDS[state]}.`)].join(" ");
  return picture(400, 204, label, ...ripples(), ...states.map((state, level) => ring(level, state, level === filling)));
}
