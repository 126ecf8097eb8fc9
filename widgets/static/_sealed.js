// Files that come back: a small JSON document that says what it is and whether it was damaged on the way.

/** CRC-32 of a text, eight hex digits. It catches damage; it is no protection against intent. @param {string} text */
function checksum(text) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

/** @param {string} kind for example "progress" @param {number} version @param {any} content */
function seal(kind, version, content) {
  return `${JSON.stringify({ mirrorwell: kind, version, checksum: checksum(JSON.stringify(content)), content }, null, 1)}\n`;
}

/** Open a sealed file: its content, or one sentence on why not. Nothing is changed by a file that does not open.
 * @param {string} text @param {string} kind @param {number} version @returns {{content?: any, problem?: string}} */
function unseal(text, kind, version) {
  let file;
  try { file = JSON.parse(text.replace(/^\uFEFF/, "")); } catch { return { problem: `This file cannot be read. It may be cut off, or it is no ${kind} file of this course. Nothing was changed.` }; }
  if (!file || typeof file !== "object" || file.mirrorwell !== kind) return { problem: `This is no ${kind} file of this course. Choose a file that was saved here. Nothing was changed.` };
  if (file.version !== version) return { problem: `This ${kind} file comes from another version of the course (its format is ${String(JSON.stringify(file.version)).slice(0, 12)}, this page reads ${version}). Nothing was changed.` };
  if (file.checksum !== checksum(JSON.stringify(file.content))) return { problem: `This ${kind} file was changed or damaged after it was saved. Save it again where it came from. Nothing was changed.` };
  return { content: file.content };
}

/** A button that opens a file of the learner's own. The file is read in the page and goes nowhere.
 * @param {{label: string, accept: string, most?: number, read: (text: string, name: string) => void, refuse: (sentence: string) => void}} given */
function fileButton({ label, accept, most = 200000, read, refuse }) {
  const input = h("input", { type: "file", accept, hidden: true, on: { change: async () => {
    const file = input.files[0];
    input.value = "";
    if (!file) return;
    if (file.size > most) return refuse(`This file is too large to come from this course (${Math.round(file.size / 1024)} KB). Nothing was changed.`);
    read(await file.text(), file.name);
  } } });
  return h("span", { className: "file-button" },
    h("button", { type: "button", className: "btn quiet", on: { click: () => input.click() } }, label), input);
}
