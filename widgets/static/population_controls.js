// Native radios, sliders and number fields.

/** @param {string} legend @param {[string, string][]} options value and words @param {(value: string) => void} choose */
function segmentsOf(legend, options, choose) {
  const name = uid("choice");
  const inputs = options.map(([value]) => h("input", { type: "radio", name, value, on: { change: () => choose(value) } }));
  const root = h("fieldset", { className: "field" }, h("legend", {}, legend),
    h("div", { className: "segments" }, ...options.map(([, text], at) => h("label", {}, inputs[at], h("span", {}, text)))));
  return { root, show: value => inputs.forEach(input => { input.checked = input.value === value; }) };
}

/** A slider and a number for the same value. While a number is typed it counts when it is within bounds; when the
 * field is left it is put within them, and a note says which they are.
 * @param {{label: string, unit: string, min: number, max: number, step: number}} field @param {(value: number, note: string) => void} choose */
function sliderOf({ label, unit, min, max, step }, choose) {
  const id = uid("slider"), bounds = { min, max, step };
  let held = min, most = max;
  const typed = left => {
    const value = number.valueAsNumber, fits = value >= min && value <= most;
    if (!fits && !left) return;
    const kept = Number.isNaN(value) ? held : Math.min(most, Math.max(min, value));
    if (left) number.value = ""; // so that what is kept is written again
    choose(Number((Math.round(kept / step) * step).toFixed(1)), fits ? "" : `This number can be from ${min} to ${most}.`);
  };
  const range = h("input", { type: "range", id, ...bounds, on: { input: () => choose(range.valueAsNumber, "") } });
  const number = h("input", { type: "number", className: "input", autocomplete: "off", ...bounds, aria: { label: `${label}, as a number` }, on: { input: () => typed(false), change: () => typed(true) } });
  return {
    root: h("div", { className: "field" }, h("label", { htmlFor: id }, label), h("div", { className: "pp-slider" }, range, number, h("span", { className: "small" }, unit))),
    show(value, top = max) {
      [held, most] = [value, top];
      range.max = number.max = top;
      range.value = value;
      range.setAttribute("aria-valuetext", `${value} ${unit === "%" ? "percent" : unit}`);
      if (number.valueAsNumber !== value) number.value = value;
    },
  };
}
