// Bytes of a log as text and back, so that what is not changed stays byte for byte: UTF-8, UTF-16 by its mark or its
// zeros, else one sign for each byte.

const looked = 65_536; // bytes at the beginning that say what it is
const control = /[\x00-\x06\x0e-\x1a\x1c-\x1f]/g;
const one = new TextDecoder("windows-1252");
const back = new Map(Array.from({ length: 256 }, (_, byte) => [one.decode(Uint8Array.of(byte)), byte]));
const known = /^(?:%PDF-|PK\x03\x04|\x1f\x8b|\x89PNG|\xff\xd8\xff|GIF8|RIFF|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|MZ|\x7fELF)/;

// "utf-8", "utf-16le", "utf-16be", "windows-1252", or nothing for what is no text.
export function encodingOf(head) {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (known.test(String.fromCharCode(...head.subarray(0, 8)))) return "";
  const part = head.subarray(0, looked);
  if (part.includes(0)) return utf16(part);
  const text = decode(part.subarray(0, boundary(part, part.length, "utf-8")), "utf-8") ?? one.decode(part);
  return (text.match(control) ?? []).length > text.length / 200 ? "" : "utf-8";
}

// Without a mark: every second byte of plain words is zero.
function utf16(bytes) {
  const zeros = [0, 0];
  bytes.forEach((byte, place) => { if (!byte) zeros[place % 2] += 1; });
  const [even, odd] = zeros.map((count) => count / (bytes.length / 2));
  return odd > 0.4 && even < 0.05 ? "utf-16le" : even > 0.4 && odd < 0.05 ? "utf-16be" : "";
}

// The text, or null where the bytes are none in that encoding.
export function decode(bytes, encoding) {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function encode(text, encoding) {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "windows-1252") return Uint8Array.from(text, (sign) => back.get(sign));
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let place = 0; place < text.length; place++) view.setUint16(place * 2, text.charCodeAt(place), encoding === "utf-16le");
  return new Uint8Array(view.buffer);
}

// The last place up to `at` where no sign is cut in two.
export function boundary(bytes, at, encoding) {
  if (encoding === "windows-1252") return at;
  if (encoding !== "utf-8") {
    const even = at - (at % 2);
    const unit = bytes[even - (encoding === "utf-16le" ? 1 : 2)];
    return even > 1 && unit >= 0xd8 && unit < 0xdc ? even - 2 : even;
  }
  let place = at;
  while (place > at - 4 && place > 0 && (bytes[place] & 0xc0) === 0x80) place -= 1;
  if (place < bytes.length) return place;
  let begun = place - 1; // at the end of what is there: the last sign may go on
  while (begun > place - 4 && begun > 0 && (bytes[begun] & 0xc0) === 0x80) begun -= 1;
  const long = bytes[begun] >= 0xf0 ? 4 : bytes[begun] >= 0xe0 ? 3 : bytes[begun] >= 0xc0 ? 2 : 1;
  return begun + long > place ? begun : place;
}
