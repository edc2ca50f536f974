// Says so when a passkey could not be used: allauth's scripts only announce it.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const sentence of document.querySelectorAll("[data-passkey-error]")) sentence.hidden = false;
});
