// What SCORM 1.2 and 2004 have in common: finding the API, and calling it without ever trusting it.

/** The LMS's object: in this window, in those around it, in the one that opened it or those around that one. A window of
 * another origin throws when it is asked, and is passed by. @param {string} name @param {string} first a call it must have */
function findApi(name, first) {
  const tried = new Set();
  const ask = run => { try { return run(); } catch { return null; } };
  const around = start => {
    const windows = [];
    for (let at = start; at && windows.length <= 10 && !windows.includes(at); at = ask(() => at.parent)) windows.push(at);
    return windows;
  };
  const look = windows => {
    for (const at of windows) {
      if (tried.has(at)) continue;
      tried.add(at);
      const found = ask(() => (typeof at[name][first] === "function" ? at[name] : null));
      if (found) return found;
    }
    return null;
  };
  const own = around(window);
  let found = look(own);
  for (const at of own) found ??= look(around(ask(() => at.opener)));
  return found;
}

/** One session with an API. Keeps in mind what the LMS has, so that it is told only what is new.
 * @param {{api: string, initialize: string, terminate: string, get: string, set: string, commit: string, error: string, status: string}} names */
function scormSession(names) {
  let api = null, open = false, closed = false, refused = false;
  const kept = new Map();
  const call = (name, ...given) => { try { return api[name](...given); } catch { return "false"; } };
  const code = () => inWords(call(names.error));
  /** Some say true, some "true", some nothing at all; the error code alone proves nothing. */
  const did = answer => /^(true|1)$/.test(inWords(answer)) || ((answer === undefined || answer === null || answer === "") && code() === "0");

  return {
    /** @returns {Opened} `how` and what follows from it */
    open() {
      api ??= findApi(names.api, names.initialize);
      if (!api) return { how: "none", search: parent !== window || Boolean(window.opener) };
      open ||= did(call(names.initialize, ""));
      if (open) return { how: "open" };
      if (code() === "104") return { how: "over", say: LINES.finished };
      // A page that is loaded again meets a session that is open already: then it answers.
      open = /^(not attempted|unknown|browsed|incomplete|completed|failed|passed)$/.test(this.get(names.status));
      return { how: open ? "open" : "refused" };
    },
    /** What the LMS has, or "" for what was never set. @param {string} name */
    get(name) {
      const answer = inWords(call(names.get, name) ?? "");
      if (!answer || (answer === "false" && code() !== "0")) return "";
      kept.set(name, answer);
      return answer;
    },
    /** Write in this order what is new, and commit. True when all that matters is stored.
     * @param {[string, string][]} entries */
    write(entries) {
      if (!open || closed) return false;
      let scored = false;
      refused = false;
      for (const [name, value] of entries) {
        const status = name.endsWith("status"), matters = status || /suspend_data$|score\.(raw|scaled)$/.test(name);
        if (kept.get(name) === value && !(status && scored)) continue; // some publish the score when the status comes
        if (!value && name.endsWith("location") && !kept.has(name)) continue; // no place yet: some refuse an empty one
        if (did(call(names.set, name, value))) kept.set(name, value);
        else refused ||= matters;
        scored ||= name.endsWith("score.raw");
      }
      if (did(call(names.commit, ""))) return !refused;
      kept.clear(); // who knows what is left of it: say everything again
      return false;
    },
    /** Say everything again at the next write: an LMS that always says yes may have lost what it was told. */
    forget() { kept.clear(); },
    /** Always, whatever became of the last commit; once. */
    close() {
      if (!open || closed) return false;
      closed = true;
      return did(call(names.terminate, "")) && !refused;
    },
  };
}

const numeric = text => (text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined);
