// SCORM 1.2: one status for two things, so a unit with a check is passed or failed, one without is completed.

/** @param {ReturnType<typeof makeFacts>} facts @returns {Standard} */
function scorm12(facts) {
  const session = scormSession({
    api: "API", initialize: "LMSInitialize", terminate: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", error: "LMSGetLastError", status: "cmi.core.lesson_status",
  });
  const rank = { incomplete: 1, failed: 2, completed: 3, passed: 4 };
  let was = "", floor = 0;

  function start() {
    const found = session.open();
    if (found.how !== "open") return found;
    was = session.get("cmi.core.lesson_status");
    floor = numeric(session.get("cmi.core.score.raw")) ?? 0;
    const mode = session.get("cmi.core.lesson_mode"), credit = session.get("cmi.core.credit");
    return {
      ...found, text: session.get("cmi.suspend_data"), place: session.get("cmi.core.lesson_location"),
      locked: mode === "browse" || mode === "review" || credit === "no-credit",
      first: was === "not attempted", passed: was === "passed", completed: was === "completed" || was === "passed",
    };
  }

  function status() {
    const { own, unit, first } = facts;
    const now = unit.check && own.passed ? "passed" : unit.check && own.best !== null ? "failed"
      : !unit.check && own.completed ? "completed" : first ? "incomplete" : "";
    return (rank[now] ?? 0) >= (rank[was] ?? 0) ? now : "";
  }

  /** @param {boolean} all also what nobody has changed yet */
  function entries(all) {
    const list = [], score = facts.score(floor), now = status();
    if (!facts.locked) {
      if (all || facts.touched) list.push(["cmi.core.lesson_location", facts.place], ["cmi.suspend_data", facts.state]);
      if (score !== null) list.push(["cmi.core.score.min", "0"], ["cmi.core.score.max", "100"], ["cmi.core.score.raw", String(score)]);
      if (now) list.push(["cmi.core.lesson_status", now]);
    }
    list.push(["cmi.core.session_time", span(facts.seconds)], ["cmi.core.exit", facts.finished ? "" : "suspend"]);
    return list;
  }

  /** HHHH:MM:SS.SS @param {number} seconds */
  function span(seconds) {
    const two = value => String(value).padStart(2, "0"), minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
    if (hours > 9999) return "9999:59:59.99";
    return `${String(hours).padStart(4, "0")}:${two(minutes % 60)}:${(seconds % 60).toFixed(2).padStart(5, "0")}`;
  }

  const save = () => session.write(entries(false));
  return {
    name: "SCORM 1.2", start, progress: save, result: save,
    suspend() { session.forget(); return save(); },
    end() { session.forget(); const saved = save(); return session.close() || saved; },
    record: () => entries(true),
  };
}
