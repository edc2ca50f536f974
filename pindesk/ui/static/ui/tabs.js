// One stream for all tabs of a browser: the tab that holds the lock leads and reads, the others tell it their topics.
import { follow } from "./stream.js";

const gatherMilliseconds = 100;
const reload = { event: "reload", data: "" };

// `on.message`, `on.state`, `on.refused` are called in every tab, as in stream.js. `cursor` is where the log was before
// this page was made, if it says so. Returns a function that changes the topics of this tab.
export function listen(address, topics, cursor, on) {
  const me = `${Date.now()}-${Math.random()}`;
  const tabs = new Map([[me, topics]]); // what the leader knows of all
  const channel = new BroadcastChannel(`live ${address}`);
  let isAlone = !navigator.locks; // there are none at plain http addresses of other machines
  let leads = false;
  let isOn = false;
  let union = "";
  let from = null; // where to come back to with more topics: they may have moved while the tabs gather
  let timer = 0;
  let movedAt = performance.timeOrigin; // when the leader's cursor last moved
  let freshSince = performance.timeOrigin; // from when on this tab must not miss anything

  const stream = follow(address, {
    message: (message) => tell({ type: "message", message, cursor: stream.cursor, at: Date.now() }),
    state: (now) => now === isOn || tell({ type: "state", isOn: now }),
    refused: (status) => tell(status !== 401 && tabs.size > 1 && !isAlone ? { type: "alone" } : { type: "refused", status }),
  });

  const receive = {
    message(heard) {
      if (!cursor) on.message(reload); // the page did not say: what happened until now is unknown
      cursor = heard.cursor;
      movedAt = heard.at;
      on.message(heard.message);
    },
    state(state) {
      isOn = state.isOn;
      on.state(isOn);
    },
    refused: ({ status }) => on.refused(status),
    // One of the tabs shows what this visitor may not know of (any more): each asks for itself, and only that one fails.
    alone() {
      isAlone = true;
      gather();
    },
    who: introduce,
    here({ tab, topics: theirs }) {
      if (!leads) return;
      tabs.set(tab, theirs);
      channel.postMessage(isAlone ? { type: "alone" } : { type: "welcome", tab, isOn, cursor, movedAt });
      if (!isAlone) gather();
    },
    bye({ tab }) {
      if (leads && tabs.delete(tab) && !isAlone) gather();
    },
    welcome(leader) {
      if (leader.tab !== me) return;
      cursor = leader.cursor;
      receive.state(leader);
      catchUp(leader.movedAt);
    },
  };

  channel.onmessage = ({ data }) => {
    if (!isAlone || data.type === "here") receive[data.type](data);
  };
  addEventListener("pagehide", () => channel.postMessage({ type: "bye", tab: me }));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) introduce();
    if (persisted) on.message(reload);
  });
  if (isAlone) gather();
  else {
    introduce();
    navigator.locks.request(`live ${address}`, lead);
  }

  return (wanted, since) => {
    tabs.set(me, wanted);
    freshSince = since;
    if (!leads && !isAlone) return introduce();
    catchUp(movedAt);
    return gather();
  };

  function lead() {
    leads = true;
    channel.postMessage({ type: "who" });
    gather();
    return new Promise(() => {}); // held as long as the page lives
  }

  function introduce() {
    if (!leads) channel.postMessage({ type: "here", tab: me, topics: tabs.get(me) });
  }

  function tell(message) {
    if (!isAlone) channel.postMessage(message);
    receive[message.type](message);
  }

  // The stream may have passed by what concerns this tab, since its page was made and before its topics were heard.
  function catchUp(moved) {
    if (moved > freshSince) on.message(reload);
    freshSince = Infinity;
  }

  function gather() {
    from ??= cursor;
    clearTimeout(timer);
    timer = setTimeout(connect, gatherMilliseconds);
  }

  function connect() {
    const all = isAlone ? tabs.get(me) : [...tabs.values()].flat();
    const wanted = [...new Set(all)].sort().join(" ");
    if (wanted !== union || !isOn) stream.listen((union = wanted), from);
    from = null;
  }
}
