// One file to a server that speaks tus 1.0.0, in parts; answers its token. A lost line is tried again, from where the server
// says it broke off, until it goes or somebody stops it. What the server refuses is thrown with its sentence.

const partBytes = 1024 * 1024;
const firstWaitMilliseconds = 1_000;
const longestWaitMilliseconds = 20_000;
const version = { "Tus-Resumable": "1.0.0", "X-Pindesk": "upload", Accept: "application/json" };

export async function send(address, file, signal, tell) {
  const begun = await ask(address, "POST", signal, tell, { "Upload-Length": file.size, "Upload-Metadata": `filename ${base64(file.name)}` });
  const place = begun.headers.get("Location");
  signal.addEventListener("abort", () => fetch(place, { method: "DELETE", headers: version, keepalive: true }));
  let offset = 0;
  let isLooked = false; // the last answer only said how far it is: the server may still have to look at the whole
  while (offset < file.size || isLooked) {
    const part = file.slice(offset, offset + partBytes);
    const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
    const answer = await ask(place, "PATCH", signal, tell, headers, part);
    isLooked = answer.status === 200;
    offset = Number(answer.headers.get("Upload-Offset"));
    tell.progress(offset / file.size);
  }
  return place.split("/").at(-1);
}

// Tries until there is an answer. After a part that broke off, the answer is where to go on.
async function ask(address, method, signal, tell, headers, body) {
  let wait = firstWaitMilliseconds;
  for (let asks = method; ; ) {
    try {
      const isLooking = asks === "HEAD";
      const answer = await fetch(address, { method: asks, headers: isLooking ? version : { ...version, ...headers }, body: isLooking ? undefined : body, signal });
      if (answer.ok && !answer.redirected) return answer;
      const isPassing = answer.status >= 500 && answer.status !== 507;
      if (!isPassing && ![400, 409, 423].includes(answer.status)) throw await refusal(answer);
      if (asks === "POST" && !isPassing) throw await refusal(answer);
    } catch (error) {
      if (signal.aborted || error.sentence !== undefined) throw error;
    }
    tell.waiting();
    await pause(wait, signal);
    wait = Math.min(wait * 2, longestWaitMilliseconds);
    if (asks === "PATCH") asks = "HEAD";
  }
}

async function refusal(answer) {
  let sentence = "";
  try { sentence = (await answer.json()).description ?? ""; } catch { /* no answer of ours */ }
  return Object.assign(new Error(`${answer.status}`), { sentence });
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
