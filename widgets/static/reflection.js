// A reflection. What is typed lives in the textarea and nowhere else: no trait, no event, no storage.

const SAVED = "What you type is on this page only. It is not saved or sent, and it is gone when you leave the page. Skipping changes nothing about completion.";
const IN_THE_FILE = "The file holds the question above and the words you typed, as plain text. Nothing else: no name, no date. It goes to the downloads of this device, where others who use the device can open it.";

class Moment {
  constructor(model, el) {
    this.prompt = model.get("prompt");
    this.key = model.get("key");
    this.root = mount(el, "reflection");
    this.status = h("p", { className: "said small", role: "status" });
    this.open = this.openPart(model.get("help"));
    this.skipped = this.skippedPart();
    this.root.append(this.open, this.skipped, this.status);
    ready(this.root);
  }

  button(text, look, run, more = {}) {
    return h("button", { type: "button", className: `btn ${look}`, on: { click: run }, ...more }, text);
  }

  openPart(help) {
    const ids = { area: uid("words"), help: uid("help"), saved: uid("saved") };
    // Grammar services of extensions send what is typed away; these marks ask them not to.
    this.area = h("textarea", {
      id: ids.area, rows: 4, autocomplete: "off", dir: "auto", "data-gramm": "false", "data-enable-grammarly": "false",
      aria: { describedby: help ? `${ids.help} ${ids.saved}` : ids.saved }, on: { input: () => this.say("") },
    });
    this.copy = keepPart({
      save: "Download the text", what: IN_THE_FILE, name: `my-${this.key}`, ending: "txt",
      empty: () => (this.area.value.trim() ? "" : "There is nothing typed yet."),
      make: () => `${this.prompt}\n\n${this.area.value.trim()}\n`,
      say: sentence => this.say(sentence),
    });
    const everything = clearPart(sentence => this.say(sentence));
    return h("div", { className: "stack" },
      h("div", { className: "field" },
        h("p", { className: "rf-chip" }, h("span", { className: "chip none" }, "Optional")),
        h("label", { htmlFor: ids.area }, this.prompt),
        help ? h("p", { className: "small soft", id: ids.help }, help) : null,
        this.area),
      h("p", { className: "saved", id: ids.saved }, icon("lock"), h("span", {}, SAVED)),
      h("div", { className: "row" },
        this.skipButton = this.button("Skip this", "quiet", () => this.skip()),
        this.copy.button,
        this.button("Clear", "plain", () => this.clear("Cleared.")),
        everything.button),
      this.copy.form, everything.form);
  }

  skippedPart() {
    this.again = this.button("Open it again", "quiet", () => this.unskip());
    this.left = h("p", { className: "small soft" });
    return h("div", { className: "rf-skipped", hidden: true },
      h("p", {}, h("b", {}, "Skipped. "), "That is fine, and nothing notes it."), this.left, this.again);
  }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

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
    this.left.hidden = true;
    this.copy.fold();
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
