// The knowledge check: one question at a time. Choosing is not answering: arrow keys pass over radios, so an answer
// counts only when "Check this answer" is pressed.

class Check {
  constructor(model, el) {
    this.model = model;
    this.name = `check-${model.get("module")}`;
    this.questions = model.get("_questions");
    this.random = randomFrom(model.get("seed") ?? crypto.getRandomValues(new Uint32Array(1))[0]);
    this.memory = memoryOf(this.name);
    const held = this.memory.read();
    this.best = Math.max(held?.best ?? -1, model.get("best") ?? -1);
    this.tries = Math.max(held?.tries ?? 0, model.get("tries"));
    this.items = newTry(this.questions, this.random);
    this.at = 0;
    this.root = mount(el, "knowledge-check");
    this.body = h("div", { className: "card" });
    this.status = h("p", { className: "hush", role: "status" });
    this.saved = h("p", { className: "saved" });
    this.root.append(this.body, this.saved, this.status);
    this.sayMemory();
    this.showQuestion();
    ready(this.root);
  }

  get complete() { return this.items.every(item => item.first >= 0); }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

  sayMemory() {
    this.saved.replaceChildren(icon("lock"), h("span", {}, REMEMBERS[this.memory.kind]));
  }

  // ---- one question ----

  /** @param {boolean} [move] move focus to the question, after the person asked for it */
  showQuestion(move = false) {
    const item = this.items[this.at];
    const name = uid("question"), place = uid("place");
    this.say("");
    this.rows = item.options.map((option, index) => this.optionRow(item, index, name));
    this.fieldset = h("fieldset", { className: "kc-question", tabIndex: -1, aria: { describedby: place } },
      h("legend", {}, item.stem), ...this.rows.map(row => row.box));
    this.tools = h("div", { className: "tools" });
    this.missing = h("p", { className: "kc-missing", hidden: true }, "Choose one of the options first.");
    this.body.replaceChildren(
      h("div", { className: "kc-place small soft", id: place },
        h("span", {}, `Question ${this.at + 1} of ${this.items.length}. As many tries as you like. No timer.`),
        item.from ? h("span", { className: "chip none" }, `From Module ${item.from}`) : null),
      this.fieldset, this.missing, this.tools);
    this.buildTools(item);
    this.paint(item);
    if (move) this.fieldset.focus();
  }

  optionRow(item, index, name) {
    const option = item.options[index];
    const input = h("input", { type: "radio", name, value: String(index), on: { change: () => {
      item.chosen = index;
      this.missing.hidden = true;
      this.paint(item);
    } } });
    input.checked = item.chosen === index;
    const feedback = h("div", { className: "kc-feedback", id: uid("feedback"), hidden: true });
    const box = h("div", { className: "kc-option" }, h("label", {}, input, h("span", {}, option.text)), feedback);
    return { box, input, feedback };
  }

  buildTools(item) {
    const button = (text, run) => h("button", { type: "button", className: "btn quiet", on: { click: run } }, text);
    const last = this.at === this.items.length - 1;
    this.buttons = {
      check: button("Check this answer", () => this.answer(item)),
      next: button("Next question", () => this.go(this.at + 1)),
      open: button("Go to an open question", () => this.go(this.items.findIndex(other => other.first < 0))),
      end: button("See this try", () => this.showEnd()),
      back: button("Previous question", () => this.go(this.at - 1)),
      all: button("Read feedback for every option", () => { item.readAll = true; this.paint(item); this.say("Feedback for every option is shown."); this.fieldset.focus(); }),
    };
    this.buttons.next.hidden = last;
    this.buttons.back.hidden = this.at === 0;
    this.tools.append(...Object.values(this.buttons));
  }

  /** Show what was tried, and fill the one button that comes next. */
  paint(item) {
    item.options.forEach((option, index) => {
      const { box, input, feedback } = this.rows[index];
      const shown = item.tried.has(index) || item.readAll;
      box.classList.toggle("fit", shown && option.best);
      box.classList.toggle("look", shown && !option.best);
      feedback.hidden = !shown;
      if (!shown) return input.removeAttribute("aria-describedby");
      input.setAttribute("aria-describedby", feedback.id);
      feedback.replaceChildren(...this.feedbackOf(item, index));
    });
    const { check, next, open, end, all } = this.buttons;
    const settled = item.first >= 0 && item.tried.has(item.chosen);
    const last = this.at === this.items.length - 1;
    all.hidden = item.first < 0 || item.readAll || item.tried.size === item.options.length;
    end.hidden = !this.complete;
    open.hidden = this.complete || !last || item.first < 0;
    const main = !settled ? check : this.complete ? end : last ? open : next;
    for (const button of [check, next, open, end]) button.classList.toggle("quiet", button !== main);
  }

