// A pasted picture stands in the text by a mark with its name, `![screenshot 14.03.22.png]`, and is shown there once it is
// sent. Marks come and go as if they were typed, so Ctrl+Z takes them back, and what was typed before as well.

// The file under a name that a mark can have and that none of `names` is; those are added to.
export function named(file, word, names) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const isShot = /^image\.\w{3,4}$/.test(file.name);
  const given = isShot ? `${word} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}${file.name.slice(5)}` : file.name;
  const [, stem, ending] = /^(.*?)(\.\w{1,10})?$/s.exec(given.replace(/\p{C}/gu, "").replace(/[[\]\\/:*?"<>|]/g, "_").replace(/\s+/g, " ").trim() || word);
  const base = [...stem].slice(0, 60).join("").replace(/[ .]+$/, "");
  let name = `${base}${ending ?? ""}`;
  for (let count = 2; names.includes(name); count++) name = `${base} ${count}${ending ?? ""}`;
  names.push(name);
  return new File([file], name, { type: file.type });
}

// On a line of its own at the caret; answers whether there was room.
export function putMark(area, name) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const before = from && value[from - 1] !== "\n" ? "\n" : "";
  const mark = `${before}![${name}]\n`;
  if (area.maxLength > 0 && value.length - (to - from) + mark.length > area.maxLength) return false;
  type(area, from, to, mark);
  return true;
}

// Away with it where it stands as it was put.
export function dropMark(form, name) {
  const mark = `![${name}]`;
  for (const area of form.querySelectorAll("textarea")) {
    const at = area.value.indexOf(mark);
    if (at < 0) continue;
    const end = at + mark.length;
    const isLine = (at === 0 || area.value[at - 1] === "\n") && area.value[end] === "\n";
    type(area, at, end + (isLine ? 1 : 0), "");
  }
}

function type(area, from, to, words) {
  area.focus();
  area.setSelectionRange(from, to);
  const isTyped = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (isTyped) return;
  area.setRangeText(words, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
