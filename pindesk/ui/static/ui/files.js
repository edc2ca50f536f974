// Files chosen, dropped or pasted into a form go ahead of it, part by part, by the tus protocol: a lost line goes on where
// it broke off. Each has a row with its progress and a way to remove it; the form then names it by its token.
import { send } from "./upload.js";

const rows = new WeakMap(); // field -> rows that are on their way
let queue = Promise.resolve();

for (const field of document.querySelectorAll("[data-files]")) watch(field);

function watch(field) {
  const form = field.closest("form");
  const choice = field.querySelector("input[type=file]");
  rows.set(field, new Set());
  choice.addEventListener("change", () => {
    take(field, [...choice.files]);
    choice.value = "";
  });
  form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length || event.clipboardData.getData("text/plain")) return; // of words and a picture of them, words are meant
    event.preventDefault();
    take(field, files.map((file) => (file.name === "image.png" ? named(file, field) : file)));
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
  form.addEventListener("submit", (event) => wait(event, field), true);
}

function named(file, field) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const name = `${field.dataset.pasted} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}.png`;
  return new File([file], name, { type: file.type });
}

function take(field, files) {
  const room = field.dataset.most - field.querySelectorAll("[data-file]").length;
  say(field, files.length > room ? field.dataset.tooMany : "");
  for (const file of files.slice(0, Math.max(room, 0))) add(field, file);
}

function add(field, file) {
  const row = field.querySelector("template").content.firstElementChild.cloneNode(true);
  const [bar, line, button] = ["progress", "[data-file-say]", "button"].map((what) => row.querySelector(what));
  const stop = new AbortController();
  row.querySelector("bdi").textContent = button.lastElementChild.textContent = file.name;
  bar.setAttribute("aria-label", file.name);
  field.querySelector("[data-files-list]").append(row);
  button.addEventListener("click", () => {
    stop.abort();
    row.remove();
    rows.get(field).delete(row);
    field.querySelector("input[type=file]").focus();
    changed(field);
  });
  if (file.size > field.dataset.limit * 1024 * 1024) return fail(row, bar, line, field.dataset.tooLarge);
  rows.get(field).add(row);
  queue = queue.then(() => go(field, file, row, bar, line, stop.signal));
}

async function go(field, file, row, bar, line, signal) {
  if (signal.aborted) return;
  try {
    const token = await send(field.dataset.files, file, signal, {
      progress(share) { bar.value = share; line.textContent = ""; },
      waiting() { line.textContent = field.dataset.waiting; },
    });
    bar.remove();
    line.textContent = field.dataset.done;
    row.append(Object.assign(document.createElement("input"), { type: "hidden", name: "upload", value: token }));
  } catch (error) {
    if (signal.aborted) return;
    fail(row, bar, line, error.sentence || field.dataset.failed);
  }
  rows.get(field).delete(row);
  changed(field);
}

function fail(row, bar, line, sentence) {
  bar.remove();
  row.dataset.state = "error";
  line.classList.remove("quiet");
  line.textContent = sentence;
  line.setAttribute("role", "alert");
}

// What the form has of files is a part of its draft; a form that waits for one goes on.
function changed(field) {
  const form = field.closest("form");
  form.querySelector("textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
  const button = form.dataset.awaits;
  if (button === undefined || rows.get(field).size) return;
  delete form.dataset.awaits;
  say(field, "");
  if (field.querySelector("[data-file][data-state=error]")) return;
  form.requestSubmit(button ? form.querySelectorAll("button")[button] : undefined);
}

function wait(event, field) {
  if (!rows.get(field).size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const form = event.target;
  form.dataset.awaits = event.submitter ? [...form.querySelectorAll("button")].indexOf(event.submitter) : "";
  say(field, field.dataset.arriving);
}

function say(field, words) {
  field.querySelector("[data-files-say]").textContent = words;
}
