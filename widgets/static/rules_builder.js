// The rules builder: choose unwritten rules of a service, turn each into a healthy one, print the page.

class RulesBuilder extends Builder {
  constructor(model, el) {
    super(el, "rules-builder", {
      activity: "rules", file: "our-healthy-rules", title: "Rules we want to work by",
      about: "Read it aloud once. Then print it or keep a copy, and show it to those it is about. It is a start for talk.",
    });
    /** @type {Rule[]} */
    this.rules = model.get("_rules");
    this.reset();
    this.go(0, false);
    ready(this.root);
  }

  reset() {
    /** @type {Map<string, RulePart>} words of a rule that is taken back stay until they are cleared */
    this.parts = new Map();
    this.chosen = new Set();
    this.count = h("p", { className: "small" });
  }

  /** @returns {RulePart[]} in the order of the course */
  picked() { return this.rules.filter(rule => this.chosen.has(rule.id)).map(rule => this.parts.get(rule.id)); }

  missing() { return this.at || this.chosen.size ? "" : "No rule is chosen yet. Choose one, or press Done with this if you only came to read."; }

  views() {
    const picked = this.picked();
    return [() => this.chooseView(), ...picked.map((part, at) => () => ({
      title: picked.length > 1 ? `Rule ${at + 1} of ${picked.length}: ${part.rule.name.toLowerCase()}` : part.rule.name,
      parts: part.nodes,
      next: at + 1 < picked.length ? "Next rule" : "See the page",
    }))];
  }

  chooseView() {
    if (!this.rules.length) return { title: "Choose an unwritten rule", parts: [h("p", {}, "This page has no rules to choose from. You can go on with the module.")], next: "Continue" };
    const cards = this.rules.map(rule => h("div", { className: "opt" }, h("label", {},
      h("input", { type: "checkbox", checked: this.chosen.has(rule.id), on: { change: event => this.choose(rule, event.target.checked) } }),
      h("span", {}, h("b", {}, rule.name), h("span", { className: "rb-says" }, rule.says)))));
    this.countChosen();
    return {
      title: "Choose one to three unwritten rules",
      parts: [
        h("p", {}, "Nobody wrote them down, and everyone knows them. Services under strain can drift into them for their own reasons. Think of practices in a service, not of a person and not of any family."),
        h("fieldset", { className: "rb-rules" }, h("legend", { className: "hush" }, "Unwritten rules"), ...cards), this.count],
      next: "Continue",
    };
  }

  choose(rule, on) {
    if (on) this.chosen.add(rule.id);
    else this.chosen.delete(rule.id);
    if (on && !this.parts.has(rule.id)) this.parts.set(rule.id, new RulePart(rule, this));
    this.countChosen();
    this.say("");
  }

  countChosen() {
    const many = this.chosen.size > 3 ? " One to three are easier to start with, and more than three may fill more than one sheet." : "";
    this.count.textContent = `${this.chosen.size ? plural(this.chosen.size, "rule") : "No rule"} chosen.${many}`;
  }

  blocks() { return this.framed("Unwritten rules, turned into rules that we can say aloud.", this.picked().flatMap(part => part.blocks())); }

  summary() {
    const chosen = this.picked().map(part => part.chosen());
    const practices = chosen.reduce((sum, { practices }) => sum + practices, 0), steps = chosen.filter(({ step }) => step).length;
    return `${plural(chosen.length, "healthy rule")}, ${plural(practices, "practice")}, ${plural(steps, "first step")}.`;
  }
}

export default {
  render({ model, el }) {
    const builder = new RulesBuilder(model, el);
    return () => builder.close();
  },
};
