// "Keep a copy for myself": the one way in which words or ratings leave a page, and only by the learner's own hand.

/** A name that every system accepts as a file name. @param {string} wanted @param {string} otherwise @param {string} ending for example "txt" */
function fileName(wanted, otherwise, ending) {
  const clean = wanted.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, " ").replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(new RegExp(`\\.${ending}\\s*$`, "i"), "").replace(/\s+/g, " ").replace(/^[. ]+|[. ]+$/g, "");
  // Whole characters, and few enough for file systems that count bytes.
  const short = Array.from(clean).slice(0, 60).join("").trim();
  return `${short || otherwise}.${ending}`;
}

/** A button and the small form behind it: what is in the file, its name, download.
 * @param {{label?: string, save?: string, what: string, name: string, ending: string, type?: string,
 *   empty?: () => string, make: () => string|Blob, say: (sentence: string) => void}} given
 *   `what` says in plain words what the file holds; `empty` returns a sentence when there is nothing to keep. */
function keepPart({ label = "Keep a copy for myself", save = "Download the file", what, name, ending, type, empty, make, say }) {
  const ids = { form: uid("copy"), name: uid("name"), what: uid("what") };
  const field = h("input", { className: "input", id: ids.name, type: "text", autocomplete: "off", maxLength: 80, aria: { describedby: ids.what } });
  const button = h("button", { type: "button", className: "btn quiet", aria: { expanded: "false", controls: ids.form }, on: { click: open } }, label);
  const form = h("form", { className: "keep", id: ids.form, hidden: true, on: { submit: event => { event.preventDefault(); keep(); } } },
    h("p", { className: "small", id: ids.what }, what),
    h("div", { className: "field" }, h("label", { htmlFor: ids.name }, "Name of the file"), field),
    h("div", { className: "row" },
      h("button", { type: "submit", className: "btn quiet" }, save),
      h("button", { type: "button", className: "btn plain", on: { click: () => { fold(); button.focus(); } } }, "Not now")));

  function open() {
    if (!form.hidden) { fold(); return; }
    const nothing = empty?.();
    if (nothing) return say(nothing);
    say("");
    field.value = name;
    form.hidden = false;
    button.setAttribute("aria-expanded", "true");
    // The whole form is in sight, with what it says above the field.
    field.focus({ preventScroll: true });
    field.select();
    form.scrollIntoView({ block: "nearest" });
  }
  /** Close the form and forget the name that was typed. */
  function fold() {
    form.hidden = true;
    field.value = "";
    button.setAttribute("aria-expanded", "false");
  }
  function keep() {
    const chosen = fileName(field.value, name, ending);
    const made = make();
    download(chosen, typeof made === "string" ? made.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "") : made, type);
    fold();
    button.focus();
    say(`The copy is called ${chosen}.`);
  }
  return { button, form, fold };
}

/** "Clear everything" and the sentence that says what that is: all of the page, and what is remembered of the course.
 * Needs _store.js, which hears the event.
 * @param {(sentence: string) => void} say */
function clearPart(say) {
  courseStore();
  const id = uid("clear");
  const button = h("button", { type: "button", className: "btn plain", aria: { expanded: "false", controls: id }, on: { click: () => show(form.hidden) } }, "Clear everything");
  const erase = h("button", { type: "button", className: "btn quiet", on: { click: () => {
    show(false);
    button.focus();
    document.dispatchEvent(new CustomEvent("mirrorwell:clear"));
    say(`All that was typed, rated, chosen and remembered is erased.${beyondReach()}`);
  } } }, "Erase all of it");
  const form = h("div", { className: "keep", id, hidden: true },
    h("p", { className: "small" }, "This erases what you typed, rated and chose anywhere on this page, and the progress that is remembered: sections, best scores, tries. A copy that you saved stays where you put it."),
    h("div", { className: "row" }, erase, h("button", { type: "button", className: "btn plain", on: { click: () => { show(false); button.focus(); } } }, "Not now")));
  /** @param {boolean} yes */
  function show(yes) {
    form.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    if (yes) erase.focus();
  }
  return { button, form };
}
