// A ticket opens where work goes on: the conversation at its newest words, the list at this ticket. While one is at the
// end, new words stay in sight; who reads further up is left alone.

const work = document.querySelector(".desk__work:has(> .desk__foot)");
const toEnd = () => work.scrollTo({ top: work.scrollHeight });
let isAtEnd = true;

document.querySelector("[data-row][aria-current]")?.scrollIntoView({ block: "center" });
if (work) {
  if (!location.hash) toEnd();
  work.addEventListener("scroll", () => { isAtEnd = work.scrollHeight - work.scrollTop - work.clientHeight < 40; });
  document.addEventListener("live:updated", () => isAtEnd && toEnd());
}
