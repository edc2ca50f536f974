// Finds secrets in a text, and takes them out. What is found is kind, start and end, in order and apart from each other;
// `at` is where that begins by which it was known, such as the name of its header.
import { findCards } from "./secrets_cards.js";
import { findHeaders } from "./secrets_headers.js";
import { findNamed } from "./secrets_names.js";
import { shapes } from "./secrets_shapes.js";

const mostCounted = 1_000_000; // what the server takes as a number

// From `from` on; what stands before it is only looked at. In a program's text names of fields mean nothing.
export function find(text, from = 0, isProgram = false) {
  const found = [];
  const hit = (kind, start, end, at = start) => { if (end > start) found.push({ kind, start, end, at }); };
  findHeaders(text, from, hit);
  for (const { kind, pattern, isSecret } of shapes) {
    pattern.lastIndex = from;
    for (let one; (one = pattern.exec(text)); ) {
      const value = one[1] ?? one[0];
      const end = one.index + one[0].length;
      if (!isSecret || isSecret(value)) hit(kind, end - value.length, end, one.index);
    }
  }
  if (!isProgram) findNamed(text, from, hit);
  findCards(text, from, hit);
  return apart(found);
}

// The first that begins has its place; one that reaches further makes it longer.
function apart(found) {
  found.sort((one, other) => one.start - other.start);
  const kept = [];
  for (const one of found) {
    const last = kept.at(-1);
    if (!last || one.start >= last.end) kept.push(one);
    else [last.end, last.at] = [Math.max(last.end, one.end), Math.min(last.at, one.at)];
  }
  return kept;
}

export function mark(kind) {
  return `[removed: ${kind}]`;
}

// The text without what was found. In JSON a number becomes a string, so that it can still be read.
export function without(text, found, isJson = false) {
  let kept = "";
  let at = 0;
  for (const { kind, start, end } of found) {
    const isNumber = isJson && /[:[,]\s{0,40}$/.test(text.slice(Math.max(0, start - 41), start)) && /^\s{0,40}[,}\]]/.test(text.slice(end, end + 41));
    kept += text.slice(at, start) + (isNumber ? JSON.stringify(mark(kind)) : mark(kind));
    at = end;
  }
  return kept + text.slice(at);
}

// Each secret counted once, however often it stands there; a few are shown, by what stands before them.
export class Findings {
  #seen = new Set();
  found = {};

  note(text, { kind, start, end }, since, where) {
    const about = (this.found[kind] ??= { count: 0, examples: [] });
    const secret = `${kind}:${text.slice(start, end)}`;
    if (this.#seen.has(secret)) return;
    if (this.#seen.size < 20_000) this.#seen.add(secret);
    about.count = Math.min(about.count + 1, mostCounted);
    if (about.examples.length < 2) about.examples.push({ where, text: example(text, kind, start, end, since) });
  }

  get isEmpty() {
    return !Object.keys(this.found).length;
  }
}

function example(text, kind, start, end, since) {
  const line = Math.max(since, text.lastIndexOf("\n", start - 1) + 1);
  const from = Math.max(line, start - 40);
  const shown = kind === "card" ? ` ${text.slice(end - 4, end)}` : "";
  return `${from > text.lastIndexOf("\n", start - 1) + 1 ? "…" : ""}${text.slice(from, start).replace(/^[\s;,&]+/, "")}••••${shown}`;
}
