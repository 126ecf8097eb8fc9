// The picture of the nested-systems map: a sun above the waterline for the people we serve, five half rings below it.
// It shows where an event has been. All of it can be read in the list beside it.

const CX = 210, LINE = 104, SUN = 66, FIRST = 81.5, PITCH = 27, THICK = 25, ORBIT = 84, BADGE = 13;
const WAY = { inward: "Inward", outward: "Outward", sideways: "Sideways" };
const ARROW = { inward: "M12 20V5M5 12l7-7 7 7", outward: "M12 4v15M5 12l7 7 7-7", sideways: "M4 12h15M12 5l7 7-7 7" };

/** In words, how an event came to a ring. @param {string} moves @param {string} name of the ring */
function wayTo(moves, name) {
  return moves === "sideways" ? `Sideways, in the same ring: ${name}` : `${WAY[moves]}, to: ${name}`;
}

/** An arrow as it points in the picture; the word for it always stands beside it. @param {keyof ARROW} moves */
function arrowOf(moves) {
  return s("svg", { class: "mw-icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: ARROW[moves] }));
}

/** The angle of a mark in degrees. Marks run from left to right; below the line the middle is left to the names.
 * @param {number} at place of the mark @param {number} count of all marks @param {number} depth 0 above the line */
function angleOf(at, count, depth) {
  const left = Math.ceil(count / 2), right = count - left;
  if (!depth) return 168 - (156 * at) / (count - 1);
  return at < left ? 168 - (41 * at) / (left - 1) : 53 - (41 * (at - left)) / (right - 1);
}

const radiusOf = depth => (depth ? FIRST + (depth - 1) * PITCH : ORBIT);
const bowl = radius => `M${CX - radius} ${LINE + 4}A${radius} ${radius} 0 0 0 ${CX + radius} ${LINE + 4}`;

class NestedPicture {
  /** @param {{id: string, name: string}[]} rings from the inside out @param {(ring: string) => void} pick */
  constructor(rings, pick) {
    this.rings = rings;
    const parts = rings.map((ring, at) => (at ? this.bowlOf(ring.name, at) : this.sunOf(ring.name)));
    parts.forEach((part, at) => part.addEventListener("click", () => pick(rings[at].id)));
    this.parts = parts;
    this.outline = s("path", { class: "ns-outline" });
    this.trail = s("g");
    this.marks = s("g");
    this.names = parts.slice(1).map(part => part.lastChild);
    this.svg = picture(2 * CX, LINE + FIRST + 4 * PITCH + 32, "-",
      s("path", { class: "m-sky", d: `M0 0H${2 * CX}V${LINE}H0z` }), s("path", { class: "m-water", d: `M0 ${LINE}H${2 * CX}V400H0z` }),
      echoOf(), ...parts.slice(1), parts[0], s("path", { class: "m-line", d: `M0 ${LINE}H${2 * CX}` }), this.outline, this.trail, ...this.names, this.marks);
  }

  sunOf(name) {
    const [first, ...rest] = name.split(" ");
    const word = (text, y) => s("text", { class: "m-word m-insun", "text-anchor": "middle", x: CX, y: LINE - y }, text);
    return s("g", { class: "ns-place ns-sun" },
      s("path", { class: "m-sun", d: `M${CX - SUN} ${LINE}a${SUN} ${SUN} 0 0 1 ${2 * SUN} 0z` }),
      ...(rest.length ? [word(first, 36), word(rest.join(" "), 14)] : [word(first, 22)]));
  }

  bowlOf(name, at) {
    const radius = radiusOf(at), id = uid("bowl");
    return s("g", { class: `ns-place ns-depth-${at}` },
      s("path", { class: "ns-body", "stroke-width": THICK, d: bowl(radius) }),
      s("path", { class: "ns-edge", d: bowl(radius + PITCH / 2) }),
      s("path", { id, d: bowl(radius + 7), fill: "none" }),
      s("text", { class: `m-word ns-name ns-depth-${at}`, "text-anchor": "middle" }, s("textPath", { href: `#${id}`, startOffset: "50%" }, name)));
  }

  /** Mark rings and steps. `places` are the rings in the order of the event, the first where it arrived; `seen` of
   * them are shown. Without any, the ring `chosen` is only outlined.
   * @param {{chosen: string, places?: {ring: string, moves?: string}[], seen?: number, label: string}} now */
  show({ chosen, places = [], seen = 0, label }) {
    this.svg.setAttribute("aria-label", label);
    const shown = places.slice(0, seen), current = shown.at(-1)?.ring ?? chosen;
    this.rings.forEach(({ id }, at) => {
      const state = id === current ? "now" : shown.some(place => place.ring === id) ? "seen" : "wait";
      this.parts[at].setAttribute("data-is", state);
      this.names[at - 1]?.setAttribute("data-is", state);
      const radius = radiusOf(at);
      if (state === "now") this.outline.setAttribute("d", at ? bowl(radius - THICK / 2) + bowl(radius + THICK / 2) : "");
    });
    const spots = shown.map((place, at) => {
      const depth = this.rings.findIndex(ring => ring.id === place.ring);
      return { depth, angle: angleOf(at, places.length, depth) };
    });
    this.trail.replaceChildren(...spots.slice(1).flatMap((spot, at) => trailOf(spots[at], spot, at === spots.length - 2)));
    this.marks.replaceChildren(...spots.map((spot, at) => markOf(spot, at, at === spots.length - 1)));
  }
}

/** The reflection of the sun, cut by ripples. */
function echoOf() {
  const half = y => Math.sqrt(SUN * SUN - y * y);
  const slices = [[5, 16], [21, 32], [38, 48], [54, 62]];
  return s("path", { class: "m-echo", d: slices.map(([top, low]) => `M${CX - half(top)} ${LINE + top}H${CX + half(top)}L${CX + half(low)} ${LINE + low}H${CX - half(low)}z`).join("") });
}

/** A point of the picture; degrees run clockwise from the right, so 90 is straight down. @param {number} radius @param {number} degrees */
function pointOf(radius, degrees) {
  const turn = (degrees * Math.PI) / 180;
  return [CX + radius * Math.cos(turn), LINE + radius * Math.sin(turn)];
}

const spotOf = ({ depth, angle }) => pointOf(radiusOf(depth), depth ? angle : 360 - angle);

/** The way between two marks, along the rings and not across the names where it can be helped. @param {boolean} last it has a head */
function trailOf(from, to, last) {
  // Above the line an angle is mirrored. A way to or from there goes around the sky, not through the middle below.
  const sky = !from.depth || !to.depth;
  const turn = ({ depth, angle }) => (depth ? (sky && angle < 90 ? angle + 360 : angle) : 360 - angle);
  const [a, b, r, q] = [turn(from), turn(to), radiusOf(from.depth), radiusOf(to.depth)];
  const far = (one, two) => Math.hypot(one[0] - two[0], one[1] - two[1]);
  const all = Array.from({ length: 61 }, (_, at) => pointOf(r + ((q - r) * at) / 60, a + ((b - a) * at) / 60));
  const way = all.filter(point => far(point, all[0]) > BADGE + 1 && far(point, all[60]) > BADGE + (last ? 9 : 1));
  if (!way.length) return [];
  const tip = way.at(-1), aim = Math.atan2(all[60][1] - tip[1], all[60][0] - tip[0]);
  const corner = (by, size) => `${tip[0] + size * Math.cos(aim + by)} ${tip[1] + size * Math.sin(aim + by)}`;
  const d = `M${way.map(point => point.map(n => n.toFixed(1)).join(" ")).join("L")}`;
  const lines = [s("path", { class: "ns-casing", d }), s("path", { class: last ? "ns-trail last" : "ns-trail", d })];
  return last ? [...lines, s("path", { class: "ns-head", d: `M${corner(0, 9)}L${corner(2.2, 8)}L${corner(-2.2, 8)}z` })] : lines;
}

/** The number of a step; where the event arrived there is a dot. */
function markOf(spot, at, last) {
  const [x, y] = spotOf(spot);
  return s("g", { class: last ? "ns-mark last" : "ns-mark" }, s("circle", { cx: x, cy: y, r: BADGE }),
    at ? s("text", { x, y: y + 7, "text-anchor": "middle" }, String(at)) : s("circle", { class: "ns-dot", cx: x, cy: y, r: 5 }));
}
