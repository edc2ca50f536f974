// One file of a form: its name, how far it is, and a way to remove it or to try once more.
import { send } from "./upload.js";

export class Row {
  #place = {}; // where it goes on when it is tried again
  #stop = new AbortController();

  constructor(field, file, { start, removed }) {
    Object.assign(this, { field, file, report: {}, mark: false, isCleaned: false, isGone: false });
    this.element = field.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
    [this.bar, this.line, this.again, this.button] = ["progress", "[data-file-say]", "[data-again]", "[data-remove]"].map((what) => this.element.querySelector(what));
    this.element.querySelector("bdi").textContent = file.name;
    for (const button of [this.again, this.button]) button.lastElementChild.textContent = file.name;
    this.bar.setAttribute("aria-label", file.name);
    field.querySelector("[data-files-list]").append(this.element);
    this.again.addEventListener("click", () => {
      this.button.focus();
      this.#go();
      start(this);
    });
    this.button.addEventListener("click", () => {
      this.remove();
      removed(this);
    });
  }

  get signal() {
    return this.#stop.signal;
  }

  say(words) {
    this.line.textContent = words;
  }

  remove() {
    this.isGone = true;
    this.#stop.abort();
    this.element.remove();
  }

  async send() {
    if (this.isGone) return;
    const words = this.field.dataset;
    try {
      const token = await send(words.files, this, this.#place, {
        progress: (share) => { this.bar.value = share; this.say(""); },
        waiting: () => this.say(words.waiting),
      });
      this.bar.hidden = true;
      this.say(this.isCleaned ? words.cleaned : words.done);
      this.element.append(Object.assign(document.createElement("input"), { type: "hidden", name: "upload", value: token }));
    } catch (error) {
      if (!this.isGone) this.fail(error.sentence || words[error.why] || words.failed, !error.isFinal);
    }
  }

  fail(sentence, mayTryAgain = false) {
    this.bar.hidden = true;
    this.again.hidden = !mayTryAgain;
    this.element.dataset.state = "error";
    this.line.classList.remove("quiet");
    this.line.setAttribute("role", "alert");
    this.say(sentence);
  }

  #go() {
    this.bar.hidden = false;
    this.again.hidden = true;
    delete this.element.dataset.state;
    this.line.classList.add("quiet");
    this.line.removeAttribute("role");
    this.say("");
  }
}
