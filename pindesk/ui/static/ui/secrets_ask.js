// Shows what was found in files, by kind and with a few places, and asks what is to be done. Nothing is pressed by somebody
// who is just typing: the dialog's heading has the focus, and Escape sends nothing.

export async function ask(field, rows) {
  const dialog = field.querySelector("template[data-ask]").content.firstElementChild.cloneNode(true);
  await styled(dialog.dataset.styles);
  const places = dialog.querySelector("[data-found]");
  const sample = places.firstElementChild;
  places.replaceChildren(...rows.map((row) => fileOf(row, sample.cloneNode(true), dialog.dataset)));
  for (const one of dialog.querySelectorAll("[data-many]")) if (rows.length > 1) one.textContent = one.dataset.many;
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("h2").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) dialog.close(button.value);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || "drop");
    });
  });
}

// Shown without them rather than not at all.
function styled(address) {
  if (document.head.querySelector(`link[href="${address}"]`)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

function fileOf(row, place, words) {
  const list = place.querySelector("ul");
  const sample = list.firstElementChild;
  place.querySelector("bdi").textContent = row.file.name;
  list.replaceChildren(...Object.entries(row.found).map(([kind, about]) => kindOf(kind, about, sample.cloneNode(true), words)));
  return place;
}

function kindOf(kind, { count, examples }, item, words) {
  const form = new Intl.PluralRules(document.documentElement.lang).select(count) === "one" ? "One" : "Many";
  item.querySelector("b").textContent = words[kind + form].replace("{count}", count);
  const sample = item.querySelector("p");
  sample.replaceWith(...examples.map((example) => {
    const shown = sample.cloneNode(true);
    shown.querySelector("code").textContent = example.text;
    shown.querySelector("span").textContent = typeof example.where === "number" ? words.line.replace("{line}", example.where) : example.where;
    return shown;
  }));
  return item;
}
