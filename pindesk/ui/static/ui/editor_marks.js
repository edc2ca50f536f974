// Markdown as text: what a button makes of the lines or words that are chosen. No page here, only strings: each function
// takes { text, start, end } and answers { from, to, put, start, end }, what to replace by what and what is chosen then.

export function around({ text, start, end }, mark, words) {
  const chosen = text.slice(start, end);
  if (text.slice(start - mark.length, start) === mark && text.slice(end, end + mark.length) === mark) {
    return { from: start - mark.length, to: end + mark.length, put: chosen, start: start - mark.length, end: end - mark.length };
  }
  const inner = chosen || words;
  return { from: start, to: end, put: mark + inner + mark, start: start + mark.length, end: start + mark.length + inner.length };
}

export function code(where, words) {
  const chosen = where.text.slice(where.start, where.end);
  const tick = "\x60";
  const fence = tick.repeat(3);
  if (!chosen.includes("\n")) return around(where, tick, words);
  return apart(where, fence + "\n" + chosen.replace(/\n$/, "") + "\n" + fence, 3, 0);
}

export function link({ text, start, end }, words, address = "https://") {
  const chosen = text.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  const name = isAddress ? words : chosen || words;
  const target = isAddress ? chosen : address;
  const put = `[${name}](${target})`;
  const isComplete = address !== "https://" || isAddress;
  const from = isComplete ? start + 1 : start + name.length + 3;
  return { from: start, to: end, put, start: from, end: from + (isComplete ? name : target).length };
}

// The same, parted from the words before and after it.
export function linkApart(where, words, address) {
  const { from, to, put, start, end } = link(where, words, address);
  const lead = /[\p{L}\p{N}\p{Pe}.,;:!?%]$/u.test(where.text.slice(0, from)) ? " " : "";
  const tail = /^[\p{L}\p{N}\p{Ps}]/u.test(where.text.slice(to)) ? " " : "";
  const isWord = where.start !== where.end; // what was chosen becomes the link and stays where it is
  return isWord ? { from, to, put, start, end } : { from, to, put: lead + put + tail, start: start + lead.length, end: end + lead.length };
}

// A mark before each line that is chosen; where all have it, it goes.
export function before({ text, start, end }, markOf, pattern, words) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = end + (text.slice(end) + "\n").indexOf("\n");
  const lines = text.slice(from, to).split("\n");
  const isMarked = lines.every((line) => pattern.test(line) || !line.trim());
  const isEmpty = lines.length === 1 && !lines[0].trim();
  if (isEmpty) {
    const put = markOf(0) + words;
    return { from, to, put, start: from + markOf(0).length, end: from + put.length };
  }
  const put = lines.map((line, place) => (isMarked ? line.replace(pattern, "") : line.trim() ? markOf(place) + line.replace(pattern, "") : line)).join("\n");
  return { from, to, put, start: lines.length > 1 ? from : from + put.length, end: from + put.length };
}

// The next deeper heading: none, second, third, fourth level, none.
export function heading(where, words) {
  const from = where.text.lastIndexOf("\n", where.start - 1) + 1;
  const level = /^(#{1,6}) /.exec(where.text.slice(from))?.[1].length ?? 0;
  const next = level === 0 ? "## " : level < 4 ? `${"#".repeat(level + 1)} ` : "";
  const to = where.start + (where.text.slice(where.start) + "\n").indexOf("\n");
  const line = where.text.slice(from, to).replace(/^#{1,6} /, "") || words;
  return { from, to, put: next + line, start: from + next.length, end: from + next.length + line.length };
}

// Something that stands by itself, with a blank line before and after; `skip` characters in, `length` are chosen.
export function apart({ text, start, end }, block, skip = 0, length = block.length) {
  const before_ = text.slice(0, start);
  const after = text.slice(end);
  const lead = !before_ || before_.endsWith("\n\n") ? "" : before_.endsWith("\n") ? "\n" : "\n\n";
  const tail = !after ? "\n" : after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const at = start + lead.length + skip;
  return { from: start, to: end, put: lead + block + tail, start: at, end: at + length };
}

// What Enter does within a list: the next item begins; an empty one ends the list. Null elsewhere.
export function nextItem({ text, start, end }) {
  if (start !== end) return null;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const [whole, indent, mark, rest] = /^(\s*)([-*+]|\d{1,3}[.)]) (.*)/.exec(text.slice(from, start)) ?? [];
  if (whole === undefined) return null;
  if (!rest.trim()) return { from, to: end, put: "", start: from, end: from };
  const next = /\d/.test(mark) ? `${parseInt(mark) + 1}${mark.at(-1)}` : mark;
  const put = `\n${indent}${next} `;
  return { from: start, to: end, put, start: start + put.length, end: start + put.length };
}
