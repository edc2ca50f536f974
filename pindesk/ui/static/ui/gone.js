// A part that may no longer be seen (signed out meanwhile, taken away) says so once, and leaves what is being written alone.

document.addEventListener("live:gone", () => {
  const message = document.querySelector("[data-gone]");
  if (message) message.hidden = false;
});
