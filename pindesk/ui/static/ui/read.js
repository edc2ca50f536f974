// Which articles were read in this tab, so that nobody sends their reader to them again. A list of numbers that the tab
// forgets when it closes; it goes as soon as another person is here. It is sent with a ticket alone, where its writer lets it.
import { tell } from "./steps.js";

const most = 10;
const readMilliseconds = 4_000;

// Counts an article as read once it was in sight for as long as one needs for its beginning; answers how to stop.
export function watch(number, steps) {
  let left = readMilliseconds;
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") left -= 1_000;
    if (left > 0) return;
    clearInterval(timer);
    tell(steps, "read", { article: number });
    note(Number(number));
  }, 1_000);
  return () => clearInterval(timer);
}

export function readHere() {
  const kept = load();
  return !kept.who || kept.who === who() ? kept.numbers : [];
}

function note(number) {
  const numbers = [...readHere().filter((other) => other !== number), number].slice(-most);
  try { sessionStorage.setItem("read", JSON.stringify({ who: who(), numbers })); } catch { /* forbidden: nothing is told */ }
  document.dispatchEvent(new CustomEvent("article:read"));
}

function load() {
  try {
    const { who = "", numbers = [] } = JSON.parse(sessionStorage.getItem("read")) ?? {};
    return { who, numbers: numbers.filter(Number.isSafeInteger) };
  } catch {
    return { who: "", numbers: [] };
  }
}

function who() {
  return document.body.dataset.person ?? "";
}
