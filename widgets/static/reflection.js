// A reflection. What is typed lives in the textarea and nowhere else: no trait, no event, no storage.

const SAVED = "What you type is on this page only. It is not saved or sent, and it is gone when you leave the page. Skipping changes nothing about completion.";
const IN_THE_FILE = "The file holds the question above and the words you typed, as plain text. Nothing else: no name, no date. It goes to the downloads of this device, where others who use the device can open it.";

/** A name that every system accepts as a file name. @param {string} wanted @param {string} otherwise */
function fileName(wanted, otherwise) {
  const clean = wanted.replace(/[\\/:*?"<>|\u0000-\u001f]/g, " ").replace(/\.txt\s*$/i, "").replace(/\s+/g, " ").replace(/^[. ]+|[. ]+$/g, "").slice(0, 80);
  return `${clean || otherwise}.txt`;
}

class Moment {
  constructor(model, el) {
    this.prompt = model.get("prompt");
    this.key = model.get("key");
    this.root = mount(el, "reflection");
    this.status = h("p", { className: "rf-status small", role: "status" });
    this.open = this.openPart(model.get("help"));
    this.skipped = this.skippedPart();
    this.root.append(this.open, this.skipped, this.status);
    ready(this.root);
  }

  button(text, look, run, more = {}) {
    return h("button", { type: "button", className: `btn ${look}`, on: { click: run }, ...more }, text);
  }

  openPart(help) {
    const ids = { area: uid("words"), help: uid("help"), saved: uid("saved"), copy: uid("copy") };
    // Grammar services of extensions send what is typed away; these marks ask them not to.
    this.area = h("textarea", {
      id: ids.area, rows: 4, autocomplete: "off", "data-gramm": "false", "data-enable-grammarly": "false",
      aria: { describedby: help ? `${ids.help} ${ids.saved}` : ids.saved }, on: { input: () => this.say("") },
    });
    this.copyButton = this.button("Keep a copy for myself", "quiet", () => this.toggleCopy(), { aria: { expanded: "false", controls: ids.copy } });
    this.copy = this.copyPart(ids.copy);
    return h("div", { className: "stack" },
      h("div", { className: "field" },
        h("p", { className: "rf-chip" }, h("span", { className: "chip none" }, "Optional")),
        h("label", { htmlFor: ids.area }, this.prompt),
        help ? h("p", { className: "small soft", id: ids.help }, help) : null,
        this.area),
      h("p", { className: "saved", id: ids.saved }, icon("lock"), h("span", {}, SAVED)),
      h("div", { className: "row" },
        this.skipButton = this.button("Skip this", "quiet", () => this.skip()),
        this.copyButton,
        this.button("Clear", "plain", () => this.clear("Cleared."))),
      this.copy);
  }

  copyPart(id) {
    const name = uid("name"), what = uid("what");
    this.name = h("input", { className: "input", id: name, type: "text", autocomplete: "off", maxLength: 80, aria: { describedby: what } });
    return h("form", { className: "rf-copy", id, hidden: true, on: { submit: event => { event.preventDefault(); this.keep(); } } },
      h("p", { className: "small", id: what }, IN_THE_FILE),
      h("div", { className: "field" }, h("label", { htmlFor: name }, "Name of the file"), this.name),
      h("div", { className: "row" },
        h("button", { type: "submit", className: "btn quiet" }, "Download the text"),
        this.button("Not now", "plain", () => this.closeCopy())));
  }

  skippedPart() {
    this.again = this.button("Open it again", "quiet", () => this.unskip());
    this.left = h("p", { className: "small soft" });
    return h("div", { className: "rf-skipped", hidden: true },
      h("p", {}, h("b", {}, "Skipped. "), "That is fine, and nothing notes it."), this.left, this.again);
  }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

  toggleCopy() {
    if (!this.copy.hidden) return this.closeCopy();
    if (!this.area.value.trim()) return this.say("There is nothing typed yet.");
    this.say("");
    this.name.value = `my-${this.key}`;
    this.copy.hidden = false;
    this.copyButton.setAttribute("aria-expanded", "true");
    this.name.focus();
    this.name.select();
  }

  closeCopy() {
    this.copy.hidden = true;
    this.copyButton.setAttribute("aria-expanded", "false");
    this.copyButton.focus();
  }

  keep() {
    const name = fileName(this.name.value, `my-${this.key}`);
    download(name, `${this.prompt}\n\n${this.area.value.trim()}\n`);
    this.closeCopy();
    this.say(`The copy is called ${name}.`);
  }

  skip() {
    this.say("");
    this.left.textContent = this.area.value.trim() ? "What you typed is still on this page. Open it again to see or clear it." : "";
    this.left.hidden = !this.left.textContent;
    this.open.hidden = true;
    this.skipped.hidden = false;
    this.again.focus();
  }

  unskip() {
    this.open.hidden = false;
    this.skipped.hidden = true;
    this.area.focus();
  }

  /** @param {string} said */
  clear(said) {
    this.area.value = "";
    this.name.value = "";
    this.left.hidden = true;
    this.copy.hidden = true;
    this.copyButton.setAttribute("aria-expanded", "false");
    this.say(said);
  }
}

export default {
  render({ model, el }) {
    const moment = new Moment(model, el);
    const clear = () => moment.clear("");
    // A page that is left can come back from the browser's memory with all its fields: empty them before.
    document.addEventListener("mirrorwell:clear", clear);
    addEventListener("pagehide", clear);
    return () => {
      document.removeEventListener("mirrorwell:clear", clear);
      removeEventListener("pagehide", clear);
    };
  },
};
