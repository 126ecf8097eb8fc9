// The nested-systems map: choose a ring and what arrives there, then follow it. Nothing chosen is kept anywhere.

const KIND = {
  disturbance: { a: "A disturbance", end: "What could hold it", other: "repair", send: "Send in a repair at this ring" },
  repair: { a: "A repair", end: "What made it possible", other: "disturbance", send: "Send in a disturbance at this ring" },
};
const NOTE = "A teaching picture, not a simulation of anyone. Harbor Street and its people are made up. Real events may take other ways, or stop.";

class NestedMap {
  constructor(model, el) {
    this.rings = model.get("_rings");
    this.journeys = model.get("_journeys");
    this.first = { ring: model.get("ring"), kind: model.get("kind") };
    this.reported = false;
    this.root = mount(el, "nested-systems-map");
    this.drawing = new NestedPicture(this.rings, ring => this.seen === null && this.choose({ ring }));
    this.caption = h("p", { className: "ns-caption" });
    this.status = h("p", { className: "hush", role: "status" });
    this.setup = this.setupPart();
    this.story = h("div", { className: "ns-story stack", hidden: true });
    this.root.append(
      h("div", { className: "ns-sides" }, this.figurePart(), h("div", {}, this.setup, this.story)),
      h("p", { className: "saved" }, icon("lock"), h("span", {}, `What you choose here is not kept. ${rememberedWhere("the mark “finished” for this map")}`)),
      this.status);
    this.reset();
    ready(this.root);
  }

  /** @param {string} ring */
  nameOf(ring) { return this.rings.find(each => each.id === ring).name; }

  button(text, look, run) {
    return h("button", { type: "button", className: `btn ${look}`, on: { click: run } }, text);
  }

  figurePart() {
    const key = Object.entries({ inward: "Inward: toward the people we serve", outward: "Outward: toward society", sideways: "Sideways: in the same ring" });
    return h("figure", { className: "ns-figure" }, h("div", { className: "ns-frame" }, this.drawing.svg),
      h("figcaption", {}, this.caption,
        this.key = h("ul", { className: "ns-key small", role: "list" }, ...key.map(([moves, text]) => h("li", {}, arrowOf(moves), text))),
        h("p", { className: "small" }, NOTE)));
  }

  // ---- what is sent in, and where ----

  setupPart() {
    const group = { ring: uid("ring"), kind: uid("kind") };
    const radio = (part, value) => h("input", { type: "radio", name: group[part], value, on: { change: () => this.choose({ [part]: value }) } });
    this.radios = {};
    const rings = this.rings.map(({ id, name, who }) => h("label", { className: "ns-choice" }, this.radios[id] = radio("ring", id),
      h("span", {}, h("b", {}, name), h("span", { className: "small" }, who))));
    const kinds = Object.entries(KIND).map(([kind, { a }]) => h("label", {}, this.radios[kind] = radio("kind", kind), h("span", {}, a)));
    this.event = h("p");
    return h("div", { className: "stack" },
      h("h3", {}, "Send something in, and follow it"),
      h("fieldset", {}, h("legend", {}, "Where does it arrive?"), h("div", { className: "ns-choices" }, ...rings)),
      h("fieldset", {}, h("legend", {}, "What arrives?"), h("div", { className: "segments" }, ...kinds)),
      h("div", { className: "ns-event" }, h("div", {}, h("p", { className: "small" }, "What happens at Harbor Street"), this.event)),
      h("div", { className: "tools" }, this.button("Send it in", "", () => this.send())));
  }

  /** @param {{ring?: string, kind?: string}} change */
  choose(change) {
    Object.assign(this, change);
    this.radios[this.ring].checked = this.radios[this.kind].checked = true;
    this.journey = this.journeys.find(each => each.ring === this.ring && each.kind === this.kind);
    this.event.textContent = this.journey.title;
    this.seen = null;
    this.tellStory();
    this.paint();
    this.say(`${KIND[this.kind].a} at ${this.nameOf(this.ring)}: ${this.journey.title}`);
  }

  // ---- the journey ----

  /** Build the whole story of what is chosen; `paint` shows of it what was asked for. */
  tellStory() {
    const { a, end, other, send } = KIND[this.kind];
    this.title = h("h3", { tabIndex: -1 }, this.journey.title);
    this.question = h("p", { className: "ns-question" }, "Before you go on: where would you expect to see it next? In thought or on paper is enough.");
    this.items = this.journey.steps.map((step, at) => this.stepItem(step, at));
    this.end = this.endPart(end);
    this.next = this.button("Next step", "", () => this.go(this.seen + 1));
    this.back = this.button("Step back", "quiet", () => this.go(this.seen - 1));
    this.all = this.button("Show all steps", "quiet", () => this.go(this.items.length));
    this.turn = this.button(send, "", () => { this.choose({ kind: other }); this.send(); });
    this.again = this.button("Start again", "plain", () => this.go(0));
    this.leave = this.button("Choose another ring", "quiet", () => this.goBackToChoice());
    this.story.replaceChildren(
      h("div", {}, h("p", { className: "small ns-kicker" }, h("span", { className: "ns-number dot", aria: { hidden: "true" } }), h("span", {}, `${a} arrives at: ${this.nameOf(this.ring)}`)), this.title),
      this.question, h("ol", { className: "ns-steps", role: "list" }, ...this.items), this.end,
      h("div", { className: "tools" }, this.next, this.turn, this.back, this.all, this.leave, this.again));
  }

