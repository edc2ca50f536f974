// Pictures come into the text by pasting, dropping or choosing: each is sent, and its Markdown put where one writes, with
// its words chosen so that one says at once what it shows. What is refused is said at the text.
import { apply, stateOf } from "./editor_tools.js";

export function watchPictures(form, area, say) {
  const choice = form.querySelector("input[type=file][form=pictures]");
  const place = form.querySelector("[data-picture-drop]");
  let queue = Promise.resolve();

  form.querySelector("[data-format=picture]").addEventListener("click", () => choice.click());
  choice.addEventListener("change", () => {
    take([...choice.files]);
    choice.value = "";
  });
  area.addEventListener("paste", (event) => {
    const files = picturesOf(event.clipboardData);
    // What comes from a word processor brings words and a picture of them: the words are meant.
    if (!files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    take(files);
  });
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    area.toggleAttribute("data-over", true);
  });
  for (const end of ["dragleave", "drop"]) place.addEventListener(end, () => area.removeAttribute("data-over"));
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });

  function take(files) {
    say("");
    for (const file of files) queue = queue.then(() => send(file));
  }

  async function send(file) {
    const parts = new FormData();
    let problem = "";
    parts.set("image", file, file.name);
    area.setAttribute("aria-busy", "true");
    form.querySelector("[data-state-line]").textContent = form.dataset.pictureOnItsWay.replace("{name}", file.name);
    try {
      const answer = await fetch(form.dataset.imagesSrc, { method: "POST", body: parts, headers: { "X-Pindesk": "image", Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.description);
      put(told.markdown);
    } catch (error) {
      const isOurs = !(error instanceof TypeError || error instanceof SyntaxError) && error.message;
      problem = `${file.name}: ${isOurs ? error.message : form.dataset.pictureNotSent}`;
    } finally {
      area.removeAttribute("aria-busy");
      form.elements.title.dispatchEvent(new Event("input", { bubbles: true })); // the line says again what is not saved
      say(problem);
    }
  }

  function put(markdown) {
    const { start, end } = stateOf(area);
    const words = markdown.indexOf("](");
    apply(area, { from: start, to: end, put: markdown, start: start + 2, end: start + words });
  }
}

function picturesOf(data) {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}
