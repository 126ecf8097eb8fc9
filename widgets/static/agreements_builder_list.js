// A list that a team words and orders: edit in place, move, take out, put back, add.

/** @typedef {{id: string, text: string, ours: string, always: boolean}} Item an own one has no words of ours */

class WordList {
  /** @param {Builder} builder @param {{one: string, heading: string, hint: string, none: string, add: string, change: () => void, goes: (item: Item) => void, returns: (item: Item) => void}} given */
  constructor(builder, given) {
    this.builder = builder;
    this.given = given;
    /** @type {Item[]} */
    this.items = [];
    this.list = h("ol", { className: "ab-list" });
    this.none = h("p", { className: "soft" }, given.none);
    this.back = builder.button("Put it back", "quiet", () => this.putBack(), { hidden: true });
    this.own = h("textarea", { ...typed, rows: 2, maxLength: 2000 });
    this.node = h("section", { className: "ab-part stack", role: "group", aria: { label: given.heading } },
      h("h4", {}, given.heading), h("p", { className: "small" }, given.hint), this.none, this.list, this.back,
      builder.field(given.add, this.own),
      h("div", { className: "row" }, builder.button(`Add this ${given.one}`, "quiet", () => this.add())));
    this.paint();
  }

  has(id) { return this.items.some(item => item.id === id); }

  /** @param {{id: string, text: string, always?: boolean}} item */
  put(item) {
    if (this.has(item.id)) return;
    this.items.push({ id: item.id, text: item.text, ours: item.text, always: Boolean(item.always) });
    this.paint();
  }

  /** Take out an item that was ticked off elsewhere. @param {string} id */
  drop(id) {
    this.items = this.items.filter(item => item.id !== id);
    this.paint();
  }

  add() {
    const text = this.own.value.trim();
    if (!text) {
      this.builder.say(`Write the ${this.given.one} first.`);
      this.own.focus();
      return;
    }
    this.items.push({ id: uid("own"), text, ours: "", always: false });
    this.own.value = "";
    this.paint();
    this.own.focus();
    this.tell(`Added as ${this.given.one} ${this.items.length}.`);
  }

  tell(sentence) {
    this.builder.say(sentence);
    this.given.change();
  }

  paint() {
    this.none.hidden = this.items.length > 0;
    this.list.replaceChildren(...this.items.map((item, at) => this.row(item, at)));
  }

  /** @param {Item} item @param {number} at */
  row(item, at) {
    const { one } = this.given, which = h("span", { className: "hush" }, ` ${one} ${at + 1}`);
    const area = h("textarea", { ...typed, rows: 2, maxLength: 2000, value: item.text, aria: { label: `Words of ${one} ${at + 1}` } });
    const ours = this.builder.button("Put our words back", "plain", () => {
      area.value = item.text = item.ours;
      ours.hidden = true;
      area.focus();
      this.tell("Our words are back.");
    }, { hidden: !item.ours || item.text === item.ours });
    area.addEventListener("input", () => { item.text = area.value; ours.hidden = !item.ours || item.text === item.ours; this.given.change(); });
    // What was emptied is not lost: an own one goes, one of ours has its words again.
    area.addEventListener("change", () => { if (item.ours && !area.value.trim()) ours.click(); });
    const edge = (end, says) => (end ? { aria: { disabled: "true" }, title: says } : {});
    const move = (word, by, end, says) => {
      const button = this.builder.button(word, "plain", () => (end ? this.builder.say(says) : this.move(at, by)), { ...edge(end, says), data: { move: String(by) } });
      button.append(which.cloneNode(true));
      return button;
    };
    const out = item.always ? h("span", { className: "chip none" }, "On every page") : this.builder.button("Take out", "plain", () => this.takeOut(at));
    if (!item.always) out.append(which);
    return h("li", { data: { id: item.id } }, area, h("div", { className: "row" },
      move("Move up", -1, !at, "It is the first already."), move("Move down", 1, at === this.items.length - 1, "It is the last already."), out, ours));
  }

  /** The button that moved an item keeps the focus in the item's new place. @param {number} at @param {number} by */
  move(at, by) {
    const [item] = this.items.splice(at, 1);
    this.items.splice(at + by, 0, item);
    this.paint();
    this.list.children[at + by].querySelector(`[data-move="${by}"]`).focus();
    this.tell(`Now ${this.given.one} ${at + by + 1} of ${this.items.length}.`);
  }

  takeOut(at) {
    const [item] = this.items.splice(at, 1);
    this.last = { item, at };
    this.given.goes(item);
    this.paint();
    this.back.hidden = false;
    this.back.focus();
    this.tell(`Taken out: ${this.given.one} ${at + 1}.`);
  }

  putBack() {
    const { item, at } = this.last;
    this.back.hidden = true;
    if (!this.has(item.id)) this.items.splice(at, 0, item);
    this.given.returns(item);
    this.paint();
    const row = [...this.list.children].find(each => each.dataset.id === item.id);
    row.querySelector("textarea").focus();
    this.tell("It is back.");
  }

  /** @returns {string[]} */
  texts() { return this.items.map(item => item.text.trim()).filter(Boolean); }
}
