// Before files leave the browser: they are looked through beside the page, and what is found is shown to the person, who
// decides. Answers "remove", "keep" or "drop"; rows then have the file to send and what is reported of it.
import { ask } from "./secrets_ask.js";

let asked = Promise.resolve();

export async function check(field, rows) {
  const slow = setTimeout(() => rows.forEach((row) => row.say(field.dataset.looking)), 300);
  const look = looker();
  for (const row of rows) {
    const answer = row.isGone ? null : await look.at(row.file);
    if (answer?.clean) [row.found, row.clean] = [answer.found, answer.clean];
  }
  look.end();
  clearTimeout(slow);
  rows.forEach((row) => row.say(""));
  const decided = (asked = asked.then(() => decide(field, rows.filter((row) => row.found && !row.isGone))));
  return decided;
}

async function decide(field, rows) {
  if (!rows.length) return "keep";
  const chosen = await ask(field, rows);
  for (const row of rows) {
    const isRemoved = chosen === "remove";
    row.report = Object.fromEntries(Object.entries(row.found).map(([kind, { count }]) => [kind, { found: count, removed: isRemoved }]));
    row.isCleaned = isRemoved;
    if (isRemoved) row.file = new File([row.clean], row.file.name, { type: row.file.type });
    delete row.clean;
  }
  return chosen;
}

// In a worker; where there can be none, here. What cannot be looked at is nobody's fault: it goes as it is.
function looker() {
  let worker = null;
  try { worker = new Worker(new URL("./secrets_worker.js", import.meta.url), { type: "module" }); } catch { /* no workers */ }
  const here = async (file) => (await import("./secrets_file.js")).clean(file).catch(() => null);
  const at = (file) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => { worker = null; resolve(here(file)); };
    worker.postMessage(file);
  });
  return { at: (file) => (worker ? at(file) : here(file)), end: () => worker?.terminate() };
}
