// The certificate: a page in the learner's own words, drawn as they are typed, printed or saved by the learner alone.

const NO_CREDIT = "This course has not been approved for continuing-education credit.";
const SELF_REPORTED = "Self-reported by the learner. Nobody verified it. It holds no score and says nothing about anyone’s skill or worth.";

/** The host's credit: from the frame of a page, else from the options of the widget. @param {any} model */
function creditOf(model) {
  const held = document.documentElement.hasAttribute("data-mw-page") && document.getElementById("course-host");
  const host = held ? JSON.parse(held.textContent).credit : null;
  const fields = ["provider", "number", "program_number", "special_category", "responsible", "statement"];
  return Object.fromEntries(fields.map(name => [name, String(host?.[name] ?? model.get(name) ?? "").trim()]));
}

class Paper {
  constructor(model, el) {
    this.model = model;
    this.course = model.get("_course");
    this.credit = creditOf(model);
    this.store = courseStore();
    this.elsewhere = false;
    this.root = mount(el, "certificate");
    this.body = h("div", { className: "card stack" });
    this.status = h("p", { className: "said small", role: "status" });
    this.root.append(this.body, this.status);
    this.form = this.formPart();
    this.tickRow = this.tickPart();
    this.paint();
    ready(this.root);
  }

  /** @param {string} text */
  say(text) { this.status.textContent = text; }

  get open() {
    const far = howFar(this.course, this.store.read());
    return far.complete || (far.post.passed && this.elsewhere);
  }

  paint() {
    const open = this.open;
    if (this.shown === open && open) return this.draw();
    this.shown = open;
    const far = howFar(this.course, this.store.read()), tick = far.left.length ? [this.tickRow] : [];
    this.body.replaceChildren(h("h3", {}, "Certificate of completion"), ...(open ? [...tick, this.form] : this.leftPart(far, tick)));
    if (open) this.draw();
  }

  /** The learner's own word counts, and can be taken back; focus stays on it. */
  tickPart() {
    const tick = h("input", { type: "checkbox", on: { change: () => {
      this.elsewhere = tick.checked;
      this.paint();
      tick.focus();
      this.say(this.open ? "The certificate is open below." : tick.checked ? "Noted. The post-test is still to be done here, or comes with a progress file." : "Taken back.");
    } } });
    this.tick = tick;
    return h("label", { className: "ct-tick" }, tick, h("span", {}, "I opened the modules and tried the checks elsewhere, on another device or on paper."));
  }

  /** What is still to be done, without reproach. */
  leftPart(far, tick) {
    const left = [...far.left, ...(far.post.passed ? [] : [`Reach ${this.course.pass_mark} of 100 in the post-test. Retakes are free.`])];
    return [
      h("p", {}, "The certificate opens when these are done:"),
      h("ul", { className: "ct-left" }, ...left.map(text => h("li", {}, text))),
      ...tick,
      h("p", { className: "small soft" }, "A progress file from another device counts as well: open it under “How far you have come”. Skipped parts and reflections never matter here."),
    ];
  }

  formPart() {
    const field = (label, control, help) => {
      control.id = uid("certificate");
      const note = help ? h("p", { className: "small soft", id: uid("help") }, help) : null;
      if (note) control.setAttribute("aria-describedby", note.id);
      return h("div", { className: "field" }, h("label", { htmlFor: control.id }, label), note, control);
    };
    const changed = { on: { input: () => { this.say(""); this.draw(); } } };
    this.name = h("input", { className: "input", type: "text", autocomplete: "off", dir: "auto", maxLength: 120, "data-gramm": "false", "data-enable-grammarly": "false", ...changed });
    this.day = h("input", { className: "input", type: "date", ...changed });
    this.way = h("select", { className: "select", ...changed }, ...["Self-paced", "Live, with a facilitator"].map(text => h("option", {}, text)));
    this.paper = h("div", {});
    this.words = h("div", { className: "ct-words" });
    this.day.value = this.store.read().d || today();
    const button = (text, look, run) => h("button", { type: "button", className: `btn ${look}`, on: { click: run } }, text);
    return h("div", { className: "stack" },
      h("div", { className: "ct-fields" },
        field("Name on the certificate", this.name, "Only on this page, until you close it. It is never saved or sent."),
        field("Date completed", this.day), field("Format", this.way)),
      h("div", { className: "row" }, button("Print the certificate", "", () => this.print()), button("Save it as a picture (SVG)", "quiet", () => this.save()), button("Clear the name", "plain", () => this.clear())),
      this.paper,
      h("details", {}, h("summary", {}, "Read it as text"), this.words));
  }

  blocks() {
    const { provider, number, program_number, special_category, responsible, statement } = this.credit;
    const hours = Math.round((this.course.minutes / 60) * 10) / 10;
    const numbers = this.course.modules.map(module => module.number);
    const line = (head, text) => ({ as: "text", text: `${head}: ${text}` });
    const day = this.day.valueAsDate?.toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" }) ?? "";
    const fields = [["Provider name and number", provider && `${provider}, ${number}`], ["Program number", program_number], ["Special category", special_category], ["Responsible social worker and credentials", responsible]];
    // Without a provider the fields stay blank, in small print, for one who has an approval to fill in by hand.
    const credit = provider ? fields.map(([head, text]) => line(head, text || "none")) : [{ as: "small", text: fields.map(([head]) => `${head}: ________`).join("   ") }];
    return [
      { as: "title", text: "Certificate of completion" },
      { as: "lead", text: this.course.title },
      { as: "head", text: this.name.value.trim() || "Name" },
      { as: "text", text: `completed ${numbers.length === 1 ? "module" : "modules"} ${new Intl.ListFormat("en").format(numbers.map(String))} of this course.` },
      line("Date completed", day), line("Format", this.way.value), line("Hours", `${hours}`),
      { as: "head", text: "Continuing education" },
      { as: "text", text: provider ? statement : NO_CREDIT },
      ...credit,
      { as: "small", text: SELF_REPORTED },
    ];
  }

  draw() {
    const blocks = this.blocks();
    this.page = posterOf(blocks, "The certificate as it will print. Its words follow as text.");
    this.paper.replaceChildren(this.page);
    this.words.replaceChildren(...blocks.map(({ text }) => h("p", { dir: "auto" }, text)));
  }

  /** Told once. */
  done() {
    if (this.told) return;
    this.told = true;
    report(this.root, { activity: "certificate", kind: "certificate", completed: true });
  }

  print() {
    printPoster(this.page, "Certificate of completion", sentence => this.say(sentence));
    this.done();
  }

  save() {
    download("certificate-of-completion.svg", posterFile(this.page));
    this.say("The certificate is saved as certificate-of-completion.svg.");
    this.done();
  }

  clear() {
    dropPrint();
    this.name.value = "";
    this.draw();
    this.name.focus();
    this.say("The name is cleared.");
  }

  /** "Clear everything", and leaving the page. */
  forget() {
    dropPrint();
    this.name.value = "";
    this.elsewhere = this.tick.checked = false;
    this.say("");
    this.day.value = today();
    this.paint();
  }
}

export default {
  render({ model, el }) {
    const paper = new Paper(model, el);
    const forget = () => paper.forget();
    const unfollow = paper.store.follow(() => paper.paint());
    document.addEventListener("mirrorwell:clear", forget);
    addEventListener("pagehide", forget);
    return () => {
      unfollow();
      document.removeEventListener("mirrorwell:clear", forget);
      removeEventListener("pagehide", forget);
    };
  },
};
