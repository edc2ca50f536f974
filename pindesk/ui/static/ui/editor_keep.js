// What was written and not saved stays in this browser, by writer, article and language, with the version it was written
// on. The same version: it comes back by itself. Another one: it is offered, and saving it compares the two. It goes once
// the page shows it as saved, and with the writer: on signing out, or when somebody else is here.

const prefix = "article:";
const writer = document.body.dataset.person;
const own = `${prefix}${writer}:`;

if (writer) forget((key) => !key.startsWith(own));
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[action*='/sign-out']")) forget(() => true);
}, true);

export function keep(form, fields) {
  const key = `${own}${form.dataset.editor}`;
  const line = form.querySelector("[data-kept]");
  const unsaved = (form.dataset.unsaved ?? "").split(" ");
  const saved = new Map(fields.map((field) => [field, unsaved.includes(field.name) ? null : field.defaultValue]));
  let isSafe = true;
  let isLeaving = false;

  restore();
  form.addEventListener("input", () => store());
  line.querySelector("[data-kept-take]").addEventListener("click", () => take(read(key), false));
  line.querySelector("[data-kept-drop]").addEventListener("click", () => drop());
  addEventListener("beforeunload", (event) => {
    if (!isSafe && !isLeaving && changed().length) event.preventDefault();
  });
  addEventListener("pageshow", () => { isLeaving = false; });
  document.addEventListener("form:release", () => { isLeaving = false; });

  return { changed, isSafe: () => isSafe, sent };

  function changed() {
    return fields.filter((field) => saved.get(field) === null || plain(field, field.value) !== plain(field, saved.get(field)));
  }

  function store() {
    if (!changed().length) return localStorage.removeItem(key);
    const values = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    isSafe = write(key, { base: form.elements.base.value, fields: values, at: Date.now() });
  }

  // Where the writer was, so that the page after saving opens there.
  function sent() {
    isLeaving = true;
    const area = form.elements.body;
    const work = document.querySelector(".desk__work");
    write(`${key}:place`, { top: work.scrollTop, caret: document.activeElement === area ? area.selectionStart : null, at: Date.now() }, sessionStorage);
  }

  function restore() {
    if (form.hasAttribute("data-unsaved")) return store();
    const kept = read(key);
    returnToPlace();
    if (!kept) return;
    const isSame = fields.every((field) => plain(field, kept.fields[field.name] ?? "") === plain(field, field.value));
    if (isSame) return localStorage.removeItem(key);
    if (kept.base === form.elements.base.value) take(kept, true);
    else show("keptOlder", kept, true);
  }

  function take(kept, isFresh) {
    for (const field of fields) field.value = kept.fields[field.name] ?? field.value;
    form.elements.base.value = kept.base;
    if (isFresh) show("keptBack", kept, false);
    else line.hidden = true;
    form.elements.body.dispatchEvent(new Event("input", { bubbles: true }));
    if (!isFresh) form.elements.body.focus();
  }

  function drop() {
    localStorage.removeItem(key);
    for (const field of fields) field.value = field.defaultValue;
    form.elements.base.value = form.elements.base.defaultValue;
    line.hidden = true;
    form.elements.body.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements.body.focus();
  }

  function show(name, kept, isOffer) {
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    line.querySelector("[data-kept-words]").textContent = form.dataset[name].replace("{time}", when.format(kept.at)).replace("{version}", kept.base || "0");
    line.querySelector("[data-kept-take]").hidden = !isOffer;
    line.hidden = false;
  }

  function returnToPlace() {
    const place = read(`${key}:place`, sessionStorage);
    sessionStorage.removeItem(`${key}:place`);
    if (!place || Date.now() - place.at > 30_000) return;
    if (place.caret !== null) {
      form.elements.body.focus({ preventScroll: true });
      form.elements.body.setSelectionRange(place.caret, place.caret);
    }
    requestAnimationFrame(() => document.querySelector(".desk__work").scrollTo({ top: place.top }));
  }
}

// As the server keeps it: a line has single spaces, a text no blank edges.
function plain(field, text) {
  const whole = text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  return field.name === "body" ? whole : whole.replace(/\s+/g, " ");
}

function forget(isMeant) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && isMeant(key)) localStorage.removeItem(key);
}

function read(key, storage = localStorage) {
  try { return JSON.parse(storage.getItem(key)); } catch { return null; }
}

function write(key, value, storage = localStorage) {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // storage is full or forbidden: the page says so, and asks before it is left
  }
}
