// Find the reflection: a scene with the people we serve, and the same dynamic among staff, in leadership and in the
// organization. Choosing is not answering: arrow keys pass over radios, so an answer counts only when it is checked.
// The content is fixed once the widget is made.

const STEMS = ["among staff", "in leadership", "in the organization"].map(where => `Which scene ${where} has the same shape?`);
const START = "Above the line, the people we serve. Below it, our own house. Look for the same shape, and for what only looks alike.";
const HEADS = { reflection: "The reflection", alike: "Looks alike, is not the mirror", other: "A mirror of something else" };
const NOTHING_CHOSEN = "Choose one of the scenes first.";
const BACK = "Back to the end of the run";

class Match {
  constructor(model, el) {
    const content = model.get("_content");
    this.strengths = content.strengths;
    this.title = /^[A-Z]$/.test(content.name) ? `, set ${content.name}` : "";
    this.reported = false;
    this.root = mount(el, "mirror-quiz");
    this.run = new MatchRun(content, model.get("seed"), () => this.report(content.activity));
    this.build();
    this.showScene();
    ready(this.root);
  }

  /** Once for each widget: to go through it again completes nothing more. */
  report(activity) {
    if (!this.reported) report(this.root, { activity, kind: "mirror", completed: true });
    this.reported = true;
  }

  button(text, run, look = "quiet") {
    return h("button", { type: "button", className: `btn ${look}`, on: { click: run } }, text);
  }

  build() {
    this.heading = h("h3", { tabIndex: -1 });
    this.about = h("p", { className: "small" });
    this.resumed = h("div", { className: "row mm-resumed" }, h("span", {}, "Going on where you were."), this.button("Start a new run", () => this.restart()));
    this.stage = new Stage();
    this.levelButtons = LEVELS.map((_, level) => h("button", { type: "button", on: { click: () => {
      this.showLevel(level);
      this.say(STEMS[level]);
    } } }));
    this.start = h("p", { className: "mm-start" }, START);
    this.body = h("div", { className: "mm-body" });
    this.match = h("div", { className: "mm-match" },
      this.stage.el,
      h("div", {}, h("div", { className: "mm-levels", role: "group", aria: { label: "Level" } }, ...this.levelButtons), this.body));
    this.end = h("div", { className: "card stack mm-end", hidden: true });
    this.saved = h("span");
    this.status = h("p", { className: "hush", role: "status" });
    this.root.append(h("div", { className: "mm-head" }, this.heading, this.about, this.start, this.resumed), this.match, this.end,
      h("p", { className: "saved" }, icon("lock"), this.saved), this.status);
    this.sayMemory();
  }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

  sayMemory() {
    this.saved.textContent = `${rememberedWhere("your place in this run")} How many were found at first look goes with it, never what you choose.`;
  }

  // ---- a scene ----

  /** @param {boolean} [move] move focus to the scene, after the person asked for it @param {string} [said] */
  showScene(move = false, said = "") {
    const { run } = this;
    this.heading.textContent = run.revisit ? `Another look${this.title}` : `Scene ${run.place + 1} of ${run.count}${this.title}`;
    this.about.textContent = `A reflection, not a validated measure. Run ${run.seed}.`;
    this.start.hidden = run.place > 0;
    this.resumed.hidden = !run.resumed || run.kept || run.revisit;
    this.stage.show(run);
    this.match.hidden = false;
    this.end.hidden = true;
    this.showLevel(0);
    this.say(said);
    if (move) this.heading.focus();
  }

  /** @param {number} level @param {boolean} [move] move focus to the question */
  showLevel(level, move = false) {
    const item = this.run.levels[level], name = uid("reflection");
    this.level = level;
    this.rowsOf = item.options.map(option => this.optionRow(item, option, name));
    this.fieldset = h("fieldset", { tabIndex: -1 }, h("legend", {}, STEMS[level]), ...this.rowsOf.map(row => row.box));
    this.missing = h("p", { className: "mm-missing", hidden: true }, NOTHING_CHOSEN);
    this.buttons = {
      check: this.button("Check this reflection", () => this.check(item)),
      next: this.button("Next level", () => this.onward()),
      all: this.button("Read feedback for every option", () => this.readAll()),
      skip: this.button(this.run.revisit ? BACK : "Skip this scene", () => this.skip()),
    };
    this.body.replaceChildren(this.fieldset, this.missing, h("div", { className: "tools" }, ...Object.values(this.buttons)));
    this.paint();
    this.say("");
    if (move) this.fieldset.focus();
  }

