// A part that says data-refresh-at="<instant>" is fetched anew at that instant, by the server's clock (data-now of body).

const longestWait = 30_000;
const ahead = Date.parse(document.body.dataset.now ?? "") - Date.now() || 0;

look();

function look() {
  const now = Date.now() + ahead;
  let next = longestWait;
  for (const part of document.querySelectorAll("[data-refresh-at]")) {
    const left = Date.parse(part.dataset.refreshAt) - now;
    if (left > 0) next = Math.min(next, left + 250);
    else ask(part);
  }
  setTimeout(look, next);
}

function ask(part) {
  part.removeAttribute("data-refresh-at");
  (part.closest("[data-live-src]") ?? part).dispatchEvent(new CustomEvent("live:refresh", { bubbles: true }));
}
