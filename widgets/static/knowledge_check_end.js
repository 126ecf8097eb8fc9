// Around the questions: how sure a person is, the end of a try, and the number that gives a class the same order.

/** How sure before the first answer: offered, never needed, kept nowhere, told to nobody.
 * @param {Item} item @param {any} words */
function surePart(item, { legend, note, levels }) {
  const name = uid("sure");
  return made("fieldset", "kc-sure",
    h("legend", {}, `${legend} `, made("span", "soft", note)),
    made("div", "segments", ...levels.map((word, at) => h("label", {},
      h("input", { type: "radio", name, checked: item.sure === at, on: { change() { item.sure = at; } } }), h("span", {}, word)))));
}

/** One kind sentence about an answered question, or none. @param {Item} item @param {any} words */
const feltOf = (item, { felt }) => (item.first !== null && felt[item.sure]?.[item.first ? 0 : 1]) || "";

/** One sentence about the questions of a try, where it was used. @param {Item[]} items @param {any} words */
function feltInAll(items, { levels, all }) {
  const counted = levels.flatMap((word, sure) => {
    const marked = items.filter(item => item.sure === sure);
    return marked.length ? `${marked.filter(item => item.first).length} of ${marked.length} marked “${word}”` : [];
  });
  return counted.length > 0 && made("p", "", `${all} ${counted.join(", ")}.`);
}

/** The best try so far, as "6 of 7" where it is a share of these questions. @param {{best: number, tries: number}} held @param {number} asked */
function bestTry({ best, tries }, asked) {
  const count = (best * asked) / 100, whole = Math.round(count);
  const share = Math.abs(count - whole) < 0.02 ? `${whole} of ${asked}` : `${Math.round(best)} of 100`;
  return `${share} in ${tries} ${tries === 1 ? "try" : "tries"}`;
}

/** Buttons that lead back to the questions whose first answer did not fit wholly.
 * @param {Item[]} items @param {boolean} named also name the module of each @param {(at: number) => void} go */
function worthAnotherLook(items, named, go) {
  const numbers = [...items.keys()].filter(at => !items[at].first);
  return numbers.length > 0 && h("div", { className: "row", role: "group", aria: { label: "Worth another look" } },
    made("p", "", `Worth another look: question${numbers.length > 1 ? "s" : ""}`), ...numbers.map(at => {
      const text = named ? `${at + 1}, Module ${items[at].from}` : `${at + 1}`;
      return act(text, "quiet kc-nr", () => go(at), { aria: { label: `Question ${text}` } });
    }));
}

/** The number of an order, and a place to type another one. @param {any} words @param {(seed: number) => void} use */
function orderPart(words, use) {
  const name = h("summary");
  const input = h("input", { className: "input", type: "number", min: 0, max: 999999, required: true, autocomplete: "off" });
  const part = made("details", "kc-order small", name, h("form", { className: "stack", on: { submit(event) {
    event.preventDefault();
    use(input.valueAsNumber);
  } } },
    made("p", "", words.what),
    h("label", {}, words.label, input),
    h("button", { type: "submit", className: "btn quiet" }, words.use)));
  part.show = seed => {
    name.textContent = `Order ${seed}`;
    part.open = false;
    input.value = "";
  };
  return part;
}
