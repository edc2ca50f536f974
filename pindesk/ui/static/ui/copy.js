// A button that copies what stands in a field; without a script the field is selected and copied by hand.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!field) continue;
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", () => copy(field, button));
}

async function copy(field, button) {
  const label = button.querySelector("[data-label]") ?? button;
  button.dataset.said ??= label.textContent;
  field.select();
  if (await written(field.value)) {
    label.textContent = button.dataset.copied;
    setTimeout(() => (label.textContent = button.dataset.said), 3000);
  }
}

// Browsers give no clipboard to pages of plain http, but copy what is selected.
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
