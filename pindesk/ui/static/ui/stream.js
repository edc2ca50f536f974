// Holds one event stream open by fetch (EventSource can send no header), and comes back to where it was.

const silenceMilliseconds = 45_000; // the server says something every 20 seconds
const longestWaitMilliseconds = 30_000;

// `on.message({ event, data })`, `on.state(isOn)`, `on.refused(status)`: the server will not have us, nothing is retried.
export function follow(address, on) {
  let topics = "";
  let cursor = "";
  let failures = 0;
  let request = null;
  let timer = 0;
  let heardAt = 0;

  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", () => document.hidden || hurry());

  return {
    listen(wanted, from) {
      topics = wanted;
      cursor = from;
      connect();
    },
    get cursor() { return cursor; },
  };

  function hurry() {
    if (timer || (request && Date.now() - heardAt > silenceMilliseconds)) connect(); // timers sleep with the machine
  }

  function connect() {
    clearTimeout(timer);
    timer = 0;
    request?.abort();
    request = new AbortController();
    heardAt = Date.now();
    read(request);
  }

  async function read(mine) {
    const status = await listenTo(mine).catch(() => 0);
    if (request !== mine) return; // another connection took its place
    on.state(false);
    if (status >= 400 && status < 500 && status !== 429) return on.refused(status);
    const wait = Math.min(longestWaitMilliseconds, 1000 * 2 ** failures++);
    timer = setTimeout(connect, wait * (0.5 + Math.random() / 2));
  }

  async function listenTo(mine) {
    const headers = { "X-Pindesk": "live", ...(cursor && { "Last-Event-ID": cursor }) };
    let watchdog = setTimeout(() => mine.abort(), silenceMilliseconds);
    try {
      const answer = await fetch(`${address}?topics=${encodeURIComponent(topics)}`, { headers, cache: "no-store", signal: mine.signal });
      if (!answer.ok) return answer.status;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = ""; ; ) {
        const { value, done } = await reader.read();
        if (done || request !== mine) return 200;
        clearTimeout(watchdog);
        watchdog = setTimeout(() => mine.abort(), silenceMilliseconds);
        heardAt = Date.now();
        failures = 0;
        on.state(true);
        const blocks = (rest + value).split("\n\n");
        rest = blocks.pop();
        blocks.forEach(take);
      }
    } finally {
      clearTimeout(watchdog);
    }
  }

  function take(block) {
    const message = { event: "", data: "" };
    for (const line of block.split("\n")) {
      const [, field, value] = line.match(/^(\w+): (.*)$/) ?? [];
      if (field === "id") cursor = value;
      else if (field in message) message[field] = value;
    }
    on.message(message);
  }
}
