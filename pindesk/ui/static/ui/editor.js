// The editor of articles, form[data-editor]: counts words, says what is not saved, lets nothing be sent that is too long,
// and grows with its text. What else it does is in the files beside. Without scripts it is a form with buttons.
import { keep } from "./editor_keep.js";
import { watchPictures } from "./editor_images.js";
import { bindTools } from "./editor_tools.js";
import { watchPreview } from "./editor_preview.js";
import "./editor_titles.js";

const form = document.querySelector("form[data-editor]");
const plural = new Intl.PluralRules(document.documentElement.lang || "en");
const growsByItself = CSS.supports("field-sizing", "content");

for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
document.addEventListener("live:updated", ({ target }) => {
  for (const part of target.querySelectorAll?.("[data-without-script]") ?? []) part.hidden = true;
});
if (form?.querySelector("[data-tools]")) start(); // an archived article is only read

function start() {
  const fields = [...form.querySelectorAll("input[data-label], textarea[data-label]")];
  const body = form.elements.body;
  const kept = keep(form, fields);
  bindTools(form, body);
  watchPreview(form);
  watchPictures(form, body, say);
  bindBegin(fields);
  form.addEventListener("input", () => tell(fields, kept));
  // These wrap and are one line: Enter writes nothing there.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.target.matches("textarea[data-line]")) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    const field = fields.find((one) => isTooLong(one));
    if (!field) return kept.sent();
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("form:release"));
    if (field === body) say(words("tooLong", { count: number(body.value.length), most: number(form.dataset.bodyMost) }));
    field.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".editor__foot button"));
  });
  tell(fields, kept);
}

function tell(fields, kept) {
  const count = form.elements.body.value.split(/\s+/).filter(Boolean).length;
  const place = form.querySelector("[data-count]");
  place.textContent = (plural.select(count) === "one" ? place.dataset.one : place.dataset.many).replace("{count}", number(count));
  const changed = kept.changed();
  const over = fields.filter((field) => field !== form.elements.body && isTooLong(field));
  for (const field of fields) {
    field.toggleAttribute("data-changed", changed.includes(field));
    if (field.dataset.most) field.setAttribute("aria-invalid", String(isTooLong(field)));
    if (field.matches("textarea") && !growsByItself) grow(field);
  }
  const lines = over.map((field) => `${field.dataset.label}: ${words("lineTooLong", { count: number(field.value.trim().length) })}`);
  const named = changed.map((field) => field.dataset.label).join(", ");
  const state = [...lines, named ? words("unsavedFields", { fields: named }) : words("allSaved")];
  if (changed.length && !kept.isSafe()) state.push(words("notKept"));
  const line = form.querySelector("[data-state-line]");
  if (line.textContent !== state.join(" · ")) line.textContent = state.join(" · ");
  line.toggleAttribute("data-unsaved", changed.length > 0);
  if (!isTooLong(form.elements.body)) say("");
}

function isTooLong(field) {
  return field.value.trim().length > Number(field.dataset.most ?? form.dataset.bodyMost);
}

// A sentence at the text: why something was not done.
function say(sentence) {
  const place = form.querySelector("[data-said]");
  if (place.hidden && !sentence) return;
  place.querySelector("span").textContent = sentence;
  place.hidden = !sentence;
  if (sentence) place.scrollIntoView({ block: "nearest" });
}

function words(name, values = {}) {
  return form.dataset[name].replace(/\{(\w+)\}/g, (_whole, key) => values[key] ?? "");
}

function number(count) {
  return new Intl.NumberFormat(document.documentElement.lang).format(Number(count));
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

// A translation may begin with the words of the source.
function bindBegin(fields) {
  const button = form.querySelector("[data-begin]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const field of fields) {
      const source = form.querySelector(`[data-source="${field.name}"]`);
      if (source && !field.value) field.value = source.textContent;
    }
    form.elements.body.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements.title.focus();
  });
}
