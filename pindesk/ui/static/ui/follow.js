// A choice marked data-follow="ID ID" decides what the parts of those ids show: data-follow-src plus the chosen value.

document.addEventListener("change", ({ target }) => {
  for (const id of (target.dataset?.follow ?? "").split(" ").filter(Boolean)) {
    const part = document.getElementById(id);
    if (!part) continue;
    part.dataset.liveSrc = part.dataset.followSrc + encodeURIComponent(target.value);
    part.dispatchEvent(new CustomEvent("live:refresh", { bubbles: true }));
  }
});
