// Headers of HTTP as logs, commands and JSON have them: who somebody is stands after "Authorization:", "Cookie:" and
// "Set-Cookie:". Names of cookies and their attributes help us and stay; the values go, each for itself.
import { isNone, isRandom } from "./secrets_shapes.js";

const most = 16_000; // characters of one header
const header = /(?<![\w])((?:proxy-)?authorization|(?:set-)?cookie)(?:\\{0,3}["'])?(?:\s{0,4}(?::|=>)|\s{0,80},\s{0,80}\\{0,3}["']value\\{0,3}["']\s{0,8}:)[ \t]{0,8}/gi;
const attribute = /^(?:path|domain|expires|max-age|samesite|version|comment|priority)$/i;
const pair = /^\s{0,80}([^=\s]{1,256})\s{0,8}=\s{0,8}(?:\\?")?/;
const first = /[\\"' \t]{0,5}[\w!#$%&*.^`|~+-]{1,256}=/y; // anything else is words about cookies
const scheme = /[\\"']{0,4}(?:(basic|bearer|token|negotiate|ntlm|apikey)[ \t]{1,4})?([^\s"'\\,;]{8,16000})/iy;
const listed = /[\\"']{0,4}(?:digest|mac|hawk|aws4-hmac-sha256)[ \t]{1,4}(?=[\w-]{1,40}=)/iy;

export function findHeaders(text, from, hit) {
  header.lastIndex = from;
  for (let found; (found = header.exec(text)); ) {
    const at = header.lastIndex;
    const look = /cookie/i.test(found[1]) ? cookies : authorization;
    const known = (kind, start, end) => hit(kind, start, end, found.index);
    header.lastIndex = Math.max(at, look(text, found, at, known)); // what was read once is not read again
  }
}

function has(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

// Where the value begins and ends: at the quote that was opened, at or before the name; else with the line.
function valueAt(text, name, at) {
  const opened = /^(\\{0,3})(["'])/.exec(text.slice(at, at + 4));
  const start = at + (opened?.[0].length ?? 0);
  const sign = opened ? opened[0] : /["']/.test(text[name - 1] ?? "") && !/["']/.test(text.slice(name, at)) ? text[name - 1] : "";
  const line = text.slice(start, start + most);
  const ends = [line.indexOf("\n"), line.indexOf("\r"), sign.length > 1 ? line.indexOf("\\") : sign ? unescaped(line, sign) : -1];
  return [start, start + Math.min(line.length, ...ends.filter((end) => end >= 0))];
}

function unescaped(line, sign) {
  let place = line.indexOf(sign);
  while (place > 0 && line[place - 1] === "\\") place = line.indexOf(sign, place + 1);
  return place;
}

// Answers where the last of them ends.
function cookies(text, { 1: name, index }, at, hit) {
  if (!has(first, text, at)) return at;
  const [start, stop] = valueAt(text, index, at);
  const line = text.slice(start, stop).replaceAll("\\n", "; ");
  for (let place = 0; ; ) {
    const next = line.indexOf(";", place);
    const piece = next < 0 ? line.slice(place) : line.slice(place, next);
    cookie(piece, start + place, /^set/i.test(name), next < 0, hit);
    if (next < 0) return start + place + Math.max(piece.search(/\S(?=\s|$)/) + 1, 0);
    place = next + 1;
  }
}

function cookie(piece, at, isSet, isLast, hit) {
  let rest = piece;
  let found = pair.exec(rest);
  while (isSet && found && attribute.test(found[1])) { // several cookies may stand in one line
    const next = rest.search(/,\s{0,8}[^\s=;,]{1,256}=/);
    rest = next < 0 ? "" : rest.slice(next + 1);
    found = pair.exec(rest);
  }
  if (!found) return;
  const value = rest.slice(found[0].length).match(isLast ? /^[^"\\\s]*/ : /^[^"\\]*/)[0].trimEnd();
  if (!value || /^(?:deleted|expired|\[removed.*)$/i.test(value)) return;
  const start = at + piece.length - rest.length + found[0].length;
  hit("cookie", start, start + value.length);
}

function authorization(text, { index }, at, hit) {
  const list = has(listed, text, at);
  if (list) {
    const [, stop] = valueAt(text, index, at);
    const start = at + list[0].length;
    const secret = text.slice(start, stop).trimEnd();
    hit("token", start, start + secret.length);
    return stop;
  }
  const one = has(scheme, text, at);
  if (!one || !isRandom(one[2]) || isNone(one[2]) || (!one[1] && one[2].length < 16)) return at;
  const end = at + one[0].length;
  hit("token", end - one[2].length, end);
  return end;
}
