// Ctrl+Enter (Cmd+Enter) sends the form one is writing in, by the first of its buttons that is in sight.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || event.defaultPrevented) return;
  const form = event.target.form;
  const button = form && [...form.querySelectorAll("button:not([type=button])")].find((one) => one.form === form && (one.checkVisibility?.() ?? one.offsetParent !== null));
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
});