  feedbackOf(item, index) {
    const option = item.options[index];
    const mine = index === item.first && !option.best;
    return [
      h("strong", {}, icon(option.best ? "check" : "again"),
        option.best ? "Best answer" : mine ? "Your first answer. Look again" : "Look again"),
      h("p", {}, option.feedback, option.best ? h("span", { className: "soft" }, ` ${item.source}`) : null),
    ];
  }

  answer(item) {
    if (item.chosen < 0) {
      this.missing.hidden = false;
      this.say("Choose one of the options first.");
      return;
    }
    const option = item.options[item.chosen];
    const wasComplete = this.complete;
    if (item.first < 0) item.first = item.chosen;
    item.tried.add(item.chosen);
    const done = !wasComplete && this.complete;
    if (done) this.finish();
    this.paint(item);
    this.say(`${option.best ? "Best answer" : "Look again"}. ${option.feedback}${done ? " All questions of this try are answered." : ""}`);
  }

  go(index) {
    this.at = index;
    this.showQuestion(true);
  }

  // ---- a whole try ----

  finish() {
    const right = this.items.filter(rightAtFirst).length;
    const score = Math.round((10000 * right) / this.items.length) / 100;
    this.best = Math.max(this.best, score);
    this.tries += 1;
    this.memory.write({ best: this.best, tries: this.tries });
    this.sayMemory();
    this.model.set({ best: this.best, tries: this.tries, completed: true });
    this.model.save_changes();
    report(this.root, { activity: this.name, kind: "check", score: this.best, max: 100, completed: true });
  }

  /** A score as "6 of 7" where it is a share of these questions. @param {number} score */
  asCount(score) {
    const count = (score * this.items.length) / 100;
    return Math.abs(count - Math.round(count)) < 0.02 ? `${Math.round(count)} of ${this.items.length}` : `${Math.round(score)} of 100`;
  }

  showEnd() {
    this.say("");
    const right = this.items.filter(rightAtFirst).length;
    const head = h("p", { className: "kc-end", tabIndex: -1 }, "This try is complete");
    const button = (text, look, run) => h("button", { type: "button", className: look, on: { click: run } }, text);
    this.body.replaceChildren(h("div", { className: "stack" },
      head,
      h("p", {}, h("b", {}, `${right} of ${this.items.length} at first answer.`), " This says something about the questions, not about you."),
      this.tries > 1 ? h("p", {}, `Best try so far: ${this.asCount(this.best)} in ${this.tries} tries. Another try can only keep it or raise it.`) : null,
      this.worthAnotherLook(),
      h("div", { className: "row" },
        button("Start a new try", "btn", () => this.restart(true)),
        button("Read this try again", "btn quiet", () => this.go(0)),
        this.memory.kind === "browser" && this.tries ? button("Forget my best try", "btn plain", () => this.forget()) : null)));
    head.focus();
  }

  /** Buttons that lead back to the questions whose first answer was not the best one. */
  worthAnotherLook() {
    const numbers = this.items.flatMap((item, index) => (rightAtFirst(item) ? [] : [index]));
    if (!numbers.length) return null;
    const label = h("p", { id: uid("again") }, numbers.length === 1 ? "Worth another look: question" : "Worth another look: questions");
    return h("div", { className: "kc-again", role: "group", aria: { labelledby: label.id } }, label,
      ...numbers.map(index => h("button", {
        type: "button", className: "btn quiet", aria: { label: `Question ${index + 1}` }, on: { click: () => this.go(index) },
      }, String(index + 1))));
  }

  restart(move) {
    this.items = newTry(this.questions, this.random);
    this.at = 0;
    this.showQuestion(move);
  }

  forget() {
    this.memory.forget();
    this.best = -1;
    this.tries = 0;
    this.showEnd();
    this.say("This browser no longer holds your best try.");
  }

  /** "Clear everything I typed" takes back the answers of the running try too. */
  clear() {
    this.restart(false);
    this.say("Your answers in this knowledge check are cleared.");
  }
}

export default {
  render({ model, el }) {
    const check = new Check(model, el);
    const clear = () => check.clear();
    document.addEventListener("mirrorwell:clear", clear);
    return () => document.removeEventListener("mirrorwell:clear", clear);
  },
};
