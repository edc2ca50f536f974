// Files chosen, dropped or pasted into a form go ahead of it, part by part, by the tus protocol: a lost line goes on where
// it broke off. Each has a row with its progress and a way to remove it; the form then names it by its token. What may hold
// secrets is looked through first.
import { Row } from "./files_row.js";
import { dropMark, named, putMark } from "./files_marks.js";

const open = new WeakMap(); // field -> rows that are on their way
let queue = Promise.resolve();

for (const field of document.querySelectorAll("[data-files]")) watch(field);

function watch(field) {
  const form = field.closest("form");
  const choice = field.querySelector("input[type=file]");
  open.set(field, new Set());
  choice.addEventListener("change", () => {
    take(field, [...choice.files]);
    choice.value = "";
  });
  form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length || event.clipboardData.getData("text/plain")) return; // of words and a picture of them, words are meant
    event.preventDefault();
    paste(field, files, event.target);
  });
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    form.toggleAttribute("data-over", true);
  });
  for (const end of ["dragleave", "drop"]) form.addEventListener(end, () => form.removeAttribute("data-over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(field, [...event.dataTransfer.files]);
  });
  field.addEventListener("change", ({ target }) => {
    if (target.name === "upload" && !target.checked) dropMark(form, target.parentElement.querySelector("bdi").textContent);
  });
  form.addEventListener("submit", (event) => wait(event, field), true);
}

// A picture stands where one writes, as a mark with its name.
function paste(field, files, area) {
  const names = [...field.querySelectorAll("bdi")].map((one) => one.textContent);
  const pictures = files.map((file) => (file.type.startsWith("image/") ? named(file, field.dataset.pasted, names) : file));
  for (const row of take(field, pictures)) {
    if (row.file.type.startsWith("image/") && area.matches?.("textarea")) row.mark = putMark(area, row.file.name);
  }
}

function take(field, files) {
  const room = field.dataset.most - field.querySelectorAll("[data-file]").length;
  say(field, files.length > room ? field.dataset.tooMany : "");
  const rows = files.slice(0, Math.max(room, 0)).map((file) => new Row(field, file, { start, removed }));
  const small = rows.filter((row) => row.file.size <= field.dataset.limit * 1024 * 1024 || row.fail(field.dataset.tooLarge));
  for (const row of small) open.get(field).add(row);
  const read = small.filter((row) => !/^(?:image|video|audio|font)\/|\bzip\b/.test(row.file.type));
  for (const row of small) if (!read.includes(row)) start(row);
  if (read.length) look(field, read);
  return small;
}

// Of what comes together, the person decides at once. A browser that cannot look sends it as it is.
async function look(field, rows) {
  const decided = await import("./secrets_check.js").then(({ check }) => check(field, rows), () => "keep");
  for (const row of rows.filter(({ isGone }) => !isGone)) {
    if (decided === "drop" && row.found) drop(row);
    else start(row);
  }
}

// The form does not go without it by itself, even if it waits: that is another thing to decide.
function drop(row) {
  row.remove();
  open.get(row.field).delete(row);
  delete row.field.closest("form").dataset.awaits;
  say(row.field, row.field.dataset.notSent.replace("{name}", row.file.name));
}

function start(row) {
  open.get(row.field).add(row);
  queue = queue.then(() => row.send()).then(() => settle(row));
}

function removed(row) {
  if (row.mark) dropMark(row.field.closest("form"), row.file.name);
  row.field.querySelector("input[type=file]").focus();
  settle(row);
}

// What the form has of files is a part of its draft; a form that waits for one goes on.
function settle(row) {
  const field = row.field;
  const form = field.closest("form");
  open.get(field).delete(row);
  form.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
  const button = form.dataset.awaits;
  if (button === undefined || open.get(field).size) return;
  delete form.dataset.awaits;
  say(field, "");
  if (field.querySelector("[data-file][data-state=error]")) return;
  form.requestSubmit(button ? form.querySelectorAll("button")[button] : undefined);
}

function wait(event, field) {
  if (!open.get(field).size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const form = event.target;
  form.dataset.awaits = event.submitter ? [...form.querySelectorAll("button")].indexOf(event.submitter) : "";
  say(field, field.dataset.arriving);
}

function say(field, words) {
  field.querySelector("[data-files-say]").textContent = words;
}
