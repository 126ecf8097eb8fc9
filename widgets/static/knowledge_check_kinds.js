// How each kind of question looks. A view has `nodes` to show and `paint`, which puts feedback in its place.
// `changed` is called after each change of the answer; a change is not yet an answer.

const act = (text, look, run, more) => h("button", { type: "button", className: `btn ${look}`, on: { click: run }, ...more }, text);

const made = (tag, className, ...inside) => h(tag, { className }, ...inside);

/** Feedback inside the box it is about: solid and "fits", dashed and "look again", or none for `null`.
 * @param {HTMLElement} box @param {Element} [control] is described by the feedback */
function feedbackPlace(box, control) {
  const feedback = h("div", { className: "opt-feedback", id: uid("feedback") });
  box.append(feedback);
  return (fit, text, word = fit ? "Fits" : "Look again") => {
    feedback.hidden = fit === null;
    box.classList.toggle("fit", fit === true);
    box.classList.toggle("look", fit === false);
    control?.setAttribute("aria-describedby", feedback.hidden ? "" : feedback.id);
    if (!feedback.hidden) feedback.replaceChildren(h("strong", {}, icon(fit ? "check" : "again"), word), made("p", "", text));
  };
}

/** Does a part fit, where it is still as it was checked? @param {Item} item @param {number} at */
const judged = (item, at) => (item.checked[at] === item.now[at] ? partsOf(item)[at] : null);

function optionsView(item, changed) {
  const several = item.kind === "several", name = uid("question");
  const rows = item.options.map((option, at) => {
    const input = h("input", { type: several ? "checkbox" : "radio", name, checked: item.now.includes(at), on: { change() {
      item.now = [...rows.keys()].filter(each => rows[each].input.checked);
      changed();
    } } });
    const box = made("div", "opt", h("label", {}, input, h("span", {}, option.text)));
    return { box, input, show: feedbackPlace(box, input) };
  });
  const word = ({ best }, at) => {
    if (several) return best || item.tried.has(at) ? undefined : "Not one of them";
    return best ? "Best answer" : [...item.keys][0] === `${at}` ? "Your first answer. Look again" : undefined;
  };
  return {
    nodes: rows.map(row => row.box),
    paint: () => item.options.forEach((option, at) => {
      rows[at].show(item.tried.has(at) || item.readAll ? option.best : null, option.feedback, word(option, at));
    }),
  };
}

function matchView(item, changed) {
  // A closed select cuts long texts off: those are listed above it, and called by a letter.
  const listed = item.rights.some(right => right.length > 34);
  const called = item.rights.map((right, at) => (listed ? `${String.fromCharCode(65 + at)}. ${right}` : right));
  const shows = [];
  const boxes = item.pairs.map((pair, at) => {
    const select = h("select", { className: "select", on: { change() {
      item.now[at] = Number(select.value);
      changed();
    } } }, h("option", { value: -1 }, "Choose one"), ...called.map((text, value) => h("option", { value }, text)));
    select.value = item.now[at];
    const box = made("div", "opt kc-pair", h("label", {}, h("span", {}, pair.left), select));
    shows.push(feedbackPlace(box, select));
    return box;
  });
  return {
    nodes: [listed && h("ul", { className: "kc-list", role: "list" }, ...called.map(text => h("li", {}, text))), ...boxes],
    paint: () => item.pairs.forEach((pair, at) => shows[at](judged(item, at), pair.feedback)),
  };
}

function orderView(item, changed) {
  const rows = item.steps.map((step, own) => {
    const mover = (word, by) => act(word, "quiet", () => move(own, by), { aria: { label: `${word}: ${step.text}` } });
    const place = h("b"), up = mover("Move up", -1), down = mover("Move down", 1);
    const box = made("li", "opt kc-step", h("div", {}, place, h("span", {}, step.text), made("div", "row", up, down)));
    return { box, place, up, down, show: feedbackPlace(box) };
  });
  const list = h("ol", { className: "kc-list", role: "list" }, ...item.now.map(step => rows[step].box));
  function move(step, by) {
    const { now } = item, at = now.indexOf(step), to = at + by;
    if (!(to in now)) return changed(`This step is already ${by < 0 ? "first" : "last"}.`);
    const { box } = rows[step];
    // The other step is moved around the one that was asked for, which so keeps its focus.
    list.insertBefore(rows[now[to]].box, by < 0 ? box.nextSibling : box);
    [now[at], now[to]] = [now[to], step];
    item.moved = true;
    changed(`Now ${to + 1} of ${now.length}: ${item.steps[step].text}`);
  }
  return {
    nodes: [list],
    paint: () => item.now.forEach((step, at) => {
      const row = rows[step], fit = judged(item, at);
      row.place.textContent = `${at + 1}.`;
      row.up.setAttribute("aria-disabled", at === 0);
      row.down.setAttribute("aria-disabled", at === item.now.length - 1);
      row.show(fit, item.steps[step].feedback, fit ? "In its place" : undefined);
    }),
  };
}

function numberView(item, changed, enter) {
  const { number } = item;
  const input = h("input", {
    className: "input", type: "text", inputMode: "decimal", dir: "auto", autocomplete: "off", value: item.now,
    "data-gramm": "false", "data-enable-grammarly": "false", on: {
      input() { item.now = input.value.trim(); changed(); },
      keydown(event) { if (event.key === "Enter") { event.preventDefault(); enter(); } },
    },
  });
  const box = made("div", "opt kc-number", h("label", {}, made("b", "", number.label), made("span", "small", number.near), input));
  const show = feedbackPlace(box, input);
  return {
    nodes: [box],
    paint() {
      const fit = isSettled(item) ? fitsWhole(item) : null;
      show(fit, number[fit ? "right" : numberOf(item) < number.printed ? "low" : "high"]);
    },
  };
}

const VIEWS = { single: optionsView, several: optionsView, match: matchView, order: orderView, number: numberView };

/** What is said of an answer as a whole; of one option and of a number its own feedback says it. @param {any} item */
function resultOf(item) {
  const parts = partsOf(item);
  if (item.counted) return `${parts.filter(Boolean).length} of ${parts.length} ${item.counted}.`;
  if (item.kind !== "several") return "";
  const fitting = item.options.filter(option => option.best).length, found = item.now.filter(at => item.options[at].best).length;
  const more = item.now.length - found;
  return `You have ${found} of the ${fitting} that fit${more ? ", and " + more + " to look at again" : ""}.`;
}
