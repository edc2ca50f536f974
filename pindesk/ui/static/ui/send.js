// A choice marked data-send is sent when it changes; the button beside it is for browsers without scripts.

for (const choice of document.querySelectorAll("[data-send]")) hide(choice);

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-send]")) target.form.requestSubmit();
});

document.addEventListener("live:updated", ({ target }) => {
  for (const choice of target.querySelectorAll?.("[data-send]") ?? []) hide(choice);
});

function hide(choice) {
  const button = choice.form?.querySelector("[data-send-button]");
  if (button) button.hidden = true;
}
