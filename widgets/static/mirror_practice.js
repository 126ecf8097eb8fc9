// The practice mirror: one pair of statements at a time, four levels for each value. Marks live in this closure and nowhere else.

const LEVELS = 4;

function practice(model, el) {
  const { values, words: t } = model.get("_content"), seed = model.get("seed") ?? newSeed(), root = mount(el, "mirror-quiz");
  const total = values.length * LEVELS;
  // Half of the statements of each kind stand first, so that no side is the better one.
  const turned = shuffled(Array.from({ length: total }, (_, step) => step % 2 === 0), randomFrom(seed));
  /** @type {Marks} one level after the other */
  let marks, at, reported;

  const [status, say] = statusLine();
  const name = uid("line"), ids = t.points.map(() => uid("point"));
  // The two ends are named by their statements, the points between by words.
  const points = ids.map((id, i) => h("input", { type: "radio", name, id, autocomplete: "off", aria: i % 4 ? { label: t.points[i] } : {}, on: { change: paintChosen } }));
  const ends = [0, 4].map(i => h("label", { htmlFor: ids[i] }));
  const where = para(""), title = h("h3"), legend = h("legend", { className: "hush" }), chosen = para("small");
  const next = h("button", { className: "btn" }), back = button("plain", t.previous, () => away(() => ask(at - 1)));
  const [label, jump] = chooser(t.other, values.map((value, v) => `${v + 1}. ${value.name}`));
  const asking = div("stack", para("", t.intro), para("", h("b", {}, t.measure)),
    h("form", { className: "card mp-rate", on: { submit } }, where, title,
      h("fieldset", {}, legend, div("mp-ends", ...ends), div("mp-points", ...points), chosen),
      div("row", next, button("quiet", t.leave, () => put(null)), back), status),
    div("row", button("quiet", t.so_far, () => away(result)),
      values.length > 1 && div("row", label, jump, button("plain", t.go, () => away(() => ask(jump.selectedIndex * LEVELS))))),
    para("saved", icon("lock"), h("span", {}, t.saved)), para("small", fill(t.mixed, { seed })));
  const profile = profilePage({ t, total: values.length, rows, back: () => ask(at), onward: () => ask(Math.max(marks.indexOf(undefined), marks.indexOf(undefined, at))),
    clear: () => { clear(); points[0].focus(); say(t.cleared); } });

  /** The values that were opened, for the picture. @returns {Row[]} */
  function rows() {
    return values.map((value, v) => ({ ...value, marks: marks.slice(v * LEVELS, (v + 1) * LEVELS) })).filter(row => row.marks.some(mark => mark !== undefined));
  }
  const chosenPoint = () => points.findIndex(point => point.checked), markAt = i => (turned[at] ? 4 - i : i);

  function paint() {
    const level = at % LEVELS, v = (at - level) / LEVELS, pair = values[v].levels[level], first = pair[+turned[at]], second = pair[+!turned[at]];
    const given = { v: v + 1, values: values.length, level: level + 1, at: t.at[level], name: values[v].name, first, second };
    where.textContent = fill(t.where, given);
    title.textContent = given.name;
    legend.textContent = fill(t.legend, given);
    ends[0].textContent = first;
    ends[1].textContent = second;
    points.forEach((point, i) => { point.checked = marks[at] === markAt(i); });
    next.textContent = at === total - 1 ? t.last : level < 3 ? t.next_level : t.next_value;
    back.hidden = !at;
    jump.selectedIndex = v;
    paintChosen();
  }
  function paintChosen() {
    const point = t.points[chosenPoint()];
    chosen.textContent = point ? fill(t.chosen, { point }) : marks[at] === null ? t.open : t.unset;
    say("");
  }

  /** Passing over points is not answering: a point is taken over when a button is pressed. */
  function away(run) {
    const i = chosenPoint();
    if (i >= 0) marks[at] = markAt(i);
    run();
  }
  function submit(event) {
    event.preventDefault();
    away(() => (marks[at] === undefined ? say(t.missing) : put(marks[at])));
  }
  /** Set this level and go on. @param {number|null} mark */
  function put(mark) {
    marks[at] = mark;
    at === total - 1 ? result() : ask(at + 1);
  }
  /** @param {number} step */
  function ask(step) {
    at = step;
    asking.hidden = false;
    profile.node.hidden = true;
    paint();
    points[Math.max(0, chosenPoint())].focus();
  }
  function result() {
    const whole = !marks.includes(undefined);
    asking.hidden = true;
    profile.show(whole);
    profile.head.focus();
    if (!whole || reported) return;
    reported = true;
    finished("mirror-practice");
    report(root, { activity: "mirror-practice", kind: "mirror", completed: true });
  }
  function clear() {
    marks = turned.map(() => undefined);
    at = 0;
    reported = false;
    profile.clear();
    asking.hidden = false;
    paint();
  }

  root.append(asking, profile.node);
  clear();
  ready(root);
  return { clear, end: profile.end };
}

export default {
  render({ model, el }) {
    const { clear, end } = practice(model, el);
    // A page that is left can come back from the browser's memory with all its points: empty it before.
    document.addEventListener("mirrorwell:clear", clear);
    addEventListener("pagehide", clear);
    return () => {
      end();
      document.removeEventListener("mirrorwell:clear", clear);
      removeEventListener("pagehide", clear);
    };
  },
};
