// What a count can and cannot sort. A rule is tried on 1,000 students; nothing here takes a count of a person.

const ABOVE = { "4+": 1, "2+": 2, "1+": 3 }; // bands at or above the cut
const FIELDS = {
  high: { unit: "%", min: 1, max: 60, step: 1 },
  base: { unit: "%", min: 1, max: 50, step: 1 },
  times: { unit: "times", min: 1, max: 10, step: 0.1 },
};
const MADE = { high: 10, base: 5, times: 3 };
const MOST = 95; // percent of the high group; odds of 100 percent would be endless
const ACTIVITY = "population-not-person";

class Population {
  constructor(model, el) {
    this.content = model.get("_content");
    this.words = this.content.words;
    this.start = { mode: "survey", outcome: model.get("outcome"), cut: model.get("cut"), ...MADE };
    this.choice = { ...this.start };
    this.width = 0;
    this.changed = false;
    this.root = mount(el, ACTIVITY);
    this.root.append(h("p", {}, this.words.intro), this.controlsPart(), this.summaryPart(), this.figurePart(), this.readingPart(), this.footPart());
    this.sized = new ResizeObserver(([entry]) => this.resize(entry.contentRect.width));
    this.sized.observe(this.place);
    this.paint();
    ready(this.root);
  }

  controlsPart() {
    const { words, content } = this;
    this.mode = segmentsOf(words.numbers, ["survey", "made"].map(mode => [mode, words[mode]]), mode => this.choose({ mode }));
    this.made = h("div", { className: "pp-fields three" }, ...this.sliders(), h("p", { className: "small" }, words.two));
    this.cut = segmentsOf(words.cut, Object.entries(AT).map(([cut, text]) => [cut, text[0].toUpperCase() + text.slice(1)]), cut => this.choose({ cut }));
    const id = uid("outcome"), about = uid("asked");
    this.pick = h("select", { className: "select", id, aria: { describedby: about }, on: { change: () => this.choose({ outcome: this.pick.value }) } },
      ...content.outcomes.map(one => h("option", { value: one.id }, one.label)));
    this.asked = h("p", { className: "small", id: about });
    this.survey = h("div", { className: "pp-fields" },
      h("div", { className: "field" }, h("label", { htmlFor: id }, words.outcome), this.pick, this.asked, content.support ? h("p", { className: "small" }, content.support) : null),
      this.cut.root);
    return h("div", { className: "card stack", role: "group", aria: { label: words.choose } }, this.mode.root, this.survey, this.made);
  }

  sliders() {
    this.inputs = Object.fromEntries(Object.entries(FIELDS).map(([key, field]) =>
      [key, sliderOf({ label: this.words[key], ...field }, (value, note) => this.choose({ [key]: value }, note))]));
    return Object.values(this.inputs).map(input => input.root);
  }

  summaryPart() {
    this.summary = h("p", { className: "pp-summary" });
    this.note = h("p", { className: "small" });
    return h("div", { role: "status" }, this.summary, this.note);
  }

  figurePart() {
    this.title = h("h3");
    this.chip = h("p", {}, h("span", { className: "chip weak" }, this.words.chip));
    this.place = h("div", { className: "pp-place" });
    this.counts = h("div");
    this.measures = h("ul", { className: "pp-measures" });
    [this.lot, this.trade] = [h("p"), h("p")];
    this.figures = h("div", { className: "scroll", tabIndex: 0, role: "group", aria: { label: this.words.behind } });
    this.sources = h("div", {}, this.figures, h("p", { className: "source" }, this.content.source));
    return h("figure", { className: "card" }, this.title, this.chip,
      h("div", { className: "pp-beside" }, this.place, h("div", { className: "stack" }, this.counts, this.measures, this.lot)), this.trade, this.sources);
  }

  readingPart() {
    const { words, content } = this;
    const part = (className, title, ...parts) => h("div", { className }, h("h3", {}, words[title]), ...parts);
    [this.pairs, this.share, this.protects] = [h("p"), h("p"), h("p")];
    this.lesson = content.lesson.map(text => h("p", {}, text));
    this.sameDay = h("p", {}, words.same_day);
    this.ratio = h("div", { className: "pp-ratio" });
    return h("div", { className: "pp-reading" },
      this.lessonPart = part("card stack", "lesson_title", this.pairs, this.sameDay, ...this.lesson),
      h("div", { className: "stack" },
        part("note", "groups_title", this.share, h("p", {}, words.groups)),
        part("note fit", "protects_title", this.protects, h("p", {}, words.change))),
      part("note weak pp-wide", "ratio_title", this.ratio));
  }

