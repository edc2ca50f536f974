// An article: marks where one is in its table of contents, tells that it was read, and sends whether it solved it.
import "./blocks.js";
import { watch } from "./read.js";
import { visit } from "./steps.js";

const article = document.querySelector("[data-article][data-steps]");
const answer = document.getElementById("answer");

if (article) {
  watch(article.dataset.article, article.dataset.steps);
  followContents();
}

function followContents() {
  const links = [...document.querySelectorAll(".toc a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);
  if (!headings.length) return;
  let waits = false;
  const mark = () => {
    waits = false;
    const line = innerHeight * 0.25;
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const here = isAtEnd ? headings.at(-1) : passed.at(-1) ?? headings[0];
    for (const link of links) {
      if (decodeURIComponent(link.hash.slice(1)) === here.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => {
    if (!waits) requestAnimationFrame(mark);
    waits = true;
  }, { passive: true });
  mark();
}

answer?.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-answer]")) return;
  event.preventDefault();
  const said = new FormData(form, event.submitter);
  said.set("visit", visit() || said.get("visit"));
  try {
    const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(said), headers: { "X-Pindesk": "answer" } });
    if (!reply.ok || reply.redirected) throw new Error(reply.status);
    answer.innerHTML = await reply.text();
    answer.focus({ preventScroll: true });
  } catch {
    form.submit();
  }
});
