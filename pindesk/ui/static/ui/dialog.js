// A dialog opened by popovertarget works without this; with it, the page behind is out of reach until it closes.
// Messages that float go away after ten seconds, but not while somebody reads or tabs into them.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[popovertarget]");
  const dialog = opener && document.getElementById(opener.getAttribute("popovertarget"));
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  else dialog.showModal();
});

for (const toast of document.querySelectorAll("[data-toast]")) later(toast);

function later(toast) {
  setTimeout(() => (toast.matches(":hover, :focus-within") ? later(toast) : toast.remove()), 10_000);
}
