// The search box of the help centre: articles while one types. Enter leads to the page of results, as without this script,
// unless a row was chosen by the arrow keys: nothing is chosen before. Source: WAI-ARIA APG, editable combobox with list
// autocomplete. A form with data-search="address of the suggestions"; data-steps is told what was searched.
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
  input.addEventListener("input", () => {
    choose(-1);
    later(pauseMilliseconds);
  });
  input.addEventListener("keydown", onKey);
  for (const kind of ["click", "auxclick"]) {
    place.addEventListener(kind, ({ target }) => note(target.closest("[data-article]")));
    document.querySelector("[data-results]")?.addEventListener(kind, ({ target }) => place.contains(target) || opened(target.closest("[data-article]")));
  }
  form.addEventListener("submit", () => clearTimeout(settled));
  const found = document.querySelector("[data-results]")?.dataset.results;
  // Who comes back to a page of results, or loads it anew, has not searched again.
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (found && isNew) tell(form.dataset.steps, "searched", { words: input.value, found });
  if (input.value && !found && input === document.activeElement) later(0);

  function later(milliseconds) {
    clearTimeout(pause);
    clearTimeout(settled);
    pause = setTimeout(ask, milliseconds);
  }

  async function ask() {
    const words = input.value;
    if (!words.trim()) return close();
    request?.abort();
    asked = words;
    if (words === shown) return;
    request = new AbortController();
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
    choose(-1);
    status.textContent = place.querySelector("[data-said]")?.textContent ?? "";
    settled = setTimeout(() => note(null), settledMilliseconds);
  }

  function close() {
    clearTimeout(pause);
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

  // Past either end of the list one is back in the box, with nothing chosen.
  function onKey(event) {
    const rows = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (event.key === "Escape" && shown !== null) {
      event.preventDefault();
      close();
    } else if (step && rows.length) {
      event.preventDefault();
      choose(((active + 1 + step + rows.length + 1) % (rows.length + 1)) - 1);
    } else if (event.key === "ArrowDown" && shown === null) {
      later(0);
    } else if (event.key === "Enter" && rows[active]) {
      event.preventDefault();
      rows[active].click();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) choose(-1);
  }

  // What was searched, once it stands: an article was chosen, or nothing was typed for two seconds.
  function note(chosen) {
    clearTimeout(settled);
    if (chosen === null ? shown === input.value : chosen) {
      tell(form.dataset.steps, "searched", { words: shown ?? input.value, found: place.querySelector("[data-count]")?.dataset.count ?? "" });
    }
    opened(chosen);
  }

  // That an article was opened from here is told at once: who leaves it soon has opened it all the same.
  function opened(chosen) {
    if (chosen) tell(form.dataset.steps, "opened", { article: chosen.dataset.article });
  }
}
