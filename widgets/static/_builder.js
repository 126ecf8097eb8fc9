// What the builders of a page share: one view at a time, the page as it grows, the ways out of it, done and clear.
// Needs _store.js, _svg.js, _keep.js and _poster.js. Words and choices are in memory only.

const IN_THE_PAGE = "The file holds the page as you see it here, with the words you typed, and nothing else. It goes to the downloads of this device, where others who use the device can open it.";

const plural = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** Marks that ask extensions not to send what is typed away; the direction is that of the words. */
const typed = { dir: "auto", autocomplete: "off", "data-gramm": "false", "data-enable-grammarly": "false" };

/** A builder has `views()`, functions that return `{ title, parts, next }` for all but the last view, `blocks()` for the page, and `reset()`. */
class Builder {
  /** `title` is the page's own until somebody words it. @param {HTMLElement} el @param {string} name @param {{activity: string, file: string, title: string, about: string}} given */
  constructor(el, name, given) {
    this.given = given;
    this.at = 0;
    this.root = mount(el, name);
    this.view = h("div", { className: "stack" });
    this.status = h("p", { className: "said", role: "status" });
    this.poster = h("div", {});
    this.preview = h("figure", { className: "bd-preview" }, h("figcaption", { className: "small" }, "The page so far"), this.poster);
    this.out = this.waysOut();
    this.title = h("input", { ...typed, className: "input", type: "text", maxLength: 120, value: given.title, on: { input: () => this.changed() } });
    this.root.append(h("div", { className: "bd-body" }, h("div", {}, this.view, this.out, this.status), this.preview), this.foot());
    this.clear = () => this.empty("");
    document.addEventListener("mirrorwell:clear", this.clear);
    // A page that is left can come back from the browser's memory with all its fields: empty them before.
    addEventListener("pagehide", this.clear);
  }

  close() {
    document.removeEventListener("mirrorwell:clear", this.clear);
    removeEventListener("pagehide", this.clear);
  }

  /** @param {string} sentence */
  say(sentence) { this.status.textContent = sentence; }

  button(text, look, run, more = {}) {
    return h("button", { type: "button", className: `btn ${look}`, on: { click: run }, ...more }, text);
  }

  /** @param {string} label @param {HTMLElement} control @param {string} [hint] */
  field(label, control, hint) {
    control.id = uid("field");
    const help = hint ? h("p", { className: "small", id: uid("hint") }, hint) : null;
    if (help) control.setAttribute("aria-describedby", help.id);
    return h("div", { className: "field" }, h("label", { htmlFor: control.id }, label), help, control);
  }

  waysOut() {
    const copy = { what: IN_THE_PAGE, name: this.given.file, say: sentence => { this.say(sentence); if (sentence) this.finish(); } };
    this.picture = keepPart({ ...copy, label: "Save the poster as a picture (SVG)", save: "Download the picture", ending: "svg", make: () => { this.draw(); return posterFile(this.drawn); } });
    this.copy = keepPart({ ...copy, save: "Download the text", ending: "txt", make: () => posterText(this.blocks()) });
    this.plain = h("div", { className: "bd-text", id: uid("text"), hidden: true, dir: "auto" });
    this.toggle = this.button("Read it as text", "quiet", () => this.read(this.plain.hidden), { aria: { expanded: "false", controls: this.plain.id } });
    return h("div", { className: "bd-out stack", hidden: true },
      h("div", { className: "row" }, this.button("Print the poster", "", () => this.print()), this.picture.button, this.copy.button, this.toggle),
      this.picture.form, this.copy.form, this.plain);
  }

  foot() {
    return h("div", { className: "bd-foot stack" },
      h("div", { className: "row" },
        this.button("Done with this", "plain", () => { this.finish(); this.say("Noted as done. You can still go on, or come back."); }),
        this.button("Clear and start over", "plain", () => this.empty("Cleared. Our words are back."))),
      h("p", { className: "saved" }, icon("lock"), h("span", {}, `Your words and choices are on this page only and gone when you leave it. ${rememberedWhere("the mark “done with this”")}`)));
  }

  /** Show a view; focus follows only what the person did. @param {number} at @param {boolean} [focus] */
  go(at, focus = true) {
    const views = this.views();
    this.at = Math.max(0, Math.min(at, views.length));
    const last = this.at === views.length;
    const { title, parts, next } = last ? this.pageView() : views[this.at]();
    const heading = h("h3", { tabIndex: -1 }, title);
    const back = this.at ? this.button("Back", "quiet", () => this.go(this.at - 1)) : null;
    const on = last ? null : this.button(next, "", () => this.forward());
    this.view.replaceChildren(heading, ...parts, ...(back || on ? [h("div", { className: "row" }, back, on)] : []));
    this.out.hidden = !last;
    this.preview.hidden = !this.at;
    this.preview.classList.toggle("whole", last);
    this.preview.firstChild.hidden = last;
    this.foldAll();
    this.draw();
    this.say("");
    if (focus) heading.focus();
  }

  pageView() {
    return { title: "Your page", parts: [h("p", {}, this.given.about), this.field("Title of the page", this.title, "A team, a service or a topic. No names of persons.")] };
  }

  /** A view that is not ready says what is missing. */
  forward() {
    const missing = this.missing?.();
    if (missing) this.say(missing);
    else this.go(this.at + 1);
  }

  /** What every page begins and ends with. @param {string} lead */
  framed(lead, blocks) {
    return [{ as: "title", text: this.title.value.trim() || this.given.title }, { as: "lead", text: lead }, ...blocks, { as: "foot", text: "Made with mirrorwell. A start for talk, not a policy." }];
  }

  /** Draw the page after the next change, once per frame. */
  changed() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  draw() {
    if (!this.at) return;
    const blocks = this.blocks();
    this.drawn = posterOf(blocks, `${this.given.title}. ${this.summary()}`);
    this.poster.replaceChildren(this.drawn);
    this.plain.replaceChildren(...blocks.map(({ as, text, mark, label }) =>
      h("p", { className: `bd-${as}`, dir: "auto" }, mark ? `${mark} ` : null, label ? h("b", {}, `${label}: `) : null, text)));
  }

  read(open) {
    this.plain.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  print() {
    this.say("");
    this.draw();
    printPoster(this.drawn, this.given.title, sentence => this.say(sentence));
    this.finish();
  }

  /** The activity is done when a page leaves the widget or the person says so; told once. */
  finish() {
    finished(this.given.activity);
    if (this.told) return;
    this.told = true;
    report(this.root, { activity: this.given.activity, kind: "builder", completed: true });
  }

  foldAll() {
    this.picture.fold();
    this.copy.fold();
    this.read(false);
  }

  /** @param {string} said */
  empty(said) {
    cancelAnimationFrame(this.frame);
    dropPrint();
    this.told = false;
    this.title.value = this.given.title;
    this.reset();
    this.drawn = null;
    this.poster.replaceChildren();
    this.plain.replaceChildren();
    POSTER.frame?.remove();
    this.go(0, false);
    this.say(said);
  }
}
