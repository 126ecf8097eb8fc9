// A run through the scenes of a set: its order, its counts, its place. What a person chose is held here and nowhere else.

/** @typedef {{role: "reflection"|"alike"|"other", text: string, feedback: string, turn?: string, of?: string}} MatchOption
 * @typedef {{options: MatchOption[], first: MatchOption|null, chosen: MatchOption|null, tried: Set<MatchOption>, all: boolean}} MatchLevel */

class MatchRun {
  /** @param {any} content see mirror_scenes.content @param {number|null} given a seed that fixes the order @param {() => void} ended */
  constructor(content, given, ended) {
    this.name = content.name;
    this.activity = content.activity;
    this.scenes = content.scenes;
    this.given = given === null || given === undefined ? null : given >>> 0;
    this.ended = ended;
    const held = courseStore().read().m[this.name];
    this.resumed = Boolean(held) && this.fits(held);
    if (this.resumed) this.begin(...held);
    else this.begin(this.freshSeed());
  }

  get count() { return this.scenes.length; }
  get last() { return this.place === this.count - 1; }
  get whole() { return this.levels.every((_, level) => this.found(level)); }

  freshSeed() { return this.given ?? newSeed(); }

  /** A remembered run is gone on with when it can be of these scenes and of the order that is asked for. @param {number[]} held */
  fits([seed, place, found, asked]) {
    return place < this.count && found <= asked && asked <= 3 * place && (this.given === null || seed === this.given);
  }

  begin(seed, place = 0, found = 0, asked = 0) {
    Object.assign(this, { seed, place, foundFirst: found, asked, before: asked, skipped: 0, again: [], kept: false });
    this.order = shuffled([...this.scenes.keys()], randomFrom(seed));
    this.open(this.order[place]);
  }

  restart() {
    this.resumed = false;
    this.forget();
    this.begin(this.freshSeed());
  }

  /** @param {number} index of the scene in the content @param {boolean} [revisit] nothing is counted */
  open(index, revisit = false) {
    this.index = index;
    this.revisit = revisit;
    this.scene = this.scenes[index];
    /** @type {MatchLevel[]} */
    this.levels = this.scene.levels.map((options, level) => ({
      options: shuffled(options, randomFrom(this.seed + 7919 * (3 * index + level + 1))),
      first: null, chosen: null, tried: new Set(), all: false,
    }));
    this.counted = revisit;
  }

  reflection(level) { return this.scene.levels[level].find(option => option.role === "reflection"); }

  /** Found by choosing it, or by reading all feedback. @param {number} level */
  found(level) { return this.levels[level].all || this.levels[level].tried.has(this.reflection(level)); }

  /** @param {number} level @param {MatchOption} option */
  answer(level, option) {
    const item = this.levels[level];
    item.first ??= option;
    item.tried.add(option);
    if (!this.kept && !this.revisit) this.keep(this.place);
    this.tally();
  }

  /** @param {number} level */
  readAll(level) {
    this.levels[level].all = true;
    this.tally();
  }

  /** A scene counts when its three reflections are found, and only then: what is skipped counts nothing. */
  tally() {
    if (this.counted || !this.whole) return;
    this.counted = true;
    const first = this.levels.filter(item => item.first?.role === "reflection").length;
    this.asked += this.levels.length;
    this.foundFirst += first;
    if (first < this.levels.length) this.again.push(this.index);
    this.pass();
  }

  skip() {
    this.skipped++;
    this.pass();
  }

  /** The present scene is done with: remember the next one, or end. */
  pass() {
    if (!this.last) return this.keep(this.place + 1);
    this.forget();
    finished(this.activity);
    this.ended();
  }

  next() { this.open(this.order[++this.place]); }

  keep(place) {
    this.kept = true;
    courseStore().change(state => { state.m[this.name] = [this.seed, place, this.foundFirst, this.asked]; });
  }

  forget() {
    const store = courseStore();
    if (store.read().m[this.name]) store.change(state => { delete state.m[this.name]; });
  }
}
