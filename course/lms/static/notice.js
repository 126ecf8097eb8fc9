// What a learner is told about the LMS: one quiet line, a panel that shows what is sent, and a way to finish.

const LINES = {
  opening: "Looking for your learning system.",
  none: "No learning system was found: results stay on this page.",
  open: "Your learning system is connected. Results are recorded as you go.",
  kept: "Recorded by your learning system.",
  waiting: "Your learning system has not answered yet. The course tries again. Nothing is lost while this page is open.",
  locked: "View only: nothing new is recorded. What was recorded before stays.",
  saving: "Saving. Please keep this page open for a moment.",
  ended: "All is saved. It is safe to close this page.",
  closed: "The session is closed, but your learning system did not confirm the last save. Open the course again from there to check, and if a result is missing, tell the people who run it.",
  finished: "This session is finished. To record more, open the course again from your learning system.",
};

/** @param {{phase: string, stored: string, said: string, late: boolean, locked: boolean, again: boolean, whole: boolean, best: ?number}} now */
function lineOf({ phase, stored, said, late, locked, again, whole, best }) {
  if (phase === "none") return LINES.none;
  if (phase === "over") return said || LINES.finished;
  if (phase === "ended" && late) return LINES.finished;
  if (phase === "ended") return stored === "kept" ? LINES.ended : stored === "saving" ? LINES.saving : again ? LINES.waiting : LINES.closed;
  if (stored === "waiting") return LINES.waiting;
  if (phase === "opening") return LINES.opening;
  if (locked) return LINES.locked;
  return (stored === "kept" ? LINES.kept : LINES.open) + (best === null ? "" : ` Your best score in the ${whole ? "post-test" : "check"}: ${best} of 100.`);
}

/** @param {{line(): string, phase(): string, record(): any, follow(run: () => void): () => void, end(): void}} tracker */
function notice(tracker) {
  const make = (tag, className, ...content) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  /** Fill the panel. Returns what brings it up to date. @param {Element} place */
  function panel(place) {
    const head = make("h2", "", "What is sent to your LMS");
    const what = make("p");
    const list = make("dl", "sent-list small");
    const box = make("div", "sent-box", list);
    const exact = make("details", "", make("summary", "", "The exact record"), box);
    const finish = make("button", "btn", "Finish and save");
    const said = make("p", "sent-said");
    head.id = "sent-head";
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "The exact record");
    said.tabIndex = -1;
    finish.type = "button";
    finish.onclick = () => {
      tracker.end();
      said.focus(); // the button is gone
    };
    place.setAttribute("aria-labelledby", head.id);
    place.classList.add("card", "sent");
    place.replaceChildren(head, what, exact,
      make("p", "", make("b", "", "Never sent: "), "what you type, how you answer a question, your ratings, what you do in the other activities, and whether you opened Support."),
      make("p", "small soft", "You can leave at any time: results are saved as they come. Finishing ends this session."),
      make("div", "sent-end", finish, said));

    return () => {
      const { standard, entries, theirs, whole, mark, locked, phase } = tracker.record(), gone = phase === "none" || phase === "over";
      what.textContent = gone ? "Nothing is sent now. With a learning system (LMS), it would be what stands below."
        : locked ? "This is for viewing only. Your learning system (LMS) hears that you came and how long you stayed, and nothing else."
        : `Your learning system (LMS) hears which sections you opened, your best ${whole ? "scores" : "score in the check"}, how many tries you took, whether you are done and whether you passed${whole ? ", the day on which you first passed the post-test" : ""}, and for how long the page was in view. People who run it can read this.`;
      if (theirs !== null && theirs !== mark) what.append(` It names ${theirs} of 100 as its pass mark; this course goes by ${mark}.`);
      if (exact.open) list.replaceChildren(...entries.map(([name, value]) => make("div", "", make("dt", "", name), make("dd", "", value || "(empty)"))));
      exact.hidden = !entries.length;
      exact.firstChild.textContent = `The exact record, before it is sent (${standard})`;
      finish.hidden = phase !== "open";
      if (phase === "ended" && said.textContent !== tracker.line()) said.textContent = tracker.line();
    };
  }

  function show() {
    const line = document.querySelector("[data-results]"), place = document.querySelector("[data-sent]");
    const fill = place && panel(place);
    const update = () => {
      if (line && line.textContent !== tracker.line()) line.textContent = tracker.line(); // a status is read out when it changes
      fill?.();
    };
    place?.querySelector("details").addEventListener("toggle", update);
    const stop = tracker.follow(update);
    addEventListener("pagehide", event => { if (!event.persisted) stop(); });
    update();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
}
