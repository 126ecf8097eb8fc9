// SCORM 2004: completion and success are two things.

/** @param {ReturnType<typeof makeFacts>} facts @returns {Standard} */
function scorm2004(facts) {
  const session = scormSession({
    api: "API_1484_11", initialize: "Initialize", terminate: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit", error: "GetLastError", status: "cmi.completion_status",
  });
  let completion = "", success = "", floor = 0;

  function start() {
    const found = session.open();
    if (found.how !== "open") return found;
    completion = session.get("cmi.completion_status");
    success = session.get("cmi.success_status");
    floor = numeric(session.get("cmi.score.raw")) ?? 0;
    const mode = session.get("cmi.mode"), credit = session.get("cmi.credit"), theirs = numeric(session.get("cmi.scaled_passing_score"));
    return {
      ...found, text: session.get("cmi.suspend_data"), place: session.get("cmi.location"), seen: numeric(session.get("cmi.progress_measure")) ?? 0,
      locked: mode === "browse" || mode === "review" || credit === "no-credit",
      first: completion === "not attempted" || completion === "unknown", passed: success === "passed", completed: completion === "completed",
      theirs: theirs === undefined ? undefined : rounded(100 * theirs), // to be shown; our own pass mark decides
    };
  }

  /** @param {boolean} all also what nobody has changed yet */
  function entries(all) {
    const { own, unit } = facts, list = [], score = facts.score(floor);
    if (!facts.locked) {
      if (all || facts.touched) list.push(["cmi.location", facts.place], ["cmi.suspend_data", facts.state], ["cmi.progress_measure", String(facts.seen)]);
      if (score !== null) {
        list.push(["cmi.score.min", "0"], ["cmi.score.max", "100"], ["cmi.score.raw", String(score)]);
        list.push(["cmi.score.scaled", String(Math.round(score * 100) / 1e4)]); // exact: rounded again it could cross the pass mark
      }
      if (own.completed) list.push(["cmi.completion_status", "completed"]);
      else if (facts.first && completion !== "completed") list.push(["cmi.completion_status", "incomplete"]);
      if (unit.check && own.passed) list.push(["cmi.success_status", "passed"]);
      else if (unit.check && own.best !== null && success !== "passed") list.push(["cmi.success_status", "failed"]);
    }
    // After "normal" the next visit would be a new attempt, with nothing remembered and "incomplete" again.
    list.push(["cmi.session_time", isoDuration(facts.seconds)], ["cmi.exit", "suspend"]);
    return list;
  }

  const save = () => session.write(entries(false));
  return {
    name: "SCORM 2004", start, progress: save, result: save,
    suspend() { session.forget(); return save(); },
    end() { session.forget(); const saved = save(); return session.close() || saved; },
    record: () => entries(true),
  };
}