  optionRow(item, option, name) {
    const input = h("input", { type: "radio", name, autocomplete: "off", on: { change: () => {
      item.chosen = option;
      this.missing.hidden = true;
      this.say("");
    } } });
    input.checked = item.chosen === option;
    const feedback = h("div", { className: "opt-feedback", id: uid("feedback"), hidden: true });
    return { option, input, feedback, box: h("div", { className: "opt" }, h("label", {}, input, h("span", { dir: "auto" }, option.text)), feedback) };
  }

  /** Show what was looked at, and fill the one button that comes next. */
  paint() {
    const { run, level } = this, item = run.levels[level], found = run.found(level);
    for (const { option, input, feedback, box } of this.rowsOf) {
      const shown = item.all || item.tried.has(option);
      if (!shown || !feedback.hidden) continue;
      feedback.hidden = false;
      feedback.append(...this.feedbackOf(option));
      input.setAttribute("aria-describedby", feedback.id);
      box.classList.add(option.role === "reflection" ? "fit" : "look");
    }
    const { check, next, all, skip } = this.buttons;
    next.hidden = !found;
    next.textContent = run.whole ? "See the whole well" : "Next level";
    all.hidden = !item.first || item.all || item.tried.size === item.options.length;
    skip.hidden = run.whole && !run.revisit;
    check.classList.toggle("quiet", found);
    next.classList.toggle("quiet", !found);
    this.paintLevels(level);
  }

  /** @param {MatchOption} option */
  feedbackOf(option) {
    const fits = option.role === "reflection";
    return [
      h("strong", {}, icon(fits ? "check" : "again"), HEADS[option.role]),
      told(option.of ? `${option.of}.` : "", option.feedback),
      ...(fits ? [] : [told("The thread to follow here:", `${this.run.scene.thread}.`)]),
    ];
  }

  /** The buttons of the levels and the picture. @param {number} now the level that is asked, or -1 */
  paintLevels(now) {
    this.levelButtons.forEach((button, level) => {
      const found = this.run.found(level);
      button.setAttribute("aria-pressed", String(level === now));
      button.replaceChildren(...(found ? [icon("check")] : []), LEVELS[level], ...(found ? [h("span", { className: "hush" }, " found")] : []));
    });
    this.stage.paint(now);
  }

  // ---- what a person does ----

  check(item) {
    if (!item.chosen) {
      this.missing.hidden = false;
      return this.say(NOTHING_CHOSEN);
    }
    const { role, feedback, of } = item.chosen;
    this.run.answer(this.level, item.chosen);
    this.paint();
    this.say(`${HEADS[role]}. ` + (of ? `${of}. ` : "") + feedback);
  }

  readAll() {
    this.run.readAll(this.level);
    this.paint();
    this.say("Feedback for every option is shown.");
    this.fieldset.focus();
  }

  onward() {
    const open = [1, 2].map(step => (this.level + step) % 3).find(level => !this.run.found(level));
    if (open === undefined) this.showTurn();
    else this.showLevel(open, true);
  }

  skip() {
    if (this.run.revisit) return this.showEnd();
    this.run.skip();
    this.nextScene("Skipped. It counts nothing against anyone.");
  }

  /** @param {string} [said] */
  nextScene(said = "") {
    if (this.run.revisit || this.run.last) return this.showEnd();
    this.run.next();
    this.showScene(true, said);
  }

  restart() {
    this.run.restart();
    this.showScene(true, "A new run.");
  }

  // ---- the turn and the end ----

  showTurn() {
    const { run } = this;
    const heading = h("h3", { tabIndex: -1 }, "The whole well");
    const text = run.revisit ? BACK : run.last ? "See the end of this run" : "Next scene";
    this.body.replaceChildren(h("div", { className: "stack" }, ...turnPart(run, heading, this.button(text, () => this.nextScene(), ""))));
    this.paintLevels(-1);
    this.say("");
    heading.focus();
  }

  showEnd() {
    const { run } = this;
    this.heading.textContent = `The end of this run${this.title}`;
    this.start.hidden = this.resumed.hidden = this.match.hidden = true;
    this.end.hidden = false;
    const lookAgain = index => this.button(`Look again: ${run.scenes[index].dynamic}`, () => {
      run.open(index, true);
      this.showScene(true);
    });
    this.end.replaceChildren(...endPart(run, this.strengths, lookAgain, this.button("Start a new run", () => this.restart(), "")).filter(Boolean));
    this.say("");
    this.heading.focus();
  }

  /** Everything chosen is gone, and the run with it. Focus stays where the person cleared from. */
  clear() {
    this.run.restart();
    this.showScene();
  }
}

export default {
  render({ model, el }) {
    const match = new Match(model, el);
    const clear = () => match.clear();
    const unfollow = courseStore().follow(() => match.sayMemory());
    document.addEventListener("mirrorwell:clear", clear);
    return () => {
      unfollow();
      document.removeEventListener("mirrorwell:clear", clear);
    };
  },
};
