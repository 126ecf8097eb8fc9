// Shows the widgets of a written page. They are the ones a kernel serves elsewhere; here their values come from the page,
// and their scripts from files that registered them (see course/publish/bundle.py), each once however many widgets use it.
(() => {
  const texts = globalThis[Symbol.for("mirrorwell.texts")] ?? {};
  const held = JSON.parse(document.getElementById("models")?.textContent ?? "{}");
  for (const traits of Object.values(held)) // what several widgets have stands in the page once
    for (const [name, value] of Object.entries(traits)) if (value?.same) traits[name] = held[value.same[0]][value.same[1]];
  const closing = [];

  /** @param {string[]} names */
  function joined(names) {
    return names.map(name => {
      if (typeof texts[name] !== "string") throw new Error(`${name} did not arrive`);
      return texts[name];
    }).join("\n");
  }

  /** What a widget sees of its kernel: values, and who wants to hear of changes. Nothing leaves the page. */
  class Model {
    /** @param {Record<string, any>} traits */
    constructor(traits) {
      this.traits = traits;
      this.heard = new Map();
      this.widget_manager = manager;
    }
    /** @param {string} name */
    get(name) { return name === "text" && Array.isArray(this.traits.text) ? joined(this.traits.text) : this.traits[name]; }
    /** @param {string | Record<string, any>} names @param {any} [value] */
    set(names, value) {
      for (const [name, now] of Object.entries(typeof names === "object" ? names : { [names]: value })) {
        if (this.traits[name] === now) continue;
        this.traits[name] = now;
        this.tell(`change:${name}`, now);
        this.tell("change");
      }
    }
    /** @param {string} names @param {(model: Model, value: any) => void} run */
    on(names, run) {
      for (const name of names.split(" ")) this.heard.set(name, (this.heard.get(name) ?? new Set()).add(run));
    }
    /** @param {string | null} [names] @param {(model: Model, value: any) => void} [run] */
    off(names, run) {
      if (!names) this.heard.clear();
      else for (const name of names.split(" ")) if (run) this.heard.get(name)?.delete(run); else this.heard.delete(name);
    }
    tell(name, value) { for (const run of [...(this.heard.get(name) ?? [])]) run(this, value); }
    save_changes() {}
    send() {}
  }

  const models = new Map();
  const manager = {
    /** @param {string} id */
    async get_model(id) {
      if (!(id in held)) throw new Error(`the page holds no model ${id}`);
      if (!models.has(id)) models.set(id, new Model(held[id]));
      return models.get(id);
    },
  };

  const modules = new Map();
  /** @param {string[]} names */
  function moduleOf(names) {
    const key = names.join();
    if (!modules.has(key)) modules.set(key, import(URL.createObjectURL(new Blob([joined(names)], { type: "text/javascript" }))));
    return modules.get(key);
  }

  const dressed = new Set();
  /** @param {string[]} names */
  function dress(names) {
    for (const name of names.filter(each => !dressed.has(each))) {
      dressed.add(name);
      const sheet = document.createElement("style");
      sheet.textContent = joined([name]);
      document.head.append(sheet);
    }
  }

  /** @param {HTMLElement} place @param {string} id */
  async function show(place, id) {
    const model = await manager.get_model(id);
    dress(model.get("_css"));
    let widget = (await moduleOf(model.get("_esm"))).default;
    if (typeof widget === "function") widget = await widget();
    const el = document.createElement("div");
    const clean = [await widget.initialize?.({ model })];
    place.replaceChildren(el);
    clean.push(await widget.render({ model, el }));
    closing.push(...clean.filter(run => typeof run === "function"));
  }

  /** An activity that could not be drawn is replaced by a sentence; the rest of the page is whole.
   * @param {HTMLElement} place @param {unknown} reason */
  function excuse(place, reason) {
    console.error(reason);
    const note = document.createElement("div");
    note.className = "note weak";
    note.append(Object.assign(document.createElement("p"), { textContent: place.dataset.sorry }));
    place.replaceChildren(note);
  }

  addEventListener("pagehide", event => { if (!event.persisted) for (const run of closing.splice(0)) run(); });
  const marks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("template[data-model]")]);
  const places = marks.map(mark => ({ place: /** @type {HTMLElement} */ (mark.parentElement), id: mark.dataset.model ?? "" }));
  // In a package the state that an LMS keeps comes first.
  Promise.resolve(globalThis[Symbol.for("mirrorwell.ready")])
    .then(() => Promise.all(places.map(({ place, id }) => show(place, id).catch(reason => excuse(place, reason)))))
    .then(() => { document.documentElement.dataset.hosted = "true"; });
})();