  footPart() {
    this.saved = h("span");
    return h("div", { className: "stack" },
      h("details", {}, h("summary", {}, this.words.references), h("ul", { className: "pp-references small" }, ...this.content.references.map(text => h("li", {}, text)))),
      h("p", { className: "saved" }, icon("lock"), this.saved));
  }

  /** @param {object} patch @param {string} [note] */
  choose(patch, note = "") {
    this.set(patch, note);
    if (this.changed || !("cut" in patch || "outcome" in patch)) return;
    this.changed = true;
    report(this.root, { activity: ACTIVITY, kind: "explorer", completed: true });
    finished(ACTIVITY);
  }

  set(patch, note) {
    Object.assign(this.choice, patch);
    const most = this.mostTimes();
    if (this.choice.times > most) {
      this.choice.times = most;
      note = filled(this.content.sentences.held, { most, limit: MOST });
    }
    this.note.textContent = note;
    this.paint();
  }

  mostTimes() { return Math.min(FIELDS.times.max, Math.floor((MOST / this.choice.base) * 10) / 10); }

  clear() {
    this.changed = false;
    this.set(this.start, "");
  }

  resize(width) {
    if (Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.paintPicture();
  }

  outcome() { return this.content.outcomes.find(one => one.id === this.choice.outcome); }

  /** What is shown: bands, shares and words of the survey, or of made-up numbers. `ends` are the shares compared. */
  view() {
    const { mode, cut, high, base, times } = this.choice, { sizes } = this.content, { shares } = this.outcome();
    if (mode === "made") {
      const ends = [base * times, base];
      return { made: true, who: MADE_UP, labels: [this.words.high_group, this.words.low_group], bands: bandsOf([high, 100 - high], ends), above: 1, ends };
    }
    const values = shares.map(share => share.value);
    return { made: false, who: SURVEY, labels: sizes.map(size => size.label), bands: bandsOf(sizes.map(size => size.value), values), above: ABOVE[cut], ends: [values[0], values.at(-1)] };
  }

  paint() {
    const view = this.view(), { made, who, bands, ends } = view, outcome = this.outcome(), rule = ruleOf(bands, view.above);
    const values = { ...who, ...valuesOf(bands, rule, ends), about: made ? "" : `: ${inside(outcome.label)}` };
    const say = name => filled(this.content.sentences[name], values);
    this.paintControls(outcome);
    for (const name of ["title", "summary", "lot", "pairs"]) this[name].textContent = say(name);
    this.chip.hidden = !made;
    for (const node of [this.sources, this.trade, this.sameDay, ...this.lesson]) node.hidden = made;
    this.lessonPart.firstChild.textContent = this.words[made ? "lesson_made" : "lesson_title"];
    this.drawn = { bands, above: view.above, words: { label: say("picture"), bands: view.labels } };
    this.paintPicture();
    this.counts.replaceChildren(countsTable(rule));
    this.measures.replaceChildren(...this.content.measures.map(name => h("li", {}, `${say(name)} `, h("b", {}, `(${name})`), ".")));
    this.share.textContent = made ? say("none") : outcome.none;
    this.protects.textContent = made ? this.words.protects_made : outcome.protects;
    this.ratio.replaceChildren(...[say("shares"), say("odds"), this.words.ratio, !made && outcome.adjusted].filter(Boolean).map(text => h("p", {}, text)));
    if (made) return;
    this.figures.replaceChildren(figuresTable(this.content.sizes, outcome, rule));
    this.trade.textContent = this.tradeWords(bands);
  }

  tradeWords(bands) {
    const { trade, at } = this.content.sentences;
    return filled(trade, { cuts: Object.entries(AT).map(([cut, words]) => filled(at, { cut: words, ...ruleOf(bands, ABOVE[cut]) })).join(" ") });
  }

  paintControls(outcome) {
    const { mode, cut } = this.choice, made = mode === "made";
    this.mode.show(mode);
    this.cut.show(cut);
    this.pick.value = outcome.id;
    this.asked.textContent = outcome.asked;
    this.survey.hidden = made;
    this.made.hidden = !made;
    for (const [key, input] of Object.entries(this.inputs)) input.show(this.choice[key], key === "times" ? this.mostTimes() : FIELDS[key].max);
    this.saved.textContent = `${this.words.saved} ${rememberedWhere("the mark that this was tried")}`;
  }

  paintPicture() {
    if (!this.width) return; // not measured yet
    const { bands, above, words } = this.drawn;
    this.place.replaceChildren(dotsPicture(bands, above, this.width, words));
  }
}

export default {
  render({ model, el }) {
    const population = new Population(model, el), clear = () => population.clear();
    document.addEventListener("mirrorwell:clear", clear);
    addEventListener("pagehide", clear);
    return () => {
      document.removeEventListener("mirrorwell:clear", clear);
      removeEventListener("pagehide", clear);
      population.sized.disconnect();
    };
  },
};
