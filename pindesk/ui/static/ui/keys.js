// Keyboard: data-key="a" presses a button or link (or chooses a radio and goes to data-key-focus), J and K walk the rows
// marked data-row, ? lists what this page has. For agents only: customers' pages have no keys of one letter.

const typing = (target) => target.closest("input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]");
const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.letterKeys === "off") return;
  if (event.isComposing || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const used = event.key === "?" ? list() : walk(event.key) || press(event.key);
  if (used) event.preventDefault();
});

function press(key) {
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.toLowerCase() === key.toLowerCase() && (one.type === "radio" || visible(one)));
  if (!target) return false;
  if (target.type === "radio") {
    target.checked = true;
    target.dispatchEvent(new Event("change", { bubbles: true }));
    document.getElementById(target.dataset.keyFocus)?.focus();
  } else if (target.matches("select, textarea, input")) target.focus();
  else target.click();
  return true;
}

function walk(key) {
  const step = { j: 1, k: -1 }[key.toLowerCase()];
  const rows = step ? [...document.querySelectorAll("[data-row]")].filter(visible) : [];
  if (!rows.length) return false;
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const present = focused < 0 ? rows.findIndex((row) => row.matches("[aria-current]")) : focused;
  const row = rows[Math.min(Math.max(present + (present < 0 && step < 0 ? 0 : step), 0), rows.length - 1)];
  (row.matches("a") ? row : row.querySelector("a")).focus();
  return true;
}

function list() {
  const dialog = document.getElementById("key-list");
  const lines = new Map([...document.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one.dataset.keyLabel ?? one.textContent.trim()])); // a key of every row is one line
  const body = dialog?.querySelector("[data-key-list]");
  if (!body) return false;
  for (const one of dialog.querySelectorAll("[data-key-else]")) one.hidden = lines.has(one.dataset.keyElse);
  body.replaceChildren(...[...lines].flatMap(([key, words]) => [entry("dt", key), entry("dd", words)]));
  dialog.showModal();
  return true;
}

function entry(tag, text) {
  const element = document.createElement(tag);
  if (tag === "dd") element.textContent = text;
  else element.append(Object.assign(document.createElement("kbd"), { textContent: text.length === 1 ? text.toUpperCase() : text }));
  return element;
}
