// The form of a plan: its lines, in steps of meaning. Each is optional; hints stand under the labels.

/** Marks that ask helpers of the browser to leave a private field alone. */
const PRIVATE = { autocomplete: "off", dir: "auto", "data-gramm": "false", "data-enable-grammarly": "false" };

/** A labelled line to type into. @param {string} name @param {string} label @param {string} hint @param {{long?: boolean, about?: string}} [more]
 *   `about` is the id of a text that belongs to the line as well */
function planLine(name, label, hint, { long = false, about = "" } = {}) {
  const ids = { field: uid(name), hint: uid("hint") };
  const field = h(long ? "textarea" : "input", {
    ...(long ? { rows: 2 } : { type: "text" }), ...PRIVATE, id: ids.field, className: long ? null : "input", data: { line: name },
    aria: { describedby: [ids.hint, about].filter(Boolean).join(" ") },
  });
  return h("div", { className: "field" }, h("label", { htmlFor: ids.field }, label), h("p", { className: "small", id: ids.hint }, hint), field);
}

/** @param {string} legend @param {...(Node|string|null)} children */
function planStep(legend, ...children) {
  return h("fieldset", { className: "ap-step" }, h("legend", {}, legend), ...children);
}

/** A way to begin: two of them stand side by side and weigh the same. @param {string} name @param {...Node} lines */
function planWay(name, ...lines) {
  const id = uid("way");
  return h("div", { className: "ap-way", role: "group", aria: { labelledby: id } }, h("p", { className: "ap-name", id }, name), ...lines);
}

/** The value to start from, and the small step it offers. @param {{id: string, name: string, step: string}[]} values
 * @param {string} chosen id, or empty @param {(step: string) => void} take called with the step that the person wants */
function startPart(values, chosen, take) {
  const ids = { choice: uid("value"), hint: uid("hint") };
  const choice = h("select", { className: "select", id: ids.choice, autocomplete: "off", aria: { describedby: ids.hint }, on: { change: offer } },
    h("option", { value: "" }, "No value"), ...values.map(({ id, name }) => h("option", { value: id }, name)));
  const name = h("b", {}), step = h("p", {});
  const offered = h("div", { className: "note ap-offer", hidden: true },
    h("p", { className: "small" }, "A step that fits ", name, ":"), step,
    h("button", { type: "button", className: "btn quiet", on: { click: () => take(step.textContent) } }, "Put this step into my plan"));
  function offer() {
    const value = values.find(({ id }) => id === choice.value);
    offered.hidden = !value;
    name.textContent = value?.name ?? "";
    step.textContent = value?.step ?? "";
  }
  function reset() {
    choice.value = chosen;
    offer();
  }
  reset();
  return {
    node: h("div", { className: "stack" },
      h("div", { className: "field" }, h("label", { htmlFor: ids.choice }, "Start from a value (optional)"),
        h("p", { className: "small", id: ids.hint }, "Nothing is carried over from the mirror quiz: choose the value yourself, for example one where your levels lay far apart."), choice),
      offered),
    reset,
  };
}

/** What is always said beside the question of risk: a thought for everyone, no answer to what was typed. @param {string} id */
function riskNote(id) {
  return h("div", { id },
    h("p", {}, "Speaking up, pausing and saying no are not equally safe for everyone."),
    h("p", {}, "If someone with less power would carry the risk, take a smaller step, share it, or ask someone with more power to go first. Waiting is a choice too."));
}

/** The whole form. @param {Node} start @param {Node} day the field for the date */
function planForm(start, day) {
  const risk = uid("risk");
  return h("div", { className: "ap-form" },
    start,
    planStep("Say what you want to carry over",
      planLine("because", "Because we say this to the people we serve", "Words you use with them. For example: take the time you need", { long: true }),
      planLine("practice", "I want to practice", "The same thing in our own house. For example: taking a pause between two hard visits", { long: true }),
      planLine("whom", "With", "A group or a role, not a name. For example: my team, the front desk")),
    planStep("Choose one small first step",
      h("p", {}, "Begin something, or stop something. Each is a whole step by itself."),
      h("div", { className: "ap-ways" },
        planWay("Something to begin",
          planLine("cue", "If (a cue you will notice)", "For example: Tuesday’s case review opens", { long: true }),
          planLine("act", "Then I will", "One act of under ten minutes. For example: ask one question about strengths before risks", { long: true })),
        planWay("Something to stop",
          planLine("stop", "What would you stop doing?", "It can make room for the other. For example: answering messages after six", { long: true })))),
    planStep("Do not do it alone",
      h("div", { className: "ap-pair" },
        planLine("asked", "I will ask", "A role with power over this"),
        planLine("ask", "For", "Time, a decision, a changed rule"),
        planLine("decides", "Who decides?", "A role or a group"),
        planLine("ally", "An ally", "A role, not a name")),
      planLine("helps", "What would help?", "People, time, words, an example", { long: true })),
    h("fieldset", { className: "ap-step note weak" }, h("legend", {}, "Look at the risk"), riskNote(risk),
      planLine("risk", "Who carries the risk of this step?", "A role or a group. It can be you.", { long: true, about: risk })),
    planStep("Choose a day to look again", day));
}
