// What comes into an open conversation has been read once somebody looks at the page: data-reading is where to say so.
// Other tabs then count anew what is new.

const conversation = document.querySelector("[data-reading]");
const count = document.getElementById("unread");
const channel = new BroadcastChannel("reading");
let isNew = "unread" in conversation.dataset;

channel.onmessage = () => count?.dispatchEvent(new CustomEvent("live:refresh", { bubbles: true }));
conversation.addEventListener("live:updated", () => { isNew = true; say(); });
document.addEventListener("visibilitychange", say);
say();

async function say() {
  if (!isNew || document.hidden) return;
  isNew = false;
  try {
    await fetch(conversation.dataset.reading, { method: "POST", headers: { "X-Pindesk": "reading" }, keepalive: true });
    channel.postMessage("read");
  } catch {
    isNew = true; // no connection: said when the page is looked at again
  }
}
