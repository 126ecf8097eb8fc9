// The agreements builder: choose agreements with their safeguards, word and order them, print the page.

const TO_FILL_IN = "_".repeat(30);

class AgreementsBuilder extends Builder {
  constructor(model, el) {
    super(el, "agreements-builder", {
      activity: "agreements", file: "our-agreements", title: "How we talk about hard things",
      about: "Read it aloud together and ask who cannot live with a line. Print it or keep a copy, and change it when it no longer fits.",
    });
    this.agreements = model.get("_agreements");
    this.safeguards = model.get("_safeguards");
    this.reset();
    this.go(0, false);
    ready(this.root);
  }

  reset() {
    const list = (one, more) => new WordList(this, { one, hint: "Reword any line in place. Roles, not names.", change: () => this.changed(), ...more });
    this.refused = new Set(); // safeguards that were taken out by hand: no agreement brings them back
    this.ours = list("agreement", { heading: "We agree", none: "No agreement is chosen. Safeguards alone are a start; add one below or go back.", add: "An agreement of our own", goes: () => {}, returns: () => {} });
    this.safe = list("safeguard", { heading: "What keeps it safe enough", none: "", add: "A safeguard of our own", goes: item => this.refused.add(item.id), returns: item => this.refused.delete(item.id) });
    for (const safeguard of this.safeguards) if (safeguard.always) this.safe.put(safeguard);
    const changed = { on: { input: () => this.changed() } };
    this.concern = h("input", { ...typed, ...changed, className: "input", type: "text", maxLength: 300 });
    this.date = h("input", { ...changed, className: "input", type: "date", autocomplete: "off" });
    this.warning = h("div", { className: "note weak", hidden: true });
  }

  views() {
    return [() => this.chooseView(), () => ({
      title: "Word them, order them",
      parts: [this.ours.node, this.safe.node, this.warning,
        h("div", { className: "ab-part stack", role: "group", aria: { label: "When it does not hold" } }, h("h4", {}, "When it does not hold"),
          this.field("Where a concern goes outside this room", this.concern, "A role or an office, not a name. Left empty, the page has a line to fill in by hand."),
          this.field("We look again on", this.date))],
      next: "See the page",
    })];
  }

  chooseView() {
    const sources = items => [...new Set(items.map(({ source }) => source))].join(" ");
    const extra = this.safeguards.filter(safeguard => !this.agreements.some(agreement => agreement.safeguards.includes(safeguard.id)));
    return {
      title: "Choose what fits your team",
      parts: [
        h("p", {}, "Six agreements for hard conversations, each with what keeps it from being used against somebody. Take one, some or all. You can reword everything in the next step."),
        h("div", { className: "note" }, h("h4", {}, "An agreement nobody may refuse is an order"),
          h("p", {}, "So these are on every page: passing is fine, a disagreement may stay, harm is repaired, a concern has somewhere to go.")),
        this.agreements.length ? h("ul", { className: "ab-cards" }, ...this.agreements.map(agreement => this.card(agreement)))
          : h("p", { className: "soft" }, "This page has no agreements to choose from. You can write your own in the next step."),
        extra.length ? h("div", { className: "stack" }, h("h4", {}, "More safeguards"), ...extra.map(safeguard => this.safeguardLine(safeguard))) : null,
        this.agreements.length ? h("p", { className: "source" }, `Agreements reworded from: ${sources(this.agreements)} Safeguards are our own, after: ${sources(this.safeguards)}`) : null,
      ].filter(Boolean),
      next: "Continue",
    };
  }

  /** An agreement, and its safeguards beside it. */
  card(agreement) {
    const beside = agreement.safeguards.map(id => this.safeguards.find(safeguard => safeguard.id === id)).filter(Boolean);
    return h("li", { className: "ab-card" },
      h("div", { className: "opt" }, h("label", {},
        h("input", { type: "checkbox", checked: this.ours.has(agreement.id), on: { change: event => this.choose(agreement, beside, event.target.checked) } }),
        h("span", {}, h("b", {}, agreement.text), h("span", { className: "ab-why" }, agreement.why)))),
      h("div", { className: "ab-beside", role: "group", aria: { label: `Beside it: ${agreement.text}` } },
        h("p", { className: "small" }, beside.length > 1 ? "Its safeguards" : "Its safeguard"), ...beside.map(safeguard => this.safeguardLine(safeguard))));
  }

  safeguardLine(safeguard) {
    const words = h("span", {}, h("b", {}, safeguard.text), h("span", { className: "ab-why" }, safeguard.why));
    if (safeguard.always) return h("div", { className: "ab-always" }, words, h("span", { className: "chip none" }, "On every page"));
    return h("div", { className: "opt" }, h("label", {},
      h("input", { type: "checkbox", checked: this.safe.has(safeguard.id), data: { safeguard: safeguard.id }, on: { change: event => this.guard(safeguard, event.target.checked) } }), words));
  }

  /** An agreement brings its safeguards along, except those that were taken out by hand. */
  choose(agreement, beside, on) {
    if (!on) { this.ours.drop(agreement.id); return this.say("Taken out. Its safeguards stay until you take them out."); }
    this.ours.put(agreement);
    const brought = beside.filter(safeguard => !safeguard.always && !this.refused.has(safeguard.id) && !this.safe.has(safeguard.id));
    for (const safeguard of brought) this.safe.put(safeguard);
    this.tick();
    this.say(brought.length ? `Chosen, with ${plural(brought.length, "safeguard")} beside it.` : "Chosen.");
  }

  guard(safeguard, on) {
    this.refused[on ? "delete" : "add"](safeguard.id);
    if (on) this.safe.put(safeguard); else this.safe.drop(safeguard.id);
    this.tick();
    this.say(on ? "Safeguard chosen." : safeguard.leftOut || "Safeguard taken out.");
  }

  /** One safeguard may stand beside two agreements: its boxes go together. */
  tick() {
    for (const box of this.view.querySelectorAll("[data-safeguard]")) box.checked = this.safe.has(box.dataset.safeguard);
  }

  draw() {
    const missing = this.safeguards.filter(safeguard => safeguard.leftOut && !this.safe.has(safeguard.id));
    this.warning.hidden = !missing.length;
    this.warning.replaceChildren(h("h4", {}, "Before you print"), ...missing.map(safeguard => h("p", {}, safeguard.leftOut)));
    super.draw();
  }

  blocks() {
    const list = texts => texts.map((text, at) => ({ as: "text", text, mark: `${at + 1}.` }));
    const day = this.date.valueAsDate?.toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
    const ours = this.ours.texts();
    return this.framed("Nobody has to agree to every line. What stays open is written down.", [
      ...(ours.length ? [{ as: "head", text: "We agree" }, ...list(ours)] : []),
      { as: "head", text: "What keeps it safe enough" }, ...list(this.safe.texts()),
      { as: "head", text: "When it does not hold" },
      { as: "text", label: "A concern outside this room goes to", text: this.concern.value.trim() || TO_FILL_IN },
      { as: "text", label: "We look again on", text: day ?? TO_FILL_IN },
    ]);
  }

  summary() {
    return `${plural(this.ours.texts().length, "agreement")} and ${plural(this.safe.texts().length, "safeguard")}.`;
  }
}

export default {
  render({ model, el }) {
    const builder = new AgreementsBuilder(model, el);
    return () => builder.close();
  },
};
