// What a browser recorded (HAR 1.2): secrets stand in headers, cookies and parameters by their names, and in addresses
// and bodies as in any text. Values are replaced; the structure stays. Source: w3c.github.io/web-performance, HAR.
import { Findings, find, mark, without } from "./secrets.js";
import { isSecretOf, kindOf } from "./secrets_names.js";
import { isNone } from "./secrets_shapes.js";

const program = /javascript|ecmascript|css|wasm|font/i;
const written = /^text\/|json|xml|form-urlencoded|graphql/i;

// The file without its secrets, and what they were; nothing for what is no HAR.
export function cleanHar(text) {
  let har;
  try { har = JSON.parse(text); } catch { return null; }
  if (!Array.isArray(har?.log?.entries)) return null;
  const findings = new Findings();
  for (const entry of har.log.entries) new Entry(entry, findings).clean();
  walk(har.log, (value) => scrub(value, findings, ""), ["entries"]);
  const space = /^\s*\{\r?\n([ \t]{1,8})/.exec(text)?.[1];
  return { found: findings.found, clean: findings.isEmpty ? null : new Blob([JSON.stringify(har, null, space)]) };
}

class Entry {
  constructor(entry, findings) {
    this.entry = entry;
    this.findings = findings;
    const { method = "", url = "" } = entry?.request ?? {};
    const address = String(url).split(/[?#]/)[0];
    this.where = `${method} ${without(address, find(address))}`.trim();
  }

  clean() {
    for (const side of [this.entry?.request, this.entry?.response]) this.message(side);
    walk(this.entry, (value, key, node) => this.any(value, key, node), []);
  }

  message(side) {
    for (const one of list(side?.headers)) this.header(one);
    for (const one of list(side?.cookies)) this.whole(one, "cookie", "Cookie: ");
    for (const fields of [side?.queryString, side?.postData?.params]) {
      const names = list(fields).map(({ name }) => name);
      const isRedirect = names.includes("code") && names.includes("state");
      for (const one of list(fields)) this.whole(one, isRedirect && /^(?:code|state)$/.test(one.name) ? "token" : kindOf(String(one.name)));
    }
    const content = side?.content;
    if (content?.encoding === "base64" && typeof content.text === "string" && written.test(content.mimeType)) this.packed(content);
  }

  header(one) {
    const [name, value] = [String(one.name), one.value];
    if (typeof value !== "string") return;
    const lines = value.split("\n").map((line) => this.line(`${name}: `, line)); // of several cookies
    const kind = /^(?:proxy-)?authorization$/i.test(name) ? "token" : kindOf(name);
    one.value = lines.join("\n");
    if (one.value === value && kind) this.whole(one, kind, "", /authorization/i.test(name));
  }

  line(name, value) {
    return scrub(name + value, this.findings, this.where).slice(name.length);
  }

  whole(one, kind, before = "", isSure = kind === "cookie") {
    const value = one.value;
    if (!kind || typeof value !== "string" || !value || isNone(value)) return;
    if (!isSure && !isSecretOf(kind, value) && value.length < 16) return;
    const text = `${before}${one.name}=${value}`;
    this.findings.note(text, { kind, start: text.length - value.length, end: text.length }, 0, this.where);
    one.value = mark(kind);
  }

  packed(content) {
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(atob(content.text), (sign) => sign.charCodeAt(0)));
      const clean = scrub(text, this.findings, this.where, program.test(content.mimeType));
      if (clean !== text) content.text = btoa(Array.from(new TextEncoder().encode(clean), (byte) => String.fromCharCode(byte)).join(""));
    } catch { /* no text */ }
  }

  any(value, key, node) {
    return scrub(value, this.findings, this.where, key === "text" && program.test(node.mimeType));
  }
}

function list(some) {
  return Array.isArray(some) ? some.filter((one) => one && typeof one === "object") : [];
}

function scrub(value, findings, where, isProgram) {
  if (value.length < 6) return value;
  const found = find(value, 0, isProgram);
  let since = 0;
  for (const one of found) {
    findings.note(value, one, since, where);
    since = one.end;
  }
  return found.length ? without(value, found) : value;
}

// Every string below is replaced by what `change` makes of it.
function walk(node, change, left) {
  if (!node || typeof node !== "object") return;
  for (const [key, value] of Object.entries(node)) {
    if (left.includes(key)) continue;
    if (typeof value !== "string") walk(value, change, left);
    else Object.defineProperty(node, key, { value: change(value, key, node), writable: true, enumerable: true, configurable: true });
  }
}
