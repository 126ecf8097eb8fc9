// Progress: words first, from the one remembered document. A file takes it along and brings it back.

const KEPT = "which sections you opened, your best score and number of tries in each check, and which activities you finished";
const PROGRESS_FILE = `The file holds ${KEPT}. It holds no name, no answer, no rating and nothing you typed.`;

/** The better of two documents, part by part. @param {CourseState} mine @param {CourseState} other @returns {CourseState} */
function bothOf(mine, other) {
  const s = { ...mine.s }, c = { ...mine.c };
  for (const [module, bits] of Object.entries(other.s)) s[module] = (s[module] ?? 0) | bits;
  for (const [check, [best, tries]] of Object.entries(other.c)) {
    const [own, times] = c[check] ?? [0, 0];
    c[check] = [Math.max(own, best), Math.max(times, tries)];
  }
  const d = [mine.d, other.d].filter(Boolean).sort()[0] ?? "";
  return { ...mine, s, c, m: { ...other.m, ...mine.m }, a: [...new Set([...mine.a, ...other.a])], d };
}

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

class Way {
  constructor(model, el) {
    this.course = model.get("_course");
    this.store = courseStore();
    this.root = mount(el, "progress");
    this.list = h("ol", { className: "pg-list" });
    this.saved = h("p", { className: "saved" });
    this.status = h("p", { className: "said small", role: "status" });
    const say = sentence => { this.status.textContent = sentence; };
    const keep = keepPart({
      label: "Save my progress to a file", what: PROGRESS_FILE, name: "my-mirrorwell-progress", ending: "json", type: "application/json",
      empty: () => (this.nothing() ? "Nothing is remembered yet, so there is nothing to save." : ""),
      make: () => seal("progress", STATE_VERSION, this.store.read()), say,
    });
    const open = fileButton({ label: "Open a progress file", accept: ".json,application/json", read: text => say(this.bring(text)), refuse: say });
    const clear = clearPart(say);
    this.root.append(h("div", { className: "card stack" },
      h("h3", {}, "How far you have come"),
      this.list,
      h("p", { className: "small soft" }, "Anything can be read again, in any order. Skipped parts count as much as others, and nothing here runs out."),
      this.saved,
      h("div", { className: "row" }, keep.button, open, clear.button),
      keep.form, clear.form, this.status));
    this.paint();
    ready(this.root);
  }

  nothing() {
    const state = this.store.read();
    return !Object.keys(state.s).length && !Object.keys(state.c).length && !state.a.length && !Object.keys(state.m).length;
  }

  /** Take over what a file holds; says what happened. @param {string} text */
  bring(text) {
    const { content, problem } = unseal(text, "progress", STATE_VERSION);
    if (problem) return problem;
    if (content?.v !== STATE_VERSION) return "This progress file holds nothing that this page can read. Nothing was changed.";
    if (!this.store.replace(bothOf(this.store.read(), tidyState(content)))) return "Both together are more than can be kept. Nothing was changed.";
    return "The file is opened. Where the two differed, the further one was kept.";
  }

  paint() {
    const far = howFar(this.course, this.store.read());
    this.list.replaceChildren(...far.modules.map(module => this.row(
      `Module ${module.number}. ${module.title}`,
      module.tries ? ["done", "Check tried"] : module.opened ? ["now", "Opened"] : ["none", "Not opened yet"],
      [
        `${module.seen} of ${counted(module.sections, "section", "sections")} opened.`,
        module.tries ? `Best try of the check: ${Math.round(module.best)} of 100, in ${counted(module.tries, "try", "tries")}.` : "The check has not been tried.",
      ].join(" "))),
    this.row("Post-test",
      far.post.passed ? ["done", "Reached"] : far.post.tries ? ["now", "Tried"] : ["none", "Not tried yet"],
      far.post.tries
        ? `Best try: ${Math.round(far.post.best)} of 100, in ${counted(far.post.tries, "try", "tries")}. The course asks for ${this.course.pass_mark}; retakes are free.`
        : `Ten questions from these modules. It asks for ${this.course.pass_mark} of 100; retakes are free.`));
    this.saved.replaceChildren(icon("lock"), h("span", {}, `${rememberedWhere("this")} It is ${KEPT}; never an answer, a rating or a word you typed.`));
  }

  row(title, [look, word], text) {
    return h("li", { className: "pg-row" },
      h("p", { className: "pg-title" }, h("b", {}, title), h("span", { className: `chip ${look === "done" ? "fit" : look === "now" ? "note-chip" : "none"}` }, look === "done" ? icon("check") : null, word)),
      h("p", { className: "small" }, text));
  }
}

export default {
  render({ model, el }) {
    const way = new Way(model, el);
    const unfollow = way.store.follow(() => way.paint());
    const clear = () => { way.status.textContent = ""; };
    document.addEventListener("mirrorwell:clear", clear);
    return () => {
      unfollow();
      document.removeEventListener("mirrorwell:clear", clear);
    };
  },
};
