// What comes after the questions: the turn of a scene, and the end of a run.

const HYPOTHESIS = "A mirror is a hypothesis to test, not a verdict on anyone.";

/** The whole well: the name of the dynamic, its three reflections, and what would turn each. @param {MatchRun} run @param {HTMLElement} heading @param {HTMLElement} onward */
function turnPart(run, heading, onward) {
  const strength = run.scene.about === "strength";
  const step = strength ? "To keep it going:" : "To break the reflection:";
  return [
    heading,
    h("p", {}, "One name for what runs through all four levels: ", h("b", {}, h("bdi", {}, run.scene.dynamic)), ". ",
      strength ? "Something good is passed on here. What would keep it going?" : "What would break the reflection? One small step at one level may be enough to begin."),
    h("ul", { className: "mm-turns" }, ...run.levels.map((_, level) => {
      const { text, turn } = run.reflection(level);
      return h("li", { className: `mm-turn mm-turn-${level + 1}` },
        h("h4", {}, LEVELS[level]),
        h("p", { dir: "auto" }, text),
        told(step, turn, "mm-step"));
    })),
    h("p", { className: "mm-hypothesis" }, HYPOTHESIS),
    h("p", { className: "small" }, `Source: ${run.scene.source}`),
    h("div", { className: "tools" }, onward),
  ];
}

/** @param {number} count */
function counted(count) { return count === 1 ? "1 scene" : `${count} scenes`; }

/** The sentences and offers at the end of a run. @param {MatchRun} run @param {{sets: string[], count: number}} strengths
 * @param {(index: number) => HTMLElement} lookAgain @param {HTMLElement} anew */
function endPart(run, strengths, lookAgain, anew) {
  const MOST = 12; // a list that can still be read; more is said as a number
  const shown = run.again.slice(0, MOST);
  const hard = run.scenes.every(scene => scene.about !== "strength");
  return [
    h("p", { className: "mm-found" }, run.asked
      ? `All ${run.asked} reflections are found, ${run.foundFirst} of them at first look. This says something about the scenes, not about you.`
      : "You skipped through this run, so there is nothing to count."),
    run.skipped > 0 && h("p", { className: "soft" }, `${counted(run.skipped)} skipped. Skipping counts nothing against anyone.`),
    shown.length > 0 && h("div", { className: "mm-again" },
      h("h4", {}, "Worth another look"),
      h("p", { className: "soft small" }, `Something close to it caught the eye first. Such scenes are good to talk over.${run.before ? " Scenes from before you came back are not listed." : ""}`),
      h("ul", {}, ...shown.map(index => h("li", {}, h("p", { dir: "auto" }, run.scenes[index].scene), lookAgain(index)))),
      run.again.length > MOST && h("p", { className: "small soft" }, `And ${run.again.length - MOST} more.`)),
    hard && strengths.count > 0 && h("div", { className: "note fit" },
      h("h4", {}, "Good things are passed on too"),
      h("p", {}, `Set ${strengths.sets.join(" and ")} holds ${counted(strengths.count)} in which something good travels from level to level. A good next look after this one.`)),
    h("div", { className: "tools" }, anew),
  ];
}
