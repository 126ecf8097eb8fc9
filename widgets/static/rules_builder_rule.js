// One unwritten rule on its way to a healthy one: how it shows, what it protected, our words and the learner's.

const RULE_LEVELS = { people: "With people we serve", staff: "Among staff", leadership: "In leadership" };

/** @typedef {{id: string, name: string, says: string, shows: Record<string, string>, protects: string, healthy: string,
 *   practices: Record<string, string[]>, steps: string[], caution: string, source: string}} Rule */

/** Choose one of our texts, own words, or nothing. Choosing own words opens a field; nothing is chosen at first.
 * @param {string} legend @param {string[]} ours @param {string} label of the field @param {string} none @param {() => void} changed */
function wordsChoice(legend, ours, label, none, changed) {
  const name = uid("choice"), id = uid("own");
  const own = h("textarea", { ...typed, id, rows: 3, maxLength: 2000, on: { input: changed } });
  const field = h("div", { className: "field rb-own", hidden: true }, h("label", { htmlFor: id }, label), own);
  const radio = (value, text, ...more) => {
    const input = h("input", { type: "radio", name, value, checked: value === "none", on: { change: () => { field.hidden = chosen() !== "own"; changed(); } } });
    return h("div", { className: "opt" }, h("label", {}, input, h("span", {}, text)), ...more);
  };
  const options = [...ours.map((text, at) => radio(String(at), text)), radio("own", "In our own words", field), radio("none", none)];
  const chosen = () => options.map(option => option.querySelector("input")).find(input => input.checked).value;
  return {
    node: h("fieldset", { className: "rb-choice" }, h("legend", {}, legend), ...options),
    get text() { return (chosen() === "own" ? own.value : ours[chosen()] ?? "").trim(); },
  };
}

class RulePart {
  /** @param {Rule} rule @param {Builder} builder */
  constructor(rule, builder) {
    this.rule = rule;
    const changed = () => builder.changed();
    this.healthy = h("textarea", { ...typed, rows: 2, maxLength: 2000, value: rule.healthy, on: { input: () => { this.again.hidden = this.healthy.value === rule.healthy; changed(); } } });
    this.again = builder.button("Put our words back", "plain", () => {
      this.healthy.value = rule.healthy;
      this.again.hidden = true;
      this.healthy.focus();
      builder.say("Our words are back.");
      changed();
    }, { hidden: true });
    this.practices = Object.entries(RULE_LEVELS).map(([level, words]) => [words, wordsChoice(words, rule.practices[level] ?? [], `Our practice ${words.toLowerCase()}`, "Leave this level open", changed)]);
    this.step = wordsChoice("A first step, under ten minutes", rule.steps, "Our first step", "No first step yet", changed);
    this.nodes = [this.reading(), this.caution(), builder.field("The healthy rule: keep our words or write your own", this.healthy), this.again,
      h("div", { className: "rb-part stack", role: "group", aria: { label: "What others could see or hear" } },
        h("h4", {}, "What others could see or hear"),
        h("p", { className: "small" }, "Pick a practice for one level or more. Roles, not names."),
        h("div", { className: "rb-levels" }, ...this.practices.map(([, choice]) => choice.node))),
      this.step.node];
  }

  reading() {
    return h("div", { className: "rb-part stack" },
      h("p", {}, h("b", {}, "What it says: "), this.rule.says),
      h("h4", {}, "How it may show at Harbor Street"),
      h("dl", { className: "rb-levels rb-shows" }, ...Object.entries(RULE_LEVELS).map(([level, words]) =>
        h("div", { className: `rb-${level}` }, h("dt", {}, words), h("dd", {}, this.rule.shows[level] ?? "")))),
      h("p", {}, h("b", {}, "What it was protecting: "), this.rule.protects));
  }

  caution() {
    return h("div", { className: "note weak" }, h("h4", {}, "When it is something else, and who carries the risk"), h("p", {}, this.rule.caution),
      h("p", { className: "source" }, `Source: ${this.rule.source} Scenes, healthy rule and practices are our own wording.`));
  }

  /** What is on the page of this rule. */
  chosen() { return { practices: this.practices.filter(([, choice]) => choice.text).length, step: Boolean(this.step.text) }; }

  blocks() {
    const pair = (label, text) => (text ? [{ as: "text", label, text }] : []);
    return [
      { as: "head", text: this.healthy.value.trim() || this.rule.healthy },
      { as: "small", text: `In place of: ${this.rule.name.toLowerCase()}` },
      ...this.practices.flatMap(([words, choice]) => pair(words, choice.text)),
      ...pair("First step, under ten minutes", this.step.text),
    ];
  }
}
