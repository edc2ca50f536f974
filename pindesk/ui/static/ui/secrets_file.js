// One file: what it is, what secrets it has, and the same without them. Answers nothing for what is no text.
import { decode, encodingOf } from "./secrets_decode.js";
import { cleanHar } from "./secrets_har.js";
import { cleanText } from "./secrets_text.js";

const lookedBytes = 65_536;

export async function clean(file) {
  const head = new Uint8Array(await file.slice(0, lookedBytes).arrayBuffer());
  const encoding = encodingOf(head);
  if (!encoding) return null;
  const begins = decode(head.subarray(0, 1024), encoding) ?? new TextDecoder().decode(head.subarray(0, 1024));
  if (/^\ufeff?\s*\{\s*"log"\s*:/.test(begins)) {
    const har = cleanHar((decode(new Uint8Array(await file.arrayBuffer()), encoding) ?? "").replace(/^\ufeff/, ""));
    if (har) return har;
  }
  return cleanText(file, encoding);
}
