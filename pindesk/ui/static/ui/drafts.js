// A form with data-draft-src is saved there a moment after the last keystroke; its [data-draft] line says when.

const waitMilliseconds = 1500;
const waiting = new WeakMap();

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.draftSrc) return;
  stop(form);
  waiting.set(form, { timer: setTimeout(save, waitMilliseconds, form) });
});

// What is sent is no draft any more: one still under way must not arrive after it. A form may be sent for another one.
document.addEventListener("submit", ({ target }) => [target, document.getElementById(target.dataset.draftOf)].forEach(stop), true);

addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-draft-src]")) {
    if (waiting.get(form)?.timer) save(form);
  }
});

function stop(form) {
  const { timer, request } = waiting.get(form) ?? {};
  clearTimeout(timer);
  request?.abort();
  waiting.delete(form);
}

async function save(form) {
  const request = new AbortController();
  waiting.set(form, { request });
  try {
    const answer = await fetch(form.dataset.draftSrc, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Pindesk": "draft", "X-Pindesk-Person": document.body.dataset.person }, keepalive: true, signal: request.signal,
    });
    say(form, answer.ok ? "saved" : "kept", await timeOf(answer));
  } catch (error) {
    if (error.name !== "AbortError") say(form, "kept");
  }
}

// The server names the time as the reader's language writes it, as plain text.
async function timeOf(answer) {
  const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
  const text = plain ? (await answer.text()).trim() : "";
  return text || new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format();
}

function say(form, word, time = "") {
  const line = form.querySelector("[data-draft]");
  if (line) line.textContent = line.dataset[word].replace("{time}", time);
}
