// A form is sent once: its button says so, keeps its width and comes back if the page does.

const busy = new Set();

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (busy.has(form)) return event.preventDefault();
  busy.add(form);
  if (submitter?.dataset.busy) mark(submitter);
});

// Back from the next page, or the sending was stopped: the form can be sent again.
addEventListener("pageshow", release);
document.addEventListener("form:release", release);

function mark(button) {
  const label = button.querySelector("[data-label]") ?? button;
  button.dataset.rest = label.textContent;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.setAttribute("aria-busy", "true");
  label.textContent = button.dataset.busy;
}

function release() {
  busy.clear();
  for (const button of document.querySelectorAll("[aria-busy][data-rest]")) {
    (button.querySelector("[data-label]") ?? button).textContent = button.dataset.rest;
    button.removeAttribute("aria-busy");
    delete button.dataset.rest;
  }
}
