// The knowledge check: one question at a time. Choosing is not answering: arrow keys pass over radios, so an answer
// counts only when "Check this answer" is pressed.

class Check {
  constructor(model, el) {
    this.model = model;
    this.words = model.get("_words");
    this.pass = model.get("_pass_mark"); // null in the check of a module
    this.store = courseStore();
    this.root = mount(el, "knowledge-check");
    this.body = made("div", "card");
    this.status = h("p", { className: "hush", role: "status" });
    this.saved = made("p", "saved");
    this.order = orderPart(this.words.order, seed => this.begin(true, seed));
    this.root.append(this.body, this.saved, this.order, this.status);
    this.begin(false, model.get("seed") ?? newSeed());
    // A notebook that is opened again knows from its kernel what its page has forgotten.
    if (model.get("tries") > (this.store.read().c[this.words.key]?.[1] ?? 0)) this.keep(model.get("best"), model.get("tries"));
    this.follow();
    ready(this.root);
  }

  get complete() { return this.items.every(item => item.first !== null); }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

  // ---- what is remembered: the best try and how many, never an answer ----

  keep(best, tries) {
    this.store.change(state => {
      state.c[this.words.key] = [best, tries];
      if (this.pass && best >= this.pass) state.d ||= today();
    });
  }

  /** Show what is remembered. Another copy of this check, another tab, or "Clear everything" can change it too. */
  follow() {
    const [best, tries] = this.store.read().c[this.words.key] ?? [null, 0];
    Object.assign(this, { best, tries, completed: tries > 0 && best >= this.pass });
    const said = tries ? `Best try so far: ${bestTry(this, this.items.length)}. ${this.words.retake} ` : "";
    this.saved.replaceChildren(icon("lock"), h("span", {}, `${rememberedWhere("your best try (and how many tries)")} ${said}${this.words.saved}`));
    this.model.set({ best, tries, completed: this.completed });
    this.model.save_changes();
  }

  // ---- one question ----

  /** @param {boolean} [move] move focus to the question, after the person asked for it */
  showQuestion(move) {
    const item = this.items[this.at], place = uid("place");
    this.say("");
    this.view = VIEWS[item.kind](item, text => this.changed(item, text), () => this.answer(item));
    this.fieldset = h("fieldset", { className: "kc-question", tabIndex: -1, aria: { describedby: place } },
      h("legend", {}, item.stem, item.hint && made("span", "kc-hint", item.hint)), ...this.view.nodes);
    this.missing = made("p", "kc-missing", item.ask);
    this.missing.hidden = true;
    this.result = made("div", "kc-result");
    this.body.replaceChildren(
      h("div", { className: "kc-place small soft", id: place },
        h("span", {}, `Question ${this.at + 1} of ${this.items.length}. ${this.words.place}`),
        item.from && made("span", "chip none", `From Module ${item.from}`)),
      this.fieldset, this.missing, this.result, this.toolsOf(item));
    this.paint(item);
    if (move) this.fieldset.focus();
  }

  toolsOf(item) {
    const buttons = this.buttons = {
      check: act("Check this answer", "", () => this.answer(item)),
      // After the button, so that nobody has to pass over it on the way there from an option.
      sure: surePart(item, this.words.sure),
      next: act("Next question", "", () => this.go(this.at + 1)),
      onward: act("", "", () => (this.complete ? this.showEnd() : this.go(this.items.findIndex(other => other.first === null)))),
      back: act("Previous question", "quiet", () => this.go(this.at - 1)),
      all: act(item.number ? "Show the figure" : "Read feedback for every option", "quiet", () => this.readAll(item)),
    };
    buttons.next.hidden = this.at === this.items.length - 1;
    buttons.back.hidden = !this.at;
    return made("div", "tools", ...Object.values(buttons));
  }

  /** @param {Item} item @param {string} [text] what changed, where that cannot be heard otherwise */
  changed(item, text) {
    this.missing.hidden = true;
    this.paint(item);
    if (text) this.say(text);
  }

