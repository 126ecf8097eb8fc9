// The words of a plan: sentences out of what was typed. An empty line is left out, and nothing typed is judged.

/** @typedef {Record<string, string>} Plan the lines of the form by name; `date` as yyyy-mm-dd */
/** A sentence: words of ours, and `{ typed }` words of the learner. @typedef {(string|{typed: string})[]} Sentence */

/** One line of text as it stands within a sentence: no line breaks, no control characters, no period at its end. @param {string} value */
function line(value) {
  return value.replace(/[\u0000-\u001f\u007f\s]+/g, " ").replace(/[. ]+$/, "").trimStart();
}

/** "Tuesday, December 1, 2026", or nothing when there is no such day. @param {string} date */
function dayInWords(date) {
  const day = new Date(`${date}T00:00:00Z`);
  return date && !isNaN(day.getTime()) ? day.toLocaleDateString("en-US", { dateStyle: "full", timeZone: "UTC" }) : "";
}

/** The plan as sentences. @param {Plan} plan @returns {Sentence[]} */
function sentencesOf(plan) {
  const p = {};
  for (const [name, value] of Object.entries(plan)) p[name] = line(value);
  const t = name => ({ typed: p[name] });
  const found = [];
  const add = (...parts) => found.push(parts.filter(part => part !== ""));
  const withWhom = p.whom ? [" with ", t("whom")] : [""];

  if (p.because && p.practice) add("Because we say “", t("because"), "” to the people we serve, I want to practice ", t("practice"), ...withWhom);
  else {
    if (p.because) add("To the people we serve we say: ", t("because"));
    if (p.practice) add("I want to practice ", t("practice"), ...withWhom);
    else if (p.whom) add("I want to do this with ", t("whom"));
  }
  if (p.cue && p.act) add("If ", t("cue"), ", then I will ", t("act"));
  else if (p.act) add("I will ", t("act"));
  else if (p.cue) add("My cue is: ", t("cue"));
  if (p.stop) add(p.act ? "To make room I will stop " : "I will stop ", t("stop"));
  if (p.asked) add("I will ask ", t("asked"), ...(p.ask ? [" for ", t("ask")] : [""]));
  else if (p.ask) add("I will ask for ", t("ask"));
  if (p.decides) add("Who decides: ", t("decides"));
  if (p.ally) add("An ally: ", t("ally"));
  if (p.helps) add("What would help: ", t("helps"));
  if (p.risk) add("Who carries the risk of this step: ", t("risk"));
  const day = dayInWords(plan.date);
  if (day) add(`We will look again on ${day}`);
  return found;
}

/** The period at the end, unless the words bring a mark of their own. @param {Sentence} sentence */
function endOf(sentence) {
  const last = sentence[sentence.length - 1];
  return /[!?…。؟۔]$/.test(typeof last === "string" ? last : last.typed) ? "" : ".";
}

/** @param {Sentence} sentence */
function sentenceText(sentence) {
  return sentence.map(part => (typeof part === "string" ? part : part.typed)).join("") + endOf(sentence);
}

/** @param {Sentence} sentence */
function sentenceNode(sentence) {
  return h("p", {}, ...sentence.map(part => (typeof part === "string" ? part : h("bdi", {}, part.typed))), endOf(sentence));
}

const GAP = "_".repeat(18), LONG_GAP = GAP.repeat(2);
/** The page for a pen: parts and their lines. @type {[string, string[]][]} */
const EMPTY_PLAN = [
  ["What I want to carry over", [`Because we say ${GAP} to the people we serve, I want to practice ${GAP} with ${GAP}.`]],
  ["One small first step", [`If ${GAP} (a cue), then I will ${LONG_GAP} (under ten minutes).`, `I will stop ${LONG_GAP}.`]],
  ["Not alone", [`I will ask ${GAP} (a role with power) for ${LONG_GAP}.`, `Who decides: ${GAP}`, `An ally (a role): ${GAP}`, `What would help: ${LONG_GAP}`]],
  ["The risk", [`Who carries the risk of this step? ${LONG_GAP}`]],
  ["Look again", [`We will look again on ${GAP}.`]],
];

/** The page to print: the plan, or an empty one to fill in by hand. @param {Sentence[]} sentences */
function planPage(sentences) {
  const parts = sentences.length ? [["In my words", sentences.map(sentenceText)]] : EMPTY_PLAN;
  const blocks = parts.flatMap(([head, lines]) => [{ as: "head", text: head }, ...lines.map(text => ({ as: "text", text }))]);
  const lead = sentences.length ? "One small step in our own house." : "Fill in what helps you, and leave the rest empty.";
  return posterOf([{ as: "title", text: "My one step" }, { as: "lead", text: lead }, ...blocks], "My one step, as a page to print");
}
