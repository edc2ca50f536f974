// A choice marked data-follow="ID" decides what the part of that id shows: data-follow-src plus the chosen value.

document.addEventListener("change", ({ target }) => {
  const part = document.getElementById(target.dataset?.follow ?? "");
  if (!part) return;
  part.dataset.liveSrc = part.dataset.followSrc + encodeURIComponent(target.value);
  part.dispatchEvent(new CustomEvent("live:refresh", { bubbles: true }));
});
