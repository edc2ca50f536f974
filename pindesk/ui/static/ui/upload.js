// One file to a server that speaks tus 1.0.0, in parts; answers its token. A lost line is tried again, from where the server
// says it broke off, until it goes or somebody stops it. What the server refuses, and what cannot be read any more, is thrown:
// with the server's `sentence`, or with `why` there is none; `isFinal` where trying again is of no use.

const partBytes = 1024 * 1024;
const firstWaitMilliseconds = 1_000;
const longestWaitMilliseconds = 20_000;
const mostRefusals = 5; // one after the other, without a part that was taken
const final = [415, 422];
const version = { "Tus-Resumable": "1.0.0", "X-Pindesk": "upload", Accept: "application/json" };

// `known.place` is where an earlier try had begun.
export async function send(address, { file, report, signal }, known, tell) {
  const line = { signal, tell, refusals: 0 };
  let answer = known.place ? await ask(known.place, "HEAD", line).catch(forget(known)) : null;
  answer ??= await begin(address, file, report, line);
  const place = (known.place ??= answer.headers.get("Location"));
  signal.addEventListener("abort", () => fetch(place, { method: "DELETE", headers: version, keepalive: true }));
  let offset = Number(answer.headers.get("Upload-Offset"));
  let isLooked = offset === file.size; // the last answer only said how far it is: the server may still have to look at the whole
  while (offset < file.size || isLooked) {
    const part = await read(file, offset);
    const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
    answer = await ask(place, "PATCH", line, headers, part);
    isLooked = answer.status === 200;
    const reached = Number(answer.headers.get("Upload-Offset"));
    if (reached > offset) line.refusals = 0;
    offset = reached;
    tell.progress(offset / file.size);
  }
  return place.split("/").at(-1);
}

function begin(address, file, report, line) {
  const found = Object.keys(report).length ? `,secrets ${base64(JSON.stringify(report))}` : "";
  return ask(address, "POST", line, { "Upload-Length": file.size, "Upload-Metadata": `filename ${base64(file.name)}${found}` });
}

// What is gone is begun anew; a refusal stays one.
function forget(known) {
  return (error) => {
    if (error.status !== 404) throw error;
    delete known.place;
    return null;
  };
}

// Read before it is sent: a file that was changed or moved since it was chosen looks like a lost line otherwise.
async function read(file, offset) {
  try {
    return await file.slice(offset, offset + partBytes).arrayBuffer();
  } catch {
    throw Object.assign(new Error("not read"), { why: "unread", isFinal: true });
  }
}

// Tries until there is an answer. After a part that broke off, the answer is where to go on.
async function ask(address, method, line, headers, body) {
  let wait = firstWaitMilliseconds;
  for (let asks = method; ; ) {
    const answer = await once(address, asks, line.signal, asks === method ? { headers, body } : {});
    if (answer?.ok) return answer;
    if (answer) await judge(answer, address, asks, line);
    line.tell.waiting();
    await pause(wait, line.signal);
    wait = Math.min(wait * 2, longestWaitMilliseconds);
    if (asks === "PATCH") asks = "HEAD";
  }
}

async function once(address, method, signal, { headers, body }) {
  try {
    return await fetch(address, { method, headers: { ...version, ...headers }, body, signal, redirect: "manual" });
  } catch (error) {
    if (signal.aborted) throw error;
    return null; // a lost line
  }
}

// Goes on where another try may help; throws where it does not, or did not often enough.
async function judge(answer, address, asks, line) {
  const isPassing = answer.status >= 500 && answer.status !== 507;
  const isOut = asks === "PATCH" && [400, 409, 423].includes(answer.status);
  if (answer.type === "opaqueredirect" || answer.status === 401) throw Object.assign(new Error("signed out"), { why: "signedOut" });
  line.refusals += 1;
  if ((isPassing || isOut) && line.refusals < mostRefusals) return;
  const told = asks === "HEAD" ? await once(address, "GET", line.signal, {}) : answer; // the answer to a HEAD has no words
  let sentence = "";
  try { sentence = (await told.json()).description ?? ""; } catch { /* no answer of ours */ }
  throw Object.assign(new Error(`${answer.status}`), { sentence, status: answer.status, isFinal: final.includes(answer.status) });
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
    addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
