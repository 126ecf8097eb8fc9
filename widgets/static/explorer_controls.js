// The choices: native lists and radios, rebuilt only when what they offer has changed.

/** @param {any} figures @param {(patch: object) => void} choose */
function controlsOf(figures, choose) {
  const fields = {
    instrument: select("Survey", "wide"), measure: select("Measure", "wide"), protective: select("Protective experience"),
    group_by: select("Group by"), group: select("Among"), place: select("Place"),
  };
  const side = shareField(share => choose({ share }));
  const more = sensitiveField(figures.support, show_sensitive => choose({ show_sensitive }));
  // Groups, not landmarks: a page may hold several explorers, and landmarks of one name would be hard to tell apart.
  const root = h("div", { className: "card controls", role: "group", aria: { label: "Choose what to show" } },
    ...Object.values(fields).map(field => field.root), side.root, more.root);
  for (const [name, field] of Object.entries(fields)) field.pick.addEventListener("change", () => choose({ [name]: field.pick.value }));

  return {
    root,
    show(view) {
      const { instrument, choice, measure, grouping } = view;
      fill(fields.instrument, figures.instruments.map(one => [one.id, one.label]), choice.instrument);
      const open = offered(instrument, choice);
      fill(fields.measure, instrument.measures.map(part => ({ label: part.heading, list: part.list.filter(one => open.some(held => held.id === one.id)).map(one => [one.id, shortLabel(one)]) })), choice.measure);
      fill(fields.protective, Object.entries(instrument.protective), choice.protective);
      const groupings = groupingsOf(instrument, choice);
      fill(fields.group_by, groupings.length > 1 ? groupings.map(one => [one.id, one.label]) : [], choice.group_by);
      const groups = instrument.panels && instrument.panels.column !== "group" && choice.group_by !== "all" ? groupsOf(instrument, choice) : [];
      fill(fields.group, groups.map(name => [name, name]), choice.group);
      const places = grouping.mode === "place" || grouping.mode === "measure" ? placesOf(instrument, choice.measure) : [];
      const all = grouping.mode === "place" ? [["", "All places"]] : instrument.whole_place ? [["", instrument.whole_place]] : [];
      fill(fields.place, places.length > 1 ? [...all, ...places.map(name => [name, name])] : [], choice.place);
      side.show(choice.share, measure.unit === "percent");
      more.show(instrument.listed, choice.show_sensitive);
    },
  };
}

/** The heading of a ratio says what it is compared with; the list need not repeat it. */
function shortLabel(measure) { return measure.unit === "percent" ? measure.label : measure.label.split(":")[0]; }

function select(label, className = "") {
  const id = uid("choice"), pick = h("select", { className: "select", id });
  return { root: h("div", { className: `field ${className}` }, h("label", { for: id }, label), pick), pick, shape: "" };
}

/** @param {any} field @param {Array<[string, string] | {label: string, list: Array<[string, string]>}>} options */
function fill(field, options, value) {
  const some = options.filter(one => Array.isArray(one) || one.list.length), shape = JSON.stringify(some);
  field.root.hidden = !some.length;
  if (shape !== field.shape) {
    const option = ([id, text]) => h("option", { value: id }, text);
    field.pick.replaceChildren(...some.map(one => (Array.isArray(one) ? option(one) : h("optgroup", { label: one.label }, ...one.list.map(option)))));
    field.shape = shape;
  }
  field.pick.value = value;
}

function shareField(choose) {
  const name = uid("share");
  const radio = (value, text) => h("label", {}, h("input", { type: "radio", name, value, on: { change: () => choose(value) } }), h("span", {}, text));
  const root = h("fieldset", { className: "field" }, h("legend", {}, "Show the share"), h("div", { className: "segments" }, radio("with", "With"), radio("without", "Without")));
  return { root, show(value, percent) { root.hidden = !percent; for (const input of root.querySelectorAll("input")) input.checked = input.value === value; } };
}

/** The second choice, with the support line beside it whether or not it is taken. */
function sensitiveField(line, choose) {
  const input = h("input", { type: "checkbox", on: { change: () => choose(input.checked) } });
  const ways = line.how.map(way => way.say).join(", ");
  const about = h("span", {});
  const root = h("div", { className: "second" }, h("label", {}, input, about),
    h("p", { className: "small" }, h("b", {}, `${line.service}: `), `${small(ways)}. ${line.checked}`));
  return {
    root,
    show(measures, checked) {
      const sensitive = measures.filter(one => one.sensitive).map(one => one.id);
      about.textContent = `Also show outcomes about suicide${sensitive.some(id => id.includes("sex")) ? " and forced sex" : ""}`;
      root.hidden = !sensitive.length;
      input.checked = checked;
    },
  };
}
