// A part that says data-refresh-at="<instant>" is fetched anew at that instant, by the server's clock (data-now of body).
// A board's clock, data-clock="<IANA zone>", turns its two flaps with the minute.

const longestWait = 20_000;
const ahead = Date.parse(document.body.dataset.now ?? "") - Date.now() || 0;

look();

function look() {
  const now = Date.now() + ahead;
  let next = Math.min(longestWait, 60_000 - (now % 60_000) + 50);
  for (const part of document.querySelectorAll("[data-refresh-at]")) {
    const left = Date.parse(part.dataset.refreshAt) - now;
    if (left > 0) next = Math.min(next, left + 250);
    else ask(part);
  }
  for (const clock of document.querySelectorAll("[data-clock]")) turn(clock, now);
  setTimeout(look, next);
}

function ask(part) {
  part.removeAttribute("data-refresh-at");
  (part.closest("[data-live-src]") ?? part).dispatchEvent(new CustomEvent("live:refresh", { bubbles: true }));
}

function turn(clock, now) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: clock.dataset.clock, hour: "2-digit", minute: "2-digit" }).format(now);
  for (const [place, digits] of time.split(":").entries()) {
    const flap = clock.querySelectorAll(".flap")[place];
    if (!flap || flap.textContent === digits) continue;
    flap.textContent = digits;
    flap.dataset.changed = "";
    flap.addEventListener("animationend", () => delete flap.dataset.changed, { once: true });
  }
}
