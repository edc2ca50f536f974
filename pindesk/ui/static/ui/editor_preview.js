// The preview beside the text: a moment after the last keystroke the server renders what is written, and what is shown
// becomes that. What stays the same is left alone, so pictures do not flicker and the place one reads at stays.
import { swap } from "./swap.js";

const pauseMilliseconds = 300;

export function watchPreview(form) {
  const place = form.querySelector(".look--preview");
  let pause, request;
  let isStale = false;

  // What the page came with says nothing yet of links that lead nowhere.
  if (form.elements.body.value.includes("](")) {
    isStale = true;
    if (isInSight()) later(pauseMilliseconds);
  }
  form.addEventListener("input", ({ target }) => {
    if (target.name === "look") return void (isStale && later(0));
    isStale = true;
    if (isInSight()) later(pauseMilliseconds);
  });
  // A link leads to another tab: what is being written stays.
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    open(link.href, "_blank", "noopener");
  });

  function isInSight() {
    return place.checkVisibility?.() ?? place.offsetParent !== null;
  }

  function later(milliseconds) {
    clearTimeout(pause);
    pause = setTimeout(ask, milliseconds);
  }

  async function ask() {
    if (form.elements.body.value.length > Number(form.dataset.bodyMost)) return;
    request?.abort();
    const mine = request = new AbortController();
    isStale = false;
    const words = new FormData();
    for (const name of ["title", "summary", "body"]) words.set(name, form.elements[name].value);
    try {
      const answer = await fetch(form.dataset.previewSrc, { method: "POST", body: words, headers: { "X-Pindesk": "preview" }, signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const html = await answer.text();
      if (mine === request) swap(place, html);
    } catch (error) {
      if (error.name !== "AbortError") isStale = true; // no connection: the next keystroke tries again
    }
  }
}
