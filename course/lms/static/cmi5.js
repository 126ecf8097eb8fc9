// cmi5: statements in a fixed order, and a state document of our own. Rule numbers are those of the npm package
// @cmi5/requirements.

/** @param {ReturnType<typeof makeFacts>} facts @returns {Standard} */
function cmi5(facts) {
  const given = Object.fromEntries(new URLSearchParams(location.search));
  const { actor, registration, activityId } = given;
  const endpoint = (given.endpoint ?? "").replace(/\/*$/, "/"), agent = parsed(actor ?? "");
  const complete = Boolean(given.endpoint && given.fetch && agent && registration && activityId);
  const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/", MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
  const made = {}; // statements by verb: made once, so that trying again sends the same one
  const gone = new Set(); // verbs the record store has, or will not have
  let read = false, asked = false, token = "", launch = null, preferences = false, vainly = 0, kept = "";
  let closing = false, left = false, flying = null, writing = null, turnedDown = false;

  /** One request to the record store; null when there was no answer. */
  async function ask(method, resource, query, body) {
    const headers = { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3" };
    if (body) headers["Content-Type"] = "application/json";
    const address = endpoint + resource + (query ? `?${new URLSearchParams(query)}` : "");
    // What is on its way when the page goes is carried on by the browser; it may not be long.
    const options = { method, headers, body, cache: "no-store", keepalive: Boolean(body) && body.length < 60000 };
    try {
      const answer = await fetch(address, { ...options, signal: AbortSignal.timeout?.(30000) });
      if (answer.ok) facts.heard(); // several requests make one save: after one that went well the pauses begin anew
      return answer;
    } catch { return null; }
  }
  const stateOf = stateId => ({ stateId, activityId, agent: actor, registration });

  async function start() {
    if (!complete) return { how: "none" };
    if (!token) {
      if (asked) return { how: "over", say: problem() };
      asked = true; // an address for one use (8.2.3.0-1)
      let answer = null;
      try { answer = await (await fetch(given.fetch, { method: "POST" })).json(); } catch { /* told below */ }
      token = inWords(answer?.["auth-token"] ?? "");
      if (!token) return { how: "over", say: problem(answer) };
    }
    const refused = { how: "refused" };
    if (!launch) {
      const answer = await ask("GET", "activities/state", stateOf("LMS.LaunchData"));
      const found = answer?.ok ? await answer.json().catch(() => null) : null;
      if (!found) return refused;
      launch = found;
      facts.locked = (launch.launchMode ?? "Normal") !== "Normal";
    }
    if (!preferences) {
      const answer = await ask("GET", "agents/profile", { profileId: "cmi5LearnerPreferences", agent: actor });
      // They must be asked (11.0.0.0-3), though we have one language and no sound; there need not be any.
      if ((!answer || answer.status >= 500) && ++vainly < 5) return refused;
      preferences = true;
    }
    if (!gone.has("initialized") && !(await send("initialized"))) return refused;
    const answer = await ask("GET", "activities/state", stateOf("mirrorwell"));
    if (!answer || !(answer.ok || answer.status === 404)) return refused; // unknown is not empty
    const text = answer.ok ? await answer.text().catch(() => null) : "";
    if (text === null) return refused; // what did not arrive whole is unknown too
    read = true;
    kept = text;
    const mastery = typeof launch.masteryScore === "number" ? rounded(1e4 * launch.masteryScore) / 100 : undefined;
    return { how: "open", text: kept, locked: facts.locked, owed: true, mark: mastery };
  }

  /** @param {any} [answer] what the fetch address said */
  function problem(answer) {
    const code = inWords(answer?.["error-code"] ?? ""), text = inWords(answer?.["error-text"] ?? "").slice(0, 120);
    const why = [code, text].filter(Boolean).join(": ");
    return `Your learning system did not open a session${why && " (" + why + ")"}. Results stay on this page. Open the course again from there.`;
  }

  // ---- statements ----

  /** @param {"initialized" | "completed" | "passed" | "failed" | "terminated"} verb */
  function statement(verb) {
    const verdict = verb === "passed" || verb === "failed", moveOn = verdict || verb === "completed";
    const context = structuredClone(launch?.contextTemplate ?? {}), best = facts.own.best ?? 0;
    context.registration = registration;
    context.contextActivities ??= {};
    const categories = [context.contextActivities.category ?? []].flat();
    for (const name of moveOn ? ["cmi5", "moveon"] : ["cmi5"])
      if (!categories.some(each => each.id === CATEGORY + name)) categories.push({ objectType: "Activity", id: CATEGORY + name });
    context.contextActivities.category = categories;
    if (verdict && typeof launch?.masteryScore === "number") context.extensions = { ...context.extensions, [MASTERY]: launch.masteryScore };
    const result = verb === "initialized" ? {} : { result: {
      ...(verdict && { success: verb === "passed", score: { scaled: Math.round(best * 100) / 1e4, raw: best, min: 0, max: 100 } }),
      ...(verb === "completed" && { completion: true }),
      duration: isoDuration(facts.seconds),
    } };
    return {
      // One completed and one passed for each registration: were one sent a second time, the store would know it.
      id: verb === "completed" || verb === "passed" ? uuidOf(`${registration} ${activityId} ${verb}`) : uuid(crypto.getRandomValues(new Uint8Array(16))),
      actor: agent,
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
      object: { objectType: "Activity", id: activityId },
      ...result, context, timestamp: new Date().toISOString(),
    };
  }

  /** The verb that is due now, in the order of the specification. */
  function due() {
    const { own, unit } = facts, free = verb => !gone.has(verb) && flying !== verb;
    if (!facts.locked && unit.check && own.passed && (own.best ?? -1) >= facts.mark && !own.sent.includes("p") && free("passed")) return "passed";
    if (!facts.locked && own.completed && !own.sent.includes("c") && free("completed")) return "completed";
    if (closing && read && !facts.locked && unit.check && facts.tried && !own.passed && free("failed")) return "failed";
    return closing && free("terminated") ? "terminated" : null;
  }

  /** @param {string} verb */
  async function send(verb) {
    flying = verb;
    const answer = await ask("POST", "statements", null, JSON.stringify(made[verb] ??= statement(verb)));
    flying = null;
    const has = Boolean(answer) && (answer.ok || answer.status === 409); // 409: it was there already
    turnedDown ||= answer?.status === 400;
    if (has || answer?.status === 400) gone.add(verb); // what is refused as such will not get better
    if (has && (verb === "passed" || verb === "completed") && !facts.own.sent.includes(verb[0])) {
      facts.own.sent += verb[0];
      facts.touched = true;
    }
    return has;
  }

  // ---- saving: one thing at a time, the state before the end ----

  // What was not read cannot be added to, and is not written over.
  const newState = () => (read && !facts.locked && facts.touched && facts.state !== kept ? facts.state : null);

  async function write() {
    while (!left) {
      const verb = due(), state = newState(); // first: who has passed is known in the next session, whatever becomes of the statement
      if (state !== null) {
        const answer = await ask("PUT", "activities/state", stateOf("mirrorwell"), state);
        if (!answer?.ok) return false;
        kept = state;
      } else if (verb) {
        if (!(await send(verb)) && !gone.has(verb)) return false;
      } else break;
    }
    return !turnedDown || gone.has("terminated");
  }
  const save = () => (writing ??= write().finally(() => { writing = null; }));

  /** @param {boolean} leaving nobody hears an answer any more: all that is left goes in one piece, the end last */
  function end(leaving) {
    closing = true;
    if (!leaving) return save();
    if (left || !(gone.has("initialized") || flying === "initialized") || gone.has("terminated")) return false;
    left = true;
    // What is on its way may come late or never, and is said again as it is: the store takes it once.
    const state = newState(), last = flying && flying !== "terminated" ? [made[flying]] : [];
    if (flying === "terminated") return true;
    if (state !== null) ask("PUT", "activities/state", stateOf("mirrorwell"), state);
    for (let verb = due(); verb; verb = due()) { last.push(made[verb] ??= statement(verb)); gone.add(verb); }
    if (last.length) ask("POST", "statements", null, JSON.stringify(last.length > 1 ? last : last[0]));
    return true;
  }

  /** After the last statement, in the same window (10.2.6.0-1). */
  function leave() {
    if (/^https?:/.test(launch?.returnURL ?? "")) location.assign(launch.returnURL);
  }

  /** What was sent and what would be sent if the session ended now. */
  function record() {
    const { own, unit, locked } = facts, shown = [["initialized"]];
    if (!locked && own.completed) shown.push(["completed", "c"]);
    if (!locked && unit.check && own.best !== null) shown.push(own.passed ? ["passed", "p"] : ["failed"]);
    const entries = [...shown, ["terminated"]].map(([verb, mark]) => {
      const sent = gone.has(verb) || (mark && own.sent.includes(mark));
      const { id, timestamp, ...rest } = made[verb] ?? statement(verb);
      const when = made[verb] ? { id, timestamp } : { id: "(made when it is sent)", timestamp: "(the time when it is sent)" };
      const state = sent ? "sent" : verb === "failed" || verb === "terminated" ? "sent when you finish" : "not sent yet";
      return [`${verb} (${state})`, sent && !made[verb] ? "In an earlier session." : JSON.stringify({ ...when, ...rest }, null, 1)];
    });
    return complete ? [...(locked ? [] : [["state “mirrorwell”", facts.state]]), ...entries] : [];
  }

  return { name: "cmi5", start, progress: save, result: save, suspend: save, end, record, leave };
}

/** A UUID in the form that every record store takes. @param {Uint8Array} bytes 16 of them */
function uuid(bytes) {
  const hex = [...bytes].map((byte, at) => (at === 6 ? (byte & 15) | 64 : at === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** The same UUID for the same text (FNV-1a over four lanes: no hashing by the browser outside https). @param {string} text */
function uuidOf(text) {
  const bytes = new Uint8Array(16), lanes = new DataView(bytes.buffer);
  for (let lane = 0; lane < 4; lane++) {
    let hash = 0x811c9dc5 ^ lane;
    for (const letter of `${lane} ${text} ${lane}`) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    lanes.setUint32(lane * 4, hash ^ (hash >>> 13));
  }
  return uuid(bytes);
}
