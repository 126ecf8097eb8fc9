// One step forward. What is typed lives in its fields and in the summary beside them, and is gone with the page.

const PLAN_SAVED = "What you type is on this page only. It is not saved or sent, and it is gone when you leave the page. On paper or in thought is just as good.";
const PLAN_FILE = "The file holds the sentences of “My one step” as plain text. Nothing else: no name of yours, and no date except the one you chose. It goes to the downloads of this device, where others who use the device can open it.";
const NO_DAY = "A calendar entry needs a day. Choose one here first.";

class StepPlan {
  constructor(model, el) {
    this.root = mount(el, "action-plan");
    this.status = h("p", { className: "said small", role: "status" });
    this.start = startPart(model.get("_values"), model.get("value"), step => this.take(step));
    this.form = planForm(this.start.node, this.dayField());
    this.form.addEventListener("input", () => { this.say(""); this.tell(); });
    this.form.addEventListener("change", () => this.tell());
    this.words = h("div", { className: "ap-words" });
    this.root.append(
      h("p", { className: "ap-lead" }, h("span", { className: "chip none" }, "Optional"), h("span", {}, "Fill in what helps you and leave the rest empty. Write roles, not names.")),
      h("p", { className: "saved ap-saved" }, icon("lock"), h("span", {}, PLAN_SAVED)),
      h("div", { className: "ap-page" }, this.form, this.summary(), this.actions()));
    this.tell();
    // The page works without the calendar part; it says so when the part is asked for.
    assetModule(model, "_calendar", "ical-generator").then(module => { this.ical = module.default; }, () => {}).then(() => ready(this.root));
  }

  dayField() {
    const ids = { day: uid("day"), hint: uid("hint"), note: uid("note") };
    // Four digits for the year: a calendar file has no more.
    this.day = h("input", { type: "date", id: ids.day, className: "input", max: "9999-12-31", autocomplete: "off", data: { line: "date" }, aria: { describedby: `${ids.hint} ${ids.note}` } });
    this.dayNote = h("p", { className: "small ap-day-note", id: ids.note });
    return h("div", { className: "field" }, h("label", { htmlFor: ids.day }, "We will look again on"),
      h("p", { className: "small", id: ids.hint }, "A day to ask: what did we notice, and what next?"), this.day, this.dayNote);
  }

  summary() {
    const id = uid("step");
    return h("div", { className: "card ap-card", role: "group", aria: { labelledby: id } }, h("h3", { id }, "My one step"), this.words);
  }

  actions() {
    this.copy = keepPart({
      save: "Download the text", what: PLAN_FILE, name: "my-one-step", ending: "txt", empty: () => (this.sentences().length ? "" : "There is nothing typed yet."),
      make: () => { this.done(); return `My one step\n\n${this.text()}\n`; }, say: sentence => this.say(sentence),
    });
    this.copy.button.classList.remove("quiet"); // the one that keeps anything
    this.entry = entryPart({
      library: () => this.ical, date: () => this.day.value, words: () => this.text(), missing: () => this.missing(), made: () => this.done(), say: sentence => this.say(sentence),
    });
    const button = (text, look, run) => h("button", { type: "button", className: `btn ${look}`, on: { click: run } }, text);
    this.printing = button("", "quiet", () => this.print());
    return h("div", { className: "ap-actions" },
      h("div", { className: "row" },
        this.copy.button, this.entry.button, this.printing,
        button("Done with this", "quiet", () => { this.done(); this.say("Noted as done. Your words stay here until you clear them or leave the page."); }),
        button("Clear", "plain", () => { this.clear(); this.say("Cleared."); })),
      this.copy.form, this.entry.form, this.status);
  }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

  fields() { return /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("[data-line]")); }
  sentences() { return sentencesOf(Object.fromEntries([...this.fields()].map(field => [field.dataset.line, field.value]))); }
  text() { return this.sentences().map(sentenceText).join("\n"); }

  /** Write the summary again. It is no live region: it would speak over everyone who types. */
  tell() {
    const sentences = this.sentences();
    this.words.replaceChildren(...(sentences.length ? sentences.map(sentenceNode) : [h("p", { className: "soft" }, "Your plan appears here as sentences while you type. What you leave empty is left out.")]));
    this.printing.textContent = sentences.length ? "Print my step" : "Print an empty page";
    this.dayNote.textContent = this.day.value && this.day.value < today() ? "This day has passed. You can keep it, or choose a later one." : "";
  }

  /** Take over a step as the act, unless words of the learner stand there. @param {string} step */
  take(step) {
    const act = /** @type {HTMLTextAreaElement} */ (this.form.querySelector("[data-line=act]"));
    if (line(act.value)) this.say("“Then I will” already has words in it. Empty that line first to use this step.");
    else {
      act.value = step[0].toLowerCase() + step.slice(1);
      this.tell();
      this.say("The step stands under “Then I will”. Change it until it is yours.");
    }
    act.focus();
  }

  /** Why there is no entry to make yet, or nothing. */
  missing() {
    if (!this.ical) return "This page could not load its calendar part. Everything else works: write the day into your calendar by hand.";
    if (this.day.value) return "";
    this.dayNote.textContent = NO_DAY;
    this.day.focus();
    return "A calendar entry needs a day. Choose one under “We will look again on” first.";
  }

  print() {
    const sentences = this.sentences();
    this.say("");
    this.done();
    printPoster(planPage(sentences), "My one step", sentence => this.say(sentence));
  }

  /** Report once. An empty form counts as well: the plan may stand on paper. */
  done() {
    if (this.reported) return;
    this.reported = true;
    finished("action-plan");
    report(this.root, { activity: "action-plan", kind: "builder", completed: true });
  }

  clear() {
    dropPrint();
    for (const field of this.fields()) field.value = "";
    this.start.reset();
    this.copy.fold();
    this.entry.reset();
    this.say("");
    this.tell();
  }
}

export default {
  render({ model, el }) {
    const plan = new StepPlan(model, el);
    const leave = () => plan.clear();
    const clear = () => { plan.clear(); plan.reported = false; };
    // A page that is left can come back from the browser's memory with all its fields: empty them before.
    document.addEventListener("mirrorwell:clear", clear);
    addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("mirrorwell:clear", clear);
      removeEventListener("pagehide", leave);
    };
  },
};
