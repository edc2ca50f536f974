// Finding articles by title: a field with data-titles="address?q=" fills the list of the id data-titles-into while one
// types. What is ticked there moves to data-titles-chosen before other titles come.

const pauseMilliseconds = 200;
const waiting = new WeakMap();

document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.titles) return;
  clearTimeout(waiting.get(target)?.timer);
  waiting.set(target, { ...waiting.get(target), timer: setTimeout(find, pauseMilliseconds, target) });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-find-titles]")) return;
  event.preventDefault();
  const field = [...form.elements].find((one) => one.dataset.titles);
  if (field) find(field);
});

async function find(field) {
  const list = document.getElementById(field.dataset.titlesInto);
  const words = field.value.trim();
  waiting.get(field)?.request?.abort();
  const request = new AbortController();
  waiting.set(field, { request });
  keepTicked(list, document.getElementById(field.dataset.titlesChosen ?? ""));
  if (!words) return list.replaceChildren();
  try {
    const answer = await fetch(field.dataset.titles + encodeURIComponent(words), { headers: { "X-Pindesk": "titles" }, signal: request.signal });
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    if (waiting.get(field)?.request === request) list.innerHTML = html;
  } catch { /* typed on, or no connection: the next keystroke asks again */ }
}

function keepTicked(list, chosen) {
  if (!chosen) return;
  for (const box of list.querySelectorAll(":checked")) chosen.append(box.closest("li"));
}
