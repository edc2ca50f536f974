// Keystrokes that no server has yet stay in this tab: over a reload, a lost line, a page that says the server is busy.
// A form with data-unsent="name" is kept under its writer, address and name; after it was sent and another page came, it is
// dropped. What somebody else wrote in this tab is never shown: it goes as soon as another person is here, or on signing out.

const prefix = "unsent:";
const writer = document.body.dataset.person;
const own = `${prefix}${writer}:`;
const keyOf = (form) => `${own}${location.pathname}:${form.dataset.unsent}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.matches("textarea, select, input:not([type=hidden], [type=password], [type=file], [type=radio], [type=checkbox])"));

if (writer) forget((key) => !key.startsWith(own));
settle();
for (const form of document.querySelectorAll("form[data-unsent]")) restore(form);

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.unsent) return;
  const kept = read(keyOf(form)); // with what it has of fields that are not here yet
  write(keyOf(form), { fields: { ...kept?.fields, ...valuesOf(form) }, base: { ...kept?.base, ...basesOf(form) }, name: kept?.name });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[action*='/sign-out']")) forget(() => true);
  if (!form.dataset.unsent) return;
  const kept = { fields: valuesOf(form), base: basesOf(form), name: form.elements.client_id?.value, sent: location.href };
  write(keyOf(form), kept);
  if (navigator.onLine || event.defaultPrevented) return;
  event.preventDefault();
  write(keyOf(form), { ...kept, sent: undefined });
  say(form);
}, true);

// What was sent is dropped once a page of ours, reached from the form, came in answer. The page of a failure keeps it,
// and so does a sign-in on the way (?next=): the session ended while somebody wrote.
function settle() {
  const failed = document.body.hasAttribute("data-failed") || new URLSearchParams(location.search).has("next");
  const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  for (const key of keys()) {
    const kept = read(key);
    if (!kept?.sent) continue;
    if (!failed && arrived && document.referrer.split("#")[0] === kept.sent.split("#")[0]) sessionStorage.removeItem(key);
    else write(key, { ...kept, sent: undefined });
  }
}

// A field gets its keystrokes back unless the server's own text has changed since. What was sent without an answer keeps
// its name: had it arrived after all, it is not kept twice.
export function restore(form) {
  const kept = read(keyOf(form));
  if (!kept) return;
  if (kept.name && form.elements.client_id) form.elements.client_id.value = kept.name;
  for (const field of fieldsOf(form)) {
    const text = kept.fields[field.name];
    const present = field.defaultValue ?? "";
    if (text && text !== field.value && (present === "" || present === kept.base[field.name])) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function keys() {
  try { return Object.keys(sessionStorage).filter((name) => name.startsWith(prefix)); } catch { return []; }
}

function forget(isMeant) {
  for (const key of keys().filter(isMeant)) sessionStorage.removeItem(key);
}

function say(form) {
  const line = form.querySelector("[data-draft]");
  if (line) line.textContent = line.dataset.kept;
  document.dispatchEvent(new CustomEvent("form:release"));
}

function valuesOf(form) {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
}

function basesOf(form) {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.defaultValue ?? ""]));
}

function read(key) {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
}

function write(key, value) {
  try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* storage is full or forbidden: the draft on the server remains */ }
}