  /** Show what was tried, and fill the one button that comes next. */
  paint(item) {
    this.view.paint();
    const { check, sure, next, onward, all } = this.buttons, { complete } = this;
    const answered = item.first !== null, settled = isSettled(item);
    this.result.replaceChildren(...[
      settled && resultOf(item),
      item.readAll && item.number?.figure,
      feltOf(item, this.words.sure),
    ].filter(Boolean).map(text => made("p", "", text)), answered ? made("p", "small soft", item.source) : "");
    sure.hidden = answered || !this.model.get("confidence");
    const read = item.options ? item.tried.size === item.options.length : !item.number || (settled && fitsWhole(item));
    all.hidden = !answered || item.readAll || read;
    onward.textContent = complete ? "See this try" : "Go to an open question";
    onward.hidden = !complete && !(answered && next.hidden);
    const main = !settled ? check : onward.hidden ? next : onward;
    for (const button of [check, next, onward]) button.classList.toggle("quiet", button !== main);
  }

  readAll(item) {
    item.readAll = true;
    this.paint(item);
    this.say(item.number?.figure ?? "Feedback for every option is shown.");
    this.fieldset.focus();
  }

  answer(item) {
    this.missing.hidden = KINDS[item.kind].given(item);
    if (!this.missing.hidden) return this.say(this.missing.textContent);
    const done = !this.complete;
    checkAnswer(item);
    this.paint(item);
    // What is seen as a whole is heard as a whole; of one option and of a number its own feedback is heard.
    const heard = resultOf(item)
      || [...this.fieldset.querySelectorAll(".opt:has(:checked, [inputmode]) .opt-feedback > *")].map(part => part.textContent).join(". ");
    this.say(`${heard} ${feltOf(item, this.words.sure)}${done && this.complete ? this.words.done : ""}`);
    if (done && this.complete) this.finish();
  }

  go(index) {
    this.at = index;
    this.showQuestion(true);
  }

  // ---- a whole try ----

  /** How many first answers fitted, and the score. */
  counted() {
    const fitted = this.items.filter(item => item.first).length;
    return [fitted, Math.round((1e4 * fitted) / this.items.length) / 100];
  }

  finish() {
    this.keep(Math.max(this.best ?? 0, this.counted()[1]), this.tries + 1);
    report(this.root, { activity: this.words.activity, kind: "check", score: this.best, max: 100, completed: this.completed });
  }

  showEnd() {
    const asked = this.items.length, [fitted, score] = this.counted(), { pass, words, tries } = this;
    const reached = pass && score >= pass;
    const head = h("p", { className: "kc-end", tabIndex: -1 }, reached ? words.reached : "This try is complete");
    this.body.replaceChildren(made("div", "stack",
      head,
      made("p", "", h("b", {}, `${fitted} of ${asked} at first answer.`), ` ${words.about}`),
      pass && made("p", "", `${words.mark} ${reached ? "" : this.completed ? words.before : words.below}`),
      feltInAll(this.items, words.sure),
      worthAnotherLook(this.items, pass, at => this.go(at)),
      made("div", "row",
        act(words.again, "", () => this.begin(true)),
        act("Read this try again", "quiet", () => this.go(0)),
        this.store.kind === "browser" && tries > 0 && act("Forget my best try", "plain", () => this.forget())),
    ));
    head.focus();
  }

  /** A new try. A class that starts with one order goes on with one order: each seed gives the next one.
   * @param {boolean} move move focus to its first question @param {number} [seed] */
  begin(move, seed = Math.floor(randomFrom(this.seed + 1)() * 1e6)) {
    this.seed = seed;
    this.items = newTry(this.model.get("_questions"), seed, this.model.get("_draw"));
    this.order.show(seed);
    this.at = 0;
    this.showQuestion(move);
  }

  forget() {
    this.store.change(state => {
      delete state.c[this.words.key];
      if (this.pass) state.d = "";
    });
    this.showEnd();
    this.say(this.words.forgotten);
  }

  /** "Clear everything I typed" takes back the answers of the running try too. */
  clear() {
    this.begin(false);
    this.say(this.words.cleared);
  }

  /** A page that is left can come back from the browser's memory: without what was typed. Whether it fitted stays. */
  leave() {
    this.order.show(this.seed);
    for (const item of this.items) if (item.number) Object.assign(item, { now: "", checked: "", keys: new Set() });
    if (this.fieldset.isConnected) this.showQuestion();
  }
}

export default {
  render({ model, el }) {
    const check = new Check(model, el), clear = () => check.clear(), leave = () => check.leave();
    const stop = check.store.follow(() => check.follow());
    document.addEventListener("mirrorwell:clear", clear);
    addEventListener("pagehide", leave);
    return () => {
      stop();
      document.removeEventListener("mirrorwell:clear", clear);
      removeEventListener("pagehide", leave);
    };
  },
};
