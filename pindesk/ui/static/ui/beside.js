// Beside the form of a new ticket: a ticket about the same and articles that may answer it, asked for when typing pauses.
// What [data-beside] shows never moves while somebody points at it or is in it; on a narrow page it is one line above the
// buttons that opens on demand, so that no button moves under a finger. Its buttons send the form `elsewhere`.
import { bind } from "./beside_reader.js";
import { readHere } from "./read.js";
import "./steps.js";

const pauseMilliseconds = 600;
const calmMilliseconds = 1_000;
const mostChars = 20_000;
const place = document.querySelector("[data-beside]");
const form = document.getElementById(place.dataset.of);
const elsewhere = document.getElementById("elsewhere");
const list = place.querySelector(".beside__list");
const fold = place.querySelector("[data-beside-fold]");
const narrow = matchMedia("(max-width: 62rem)");
const home = place.parentElement;
let asked = list.querySelector("a") ? key() : "";
let shown = "";
let pause, calm, request;
let movedAt = 0;

await Promise.all(place.dataset.styles.split(" ").map(link));
bind(place, form);
settle();
say();
tellRead();
narrow.addEventListener("change", settle);
for (const kind of ["input", "change"]) {
  form.addEventListener(kind, () => {
    mirror();
    later(pauseMilliseconds);
  });
}
document.addEventListener("article:read", tellRead);
place.addEventListener("pointermove", () => { movedAt = Date.now(); });
fold.addEventListener("click", () => open(fold.getAttribute("aria-expanded") !== "true"));
place.addEventListener("click", onClick);
mirror();
later(0);

function link(href) {
  return new Promise((done) => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    sheet.onload = sheet.onerror = done;
    document.head.append(sheet);
  });
}

function settle() {
  if (narrow.matches) form.querySelector("[data-beside-here]").append(place);
  else home.prepend(place);
  fold.hidden = !narrow.matches;
  open(false);
}

function open(isOpen) {
  fold.setAttribute("aria-expanded", String(isOpen));
}

function valueOf(name) {
  return form.elements[name]?.value ?? "";
}

function key() {
  return JSON.stringify(["topic", "subject", "body", "language", "other_than"].map(valueOf));
}

// The other form has what is typed at every moment: its buttons send it without a script of their own.
function mirror() {
  for (const name of ["topic", "subject", "body", "language"]) elsewhere.elements[name].value = valueOf(name);
  const typed = new FormData(form);
  elsewhere.elements.uploads.value = typed.getAll("upload").join(" ");
  elsewhere.elements.copies.value = typed.getAll("copies").join(" ");
  for (const old of elsewhere.querySelectorAll("[name^='field.']")) old.remove();
  for (const [name, value] of typed) if (name.startsWith("field.")) elsewhere.append(Object.assign(document.createElement("textarea"), { name, value }));
}

function later(milliseconds) {
  clearTimeout(pause);
  pause = setTimeout(ask, milliseconds);
}

async function ask() {
  const words = key();
  if (words === asked) return;
  request?.abort();
  asked = words;
  if (`${valueOf("subject")} ${valueOf("body")}`.trim().split(/\s+/).length < 2) return show("");
  request = new AbortController();
  const names = ["topic", "subject", "body", "language", "follows", "beside", "other_than"];
  const body = new URLSearchParams(names.map((name) => [name, valueOf(name).slice(0, mostChars)]));
  const headers = { "X-Pindesk": "beside", "X-Pindesk-Person": document.body.dataset.person };
  try {
    const answer = await fetch(place.dataset.beside, { method: "POST", body, headers, signal: request.signal });
    if (words !== asked) return;
    if (answer.ok && !answer.redirected) return show(await answer.text(), words);
    asked = "";
    if (answer.status === 429) later(1_000 * (Number(answer.headers.get("Retry-After")) || 1));
  } catch { /* typed on, or no connection: the form works without it */ }
}

// A late answer is dropped; one that comes while somebody reads the list waits until they are done.
function show(html, words = asked) {
  clearTimeout(calm);
  if (words !== asked || html.trim() === shown) return;
  const isPointedAt = Date.now() - movedAt < calmMilliseconds;
  if (isPointedAt || place.contains(document.activeElement) || (narrow.matches && fold.getAttribute("aria-expanded") === "true")) {
    calm = setTimeout(show, calmMilliseconds, html, words);
    return;
  }
  shown = html.trim();
  list.innerHTML = html;
  say();
}

function say() {
  const words = list.querySelector("[data-beside-said]")?.textContent.trim() ?? "";
  const status = place.querySelector("[data-beside-status]");
  place.querySelector("[data-beside-label]").textContent = words || place.dataset.none;
  fold.disabled = !words;
  if (status.textContent !== words) status.textContent = words;
}

function onClick({ target }) {
  const other = target.closest("[data-beside-other]")?.dataset.besideOther;
  // From here on the words are elsewhere: this tab forgets them once the next page is there.
  if (target.closest("button[form=elsewhere]")) elsewhere.dataset.unsent = form.dataset.unsent;
  if (!other) return;
  const field = form.elements.other_than;
  field.value = `${field.value} ${other}`.trim();
  form.elements.body.focus();
  list.querySelector("[data-beside-same]").remove();
  list.querySelector("[data-beside-said]").textContent = "";
  field.dispatchEvent(new Event("input", { bubbles: true })); // it is a part of the draft
}

function tellRead() {
  const numbers = readHere();
  const label = form.querySelector("[data-read-before]");
  label.hidden = !numbers.length;
  label.querySelector("input").value = numbers.join(" ");
  label.querySelector("span").textContent = numbers.length === 1 ? label.dataset.one : label.dataset.many.replace("{count}", numbers.length);
}
