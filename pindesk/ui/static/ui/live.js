// Keeps the parts of a page up to date that say data-live="topic topic" and data-live-src="address of the part": when the
// stream (data-events of body) hints at a topic, the part is fetched and what it shows is replaced.
// An element can ask for that itself by the event live:refresh. Tells of live:updated and live:gone; <html data-live="on|off">.
import { swap } from "./swap.js";
import { listen } from "./tabs.js";

const { events, cursor } = document.body.dataset;
const retryMilliseconds = 5_000;
const fetching = new Map(); // part -> was hinted at again meanwhile
const stale = new Set();
const gone = new WeakSet();
let topics = wantedTopics();
let setTopics = null;

document.addEventListener("live:refresh", ({ target }) => target.matches("[data-live-src]") && refresh(target));
start();

function start() {
  if (!events || !topics.length) return;
  document.documentElement.dataset.live = "off";
  setTopics = listen(events, topics, cursor ?? "", {
    message({ event, data }) {
      if (event === "reload") liveParts().forEach(refresh);
      if (event === "hint") hint(JSON.parse(data).topic);
    },
    state(isOn) {
      document.documentElement.dataset.live = isOn ? "on" : "off";
      if (isOn) stale.forEach(refresh);
    },
    refused() {
      document.documentElement.dataset.live = "off";
    },
  });
}

function liveParts() {
  return [...document.querySelectorAll("[data-live-src]")];
}

function topicsOf(part) {
  return (part.dataset.live ?? "").split(" ").filter(Boolean);
}

function wantedTopics() {
  return [...new Set(liveParts().flatMap(topicsOf))].sort();
}

function hint(topic) {
  for (const part of liveParts()) if (topicsOf(part).includes(topic)) refresh(part);
}

async function refresh(part) {
  if (gone.has(part)) return;
  if (fetching.has(part)) return void fetching.set(part, true);
  fetching.set(part, false);
  const startedAt = Date.now();
  const html = await fetchPart(part);
  const isHintedAgain = fetching.get(part);
  fetching.delete(part);
  if (!part.isConnected) return;
  if (html !== null) show(part, html, startedAt);
  if (isHintedAgain) refresh(part);
}

// Null when there is nothing to show: the visitor may not see it any more, or the server could not answer just now.
async function fetchPart(part) {
  stale.delete(part);
  try {
    const answer = await fetch(part.dataset.liveSrc, { headers: { "X-Pindesk": "live" } });
    if (answer.ok && !answer.redirected) return await answer.text();
    if (answer.redirected || [401, 403, 404].includes(answer.status)) {
      gone.add(part);
      part.dispatchEvent(new CustomEvent("live:gone", { bubbles: true }));
      return null;
    }
  } catch { /* no connection */ }
  stale.add(part);
  setTimeout(() => stale.has(part) && refresh(part), retryMilliseconds * (0.5 + Math.random()));
  return null;
}

function show(part, html, startedAt) {
  swap(part, html);
  part.dispatchEvent(new CustomEvent("live:updated", { bubbles: true }));
  const now = wantedTopics();
  if (now.join() === topics.join()) return;
  topics = now;
  if (setTopics) setTopics(topics, startedAt);
  else start();
}
