// The stage of a match question: above the waterline the scene with the people we serve, below it the well.

/** A line of content after a label of ours; the content may run in another direction. @param {string} label @param {string} text */
function told(label, text, className = "") { return h("p", { className }, h("b", {}, label), " ", h("bdi", {}, text)); }

class Stage {
  constructor() {
    this.text = h("p", { className: "mm-scene", dir: "auto" });
    this.thread = h("div", { className: "mm-thread" });
    this.well = h("div", { className: "mm-well" });
    this.table = tableToggle("The scene and its reflections", () => this.rows());
    // A region would be a landmark, and two quizzes on one page would have two of the same name.
    this.table.place.setAttribute("role", "group");
    this.el = h("div", { className: "mm-left" },
      h("div", { className: "mm-stage" },
        h("div", { className: "mm-up" },
          h("div", { className: "mm-words" },
            h("p", { className: "small" }, "With the people we serve"), this.text, this.thread),
          h("div", { className: "mm-sun" }, halfSun())),
        h("div", { className: "mm-down" }, this.well, h("div", { className: "mm-aside" }, this.table.button))),
      this.table.place);
  }

  /** @param {MatchRun} run at the scene to be shown */
  show(run) {
    this.run = run;
    this.states = [];
    this.text.textContent = run.scene.scene;
    this.thread.replaceChildren(told("Follow this thread:", `${run.scene.thread}.`));
    this.table.show(false);
  }

  /** Draw the well. The ring of a reflection that was just found fills, and a well that did not change is left alone.
   * @param {number} now the level that is asked, or -1 */
  paint(now) {
    const states = LEVELS.map((_, level) => (this.run.found(level) ? "found" : level === now ? "now" : "wait"));
    if (states.join() === this.states.join()) return;
    this.well.replaceChildren(rings(states, states.findIndex((state, level) => state === "found" && this.states[level] === "now")));
    this.states = states;
    this.table.refresh();
  }

  rows() {
    return tableOfRows("The scene and its reflections", ["Level", "Scene"], [["People we serve", this.run.scene.scene],
      ...LEVELS.map((name, level) => [name, this.run.found(level) ? this.run.reflection(level).text : "Not found yet"])]);
  }
}