  stepItem({ ring, moves, text, pause }, at) {
    return h("li", { tabIndex: -1 }, h("span", { className: "ns-number", aria: { hidden: "true" } }, String(at + 1)),
      h("div", {},
        h("p", { className: "ns-way" }, h("span", { className: "hush" }, `Step ${at + 1}. `), arrowOf(moves), h("span", {}, wayTo(moves, this.nameOf(ring)))),
        h("p", {}, text),
        pause ? h("p", { className: "ns-pause" }, h("b", {}, "It could be held here. "), pause) : null));
  }

  endPart(end) {
    return h("div", { className: "ns-end" },
      h("div", { className: "note fit" }, h("h4", {}, end), h("p", {}, this.journey.ending)),
      h("div", { className: "note" }, h("h4", {}, "What else could explain it"), h("p", {}, this.journey.plainer)),
      h("p", { className: "source" }, this.journey.source));
  }

  send() {
    this.seen = 0;
    this.paint();
    this.title.focus();
    this.say("");
  }

  /** @param {number} seen how many steps are shown from now on */
  go(seen) {
    const before = this.seen, button = document.activeElement;
    this.seen = seen;
    this.paint();
    if (seen > before) {
      const { ring, moves, text } = this.journey.steps[seen - 1];
      this.say(seen - before > 1 ? "All steps are shown." : `Step ${seen} of ${this.items.length}. ${wayTo(moves, this.nameOf(ring))}. ${text}`);
    } else this.say(seen ? `Back at step ${seen}.` : "Back at the start.");
    // A button that is gone takes the focus with it: give it to what was asked for.
    if (button instanceof HTMLElement && button.hidden) (seen > before ? this.items[before] : this.title).focus();
    if (seen === this.items.length) this.complete();
  }

  complete() {
    if (this.reported) return;
    this.reported = true;
    finished("nested-systems");
    report(this.root, { activity: "nested-systems", kind: "map", completed: true });
  }

  goBackToChoice() {
    this.seen = null;
    this.paint();
    this.radios[this.ring].focus();
    this.say("");
  }

  reset() {
    this.choose(this.first);
    this.say("");
    this.reported = false;
  }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

  // ---- what is shown of it ----

  /** @param {boolean} [whole] every step, for a page that is printed */
  paint(whole = false) {
    const last = this.items.length, seen = whole ? last : this.seen, done = seen === last;
    const choosing = seen === null;
    this.setup.hidden = !choosing;
    this.story.hidden = choosing;
    this.root.toggleAttribute("data-choosing", choosing);
    this.key.hidden = choosing;
    this.items.forEach((item, at) => { item.hidden = choosing || at >= seen; item.classList.toggle("now", at === seen - 1); });
    this.question.hidden = Boolean(seen);
    this.end.hidden = !done;
    for (const button of [this.next, this.all]) button.hidden = done;
    this.turn.hidden = !done;
    for (const button of [this.back, this.again]) button.hidden = !seen;
    this.leave.hidden = !done && Boolean(seen);
    this.paintPicture(seen);
  }

  paintPicture(seen) {
    const { ring, steps } = this.journey, name = this.nameOf(ring);
    if (seen === null) {
      const { text } = this.rings.find(each => each.id === ring);
      this.caption.replaceChildren(h("b", {}, `${name}. `), text);
      const label = `A half sun on a waterline, ${this.nameOf("person")}, and below the line five half rings from the inside out: ${this.rings.slice(1).map(each => each.name).join(", ")}. Chosen: ${name}.`;
      return this.drawing.show({ chosen: ring, label });
    }
    const step = steps[seen - 1];
    this.caption.replaceChildren(h("b", {}, step ? `Step ${seen} of ${steps.length}. ` : `Arrives at: ${name}. `), ...(step ? [arrowOf(step.moves), ` ${wayTo(step.moves, this.nameOf(step.ring))}`] : [`${steps.length} steps follow.`]));
    const taken = steps.slice(0, seen).map((each, at) => `Step ${at + 1}: ${each.moves}, ${this.nameOf(each.ring)}.`);
    const label = [`The nested rings. It arrived at ${name}.`, ...taken].join(" ");
    this.drawing.show({ chosen: ring, places: [{ ring }, ...steps], seen: seen + 1, label });
  }
}

export default {
  render({ model, el }) {
    const map = new NestedMap(model, el);
    const clear = () => map.reset(), open = () => map.paint(true), close = () => map.paint();
    document.addEventListener("mirrorwell:clear", clear);
    addEventListener("beforeprint", open);
    addEventListener("afterprint", close);
    return () => {
      document.removeEventListener("mirrorwell:clear", clear);
      removeEventListener("beforeprint", open);
      removeEventListener("afterprint", close);
    };
  },
};
