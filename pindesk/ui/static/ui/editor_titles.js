// Finding articles by title: a field with data-titles="address?q=" fills the list of the id data-titles-into while one
// types. What is ticked there moves to data-titles-chosen before other titles come. Enter takes what is to be clicked, where
// it is the only one or has the number that was typed, and else goes to the first.

const pauseMilliseconds = 200;
const waiting = new WeakMap();

document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.titles) return;
  clearTimeout(waiting.get(target)?.timer);
  waiting.set(target, { ...waiting.get(target), timer: setTimeout(find, pauseMilliseconds, target) });
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-find-titles]")) return;
  event.preventDefault();
  const field = [...form.elements].find((one) => one.dataset.titles);
  if (!field) return;
  clearTimeout(waiting.get(field)?.timer);
  if (!(await find(field))) return;
  const found = document.getElementById(field.dataset.titlesInto).querySelectorAll("button[data-article]");
  const meant = [...found].find((one) => one.dataset.article === field.value.trim()) ?? (found.length === 1 ? found[0] : null);
  if (meant) meant.click();
  else found[0]?.focus();
});

// Answers whether the list now shows what was asked for.
async function find(field) {
  const list = document.getElementById(field.dataset.titlesInto);
  const words = field.value.trim();
  waiting.get(field)?.request?.abort();
  const request = new AbortController();
  waiting.set(field, { request });
  keepTicked(list, document.getElementById(field.dataset.titlesChosen ?? ""));
  if (!words) return void list.replaceChildren();
  try {
    const answer = await fetch(field.dataset.titles + encodeURIComponent(words), { headers: { "X-Pindesk": "titles" }, signal: request.signal });
    if (!answer.ok || answer.redirected) return false;
    const html = await answer.text();
    const isAsked = waiting.get(field)?.request === request;
    if (isAsked) list.innerHTML = html;
    return isAsked;
  } catch {
    return false; // typed on, or no connection: the next keystroke asks again
  }
}

function keepTicked(list, chosen) {
  if (!chosen) return;
  for (const box of list.querySelectorAll(":checked")) chosen.append(box.closest("li"));
}
