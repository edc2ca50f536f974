// An article beside a form: opened from a list there, without a page between and without losing a word. It is no modal
// dialog: one can write on while it stands open, and Escape, or a button, leads back to where one was.
import { watch } from "./read.js";

let stop = () => {};

export function bind(place, form) {
  const dialog = place.querySelector("[data-reader]");
  const words = place.querySelector("[data-reader-words]");
  let opener;

  place.addEventListener("click", (event) => {
    const link = event.target.closest("[data-read]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
    back();
  });
  dialog.querySelector("[data-reader-back]").addEventListener("click", () => { close(); back(); });
  dialog.querySelector("[data-reader-on]").addEventListener("click", () => { close(); form.elements.body.focus(); });

  async function open(link) {
    opener = link.dataset.article;
    stop();
    words.innerHTML = `<p class="quiet" id="reader-title"></p>`;
    words.firstChild.textContent = dialog.dataset.loading;
    dialog.querySelector("[data-reader-tab]").href = link.href;
    const solved = dialog.querySelector("[data-reader-solved]");
    solved.value = opener;
    solved.disabled = true;
    if (!dialog.open) dialog.show();
    place.toggleAttribute("data-reading", true);
    words.focus({ preventScroll: true });
    try {
      const answer = await fetch(link.dataset.read, { headers: { "X-Pindesk": "article" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const html = await answer.text();
      if (!dialog.open || opener !== link.dataset.article) return;
      words.innerHTML = html;
      apart(words);
      solved.disabled = false;
      stop = watch(opener, place.dataset.steps);
    } catch {
      words.firstChild.textContent = dialog.dataset.failed;
    }
    words.scrollTop = 0;
    dialog.scrollIntoView({ block: "nearest" });
    dialog.querySelector("#reader-title").focus?.({ preventScroll: true });
  }

  function close() {
    stop();
    dialog.close();
    place.removeAttribute("data-reading");
  }

  function back() {
    const link = place.querySelector(`[data-read][data-article="${opener}"]`) ?? form.elements.body;
    link.focus();
  }
}

// Its headings have names of their own, which this page may have too; its links leave the form where it is.
function apart(words) {
  for (const one of words.querySelectorAll("[id]:not(#reader-title)")) one.id = `read-${one.id}`;
  for (const one of words.querySelectorAll("[aria-labelledby]")) one.setAttribute("aria-labelledby", `read-${one.getAttribute("aria-labelledby")}`);
  for (const link of words.querySelectorAll("a[href]")) {
    const hash = link.getAttribute("href");
    if (hash.startsWith("#")) link.setAttribute("href", `#read-${hash.slice(1)}`);
    else Object.assign(link, { target: "_blank", rel: "noopener" });
  }
}
