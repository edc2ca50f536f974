// The search box of the help centre: articles while one types, chosen by arrow keys and Enter. Without it the form leads to
// the page of results. A form with data-search="address of the suggestions"; data-steps is told what was searched.
import { tell } from "./steps.js";

const pauseMilliseconds = 150;
const settledMilliseconds = 2_000;

for (const form of document.querySelectorAll("form[data-search]")) bind(form);

function bind(form) {
  const input = form.elements.q;
  const place = form.querySelector("[data-search-results]");
  const status = form.querySelector("[data-search-said]");
  let asked = "";
  let shown = null; // the words whose results stand there
  let active = -1;
  let pause, settled, request;

  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "suggestions", "aria-autocomplete": "list" })) {
    input.setAttribute(name, value);
  }
  input.addEventListener("input", () => later(pauseMilliseconds));
  input.addEventListener("keydown", onKey);
  place.addEventListener("click", ({ target }) => note(target.closest("[data-article]")));
  form.addEventListener("submit", () => clearTimeout(settled));
  const found = document.querySelector("[data-results]")?.dataset.results;
  if (found) tell(form.dataset.steps, "searched", { words: input.value, found });
  if (input.value && !found && input === document.activeElement) later(0);

  function later(milliseconds) {
    clearTimeout(pause);
    clearTimeout(settled);
    pause = setTimeout(ask, milliseconds);
  }

  async function ask() {
    const words = input.value;
    if (!words.trim()) return close();
    if (words === shown) return;
    request?.abort();
    request = new AbortController();
    asked = words;
    try {
      const answer = await fetch(`${form.dataset.search}?q=${encodeURIComponent(words)}`, { signal: request.signal });
      if (words !== asked) return;
      if (answer.status === 429) return later(1_000 * (Number(answer.headers.get("Retry-After")) || 1));
      if (answer.ok && !answer.redirected) show(words, await answer.text());
    } catch { /* typed on, or no connection: Enter still leads to the results */ }
  }

  function show(words, html) {
    if (words !== asked) return;
    place.innerHTML = html;
    shown = words;
    input.setAttribute("aria-expanded", String(options().length > 0));
    choose(options().length ? 0 : -1);
    status.textContent = place.querySelector("[data-said]")?.textContent ?? "";
    settled = setTimeout(() => note(null), settledMilliseconds);
  }

  function close() {
    request?.abort();
    asked = "";
    shown = null;
    place.replaceChildren();
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function options() {
    return [...place.querySelectorAll("[role=option]")];
  }

  function choose(number) {
    active = number;
    options().forEach((option, place_) => option.setAttribute("aria-selected", String(place_ === number)));
    const option = options()[number];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    const count = options().length;
    if (event.key === "Escape" && shown !== null) {
      event.preventDefault();
      close();
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose((active + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (event.key === "Enter" && !event.isComposing && count && shown === input.value) {
      event.preventDefault();
      options()[active].click();
    }
  }

  // What was searched, once it stands: an article was chosen, or nothing was typed for two seconds.
  function note(chosen) {
    clearTimeout(settled);
    if (chosen === null ? shown === input.value : chosen) {
      tell(form.dataset.steps, "searched", { words: shown ?? input.value, found: place.querySelector("[data-count]")?.dataset.count ?? "" });
    }
  }
}
