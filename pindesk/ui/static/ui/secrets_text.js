// A text file searched in pieces, so that a large one needs little memory. Pieces end with a line where they can, and each
// is read with the beginning of the next, so that nothing is missed where they meet. What has no secret in it is a slice
// of the file itself.
import { Findings, find, without } from "./secrets.js";
import { boundary, decode, encode } from "./secrets_decode.js";

const pieceBytes = 1024 * 1024;
const aheadBytes = 80 * 1024; // more than the longest secret, in any encoding
const behindChars = 500;

// The file without its secrets, and what they were.
export async function cleanText(file, encoding) {
  const findings = new Findings();
  const parts = [];
  const isJson = /^\ufeff?\s*[{[]/.test(decode(new Uint8Array(await file.slice(0, 512).arrayBuffer()).subarray(0, 256), encoding) ?? "");
  for (let at = 0, line = 1, before = ""; at < file.size; ) {
    const piece = await read(file, at, encoding);
    const { kept, bytes, text } = search(piece, before, findings, line, isJson);
    parts.push(kept ?? file.slice(at, at + bytes));
    at += bytes;
    line += countLines(text);
    before = text.slice(-behindChars);
  }
  return { found: findings.found, clean: findings.isEmpty ? null : new Blob(parts) };
}

async function read(file, at, encoding) {
  const bytes = new Uint8Array(await file.slice(at, at + pieceBytes + aheadBytes).arrayBuffer());
  const isLast = at + bytes.length >= file.size;
  for (const tried of [encoding, "windows-1252"]) {
    const cut = isLast && bytes.length <= pieceBytes ? bytes.length : cutOf(bytes, tried);
    const end = isLast ? bytes.length : boundary(bytes, bytes.length, tried);
    const [head, tail] = [decode(bytes.subarray(0, cut), tried), decode(bytes.subarray(cut, end), tried)];
    if (head !== null && tail !== null) return { head, tail, bytes: cut, encoding: tried };
  }
}

// Behind a line's end near the end of the piece, else between two signs.
function cutOf(bytes, encoding) {
  const most = Math.min(pieceBytes, bytes.length);
  const wide = encoding.startsWith("utf-16");
  for (let place = most - (most % 2); place > most - 32_768 && place > 2; place -= wide ? 2 : 1) {
    const end = encoding === "utf-16le" ? bytes[place - 2] === 10 && bytes[place - 1] === 0 : bytes[place - 1] === 10 && (!wide || bytes[place - 2] === 0);
    if (end) return place;
  }
  return boundary(bytes, most, encoding);
}

function search({ head, tail, bytes, encoding }, before, findings, line, isJson) {
  const from = before.length;
  const cut = from + head.length;
  const text = before + head + tail;
  const all = find(text, from);
  const end = all.reduce((last, one) => (one.at < cut ? Math.max(last, one.end) : last), cut);
  const found = all.filter(({ start }) => start < end);
  if (!found.length) return { bytes, text: head };
  let [since, lines, counted] = [from, line, from];
  for (const one of found) {
    lines += countLines(text.slice(counted, one.start));
    counted = one.start;
    findings.note(text, one, since, lines);
    since = one.end;
  }
  const kept = without(text.slice(0, end), found, isJson).slice(from);
  const more = encode(text.slice(cut, end), encoding).length;
  return { kept: encode(kept, encoding), bytes: bytes + more, text: text.slice(from, end) };
}

function countLines(text) {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
