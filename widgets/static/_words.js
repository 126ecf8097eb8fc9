// Small parts that several pages of words and lists are made of.

/** A label and its list. @param {string} text @param {string[]} options @returns {[HTMLElement, HTMLSelectElement]} */
function chooser(text, options) {
  const id = uid("list");
  return [h("label", { htmlFor: id }, text), h("select", { className: "select", id }, ...options.map(each => h("option", {}, each)))];
}

/** A line that is read out when it changes, and what writes into it. @returns {[HTMLElement, (text: string) => void]} */
function statusLine() {
  const line = h("p", { className: "said small", role: "status" });
  return [line, text => { line.textContent = text; }];
}

/** Fill in the words in braces. @param {string} text @param {Record<string, any>} given */
const fill = (text, given) => text.replace(/\{(\w+)\}/g, (_, key) => given[key]);

/** @param {string[]} texts */
const listed = texts => (texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`);
