// What a secret looks like by itself, whatever stands around it. Each shape ends where its match ends; what a group holds
// is the secret, else all of it. Every repetition is bounded and begins at the start of a word, so that no text is slow.
// Sources: the prefixes as the makers document them, read 2026-11-26.

const start = "(?<![\\w-])";
const keys = [
  "[sr]k_(?:live|test)_[A-Za-z0-9]{10,250}",
  "whsec_[A-Za-z0-9+/=]{16,250}",
  "gh[pousr]_[A-Za-z0-9]{20,255}",
  "github_pat_\\w{22,255}",
  "gl(?:pat|ptt|dt|rt)-[\\w-]{20,250}",
  "(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
  "xox[abeoprs]-[\\w-]{10,250}",
  "xapp-[\\w-]{10,250}",
  "AIza[\\w-]{35}",
  "SG\\.[\\w-]{16,64}\\.[\\w-]{16,128}",
  "x(?:key|smtp)sib-[0-9a-f]{64}-\\w{16}",
  "key-[0-9a-f]{32}(?![\\w-])",
  "[0-9a-f]{32}-us\\d{1,2}(?!\\w)",
  "sk-(?:ant|proj|svcacct|admin)-[\\w-]{20,250}",
  "sk-[A-Za-z0-9]{32,250}",
  "npm_[A-Za-z0-9]{36}",
  "pypi-[\\w-]{50,250}",
  "do[opr]_v1_[0-9a-f]{64}",
  "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",
  "hf_[A-Za-z0-9]{30,250}",
  "AGE-SECRET-KEY-1[0-9A-Z]{58}",
  "hooks\\.slack\\.com/services/[\\w/]{20,100}",
];
const header = "(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash)[^\\n\\\\]{0,200}(?:\\r?\\n|\\\\r?\\\\n|\\\\n)){0,4}";
const block = `-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----\\s{0,4}${header}([A-Za-z0-9+/=\\s\\\\]{16,16000})`;
const tokens = ["eyJ[\\w-]{8,16000}\\.[\\w-]{4,16000}(?:\\.[\\w-]{0,16000}){0,3}", "ya29\\.[\\w-]{20,2000}", "1//0[\\w-]{30,500}"];

export const shapes = [
  { kind: "key", pattern: new RegExp(block, "g") },
  { kind: "key", pattern: new RegExp(`${start}(?:${keys.join("|")})`, "g") },
  { kind: "token", pattern: new RegExp(`${start}(?:${tokens.join("|")})`, "g") },
  { kind: "password", pattern: /:\/\/[^\s/:@"'<>?#\\]{1,128}:([^\s/@"'<>?#\\]{2,256})(?=@[\w[])/g, isSecret: (value) => !isNone(value) },
  { kind: "token", pattern: /(?<!\w)bearer[ \t]{1,4}([\w.~+/=-]{8,16000})/gi, isSecret: isRandom },
  // The PIN of our own support: six digits beside its name.
  { kind: "password", pattern: /(?<![A-Za-z0-9])PIN(?![A-Za-z0-9])[^\d\r\n]{0,24}(\d{3}[ \u00a0\u202f-]?\d{3})(?![\d-]|[ .,]\d)/gi },
];

// Letters and digits as no word has them.
export function isRandom(value) {
  if (value.length < 8) return false;
  if (/\d/.test(value) && /[A-Za-z]/.test(value)) return true;
  if (/^\d{12,}$/.test(value)) return true;
  return value.length >= 16 && (value.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g) ?? []).length >= 3;
}

const nothing = new RegExp(
  `^(?:${[
    "null|none|nil|undefined|true|false|yes|no|on|off|n/?a|ok|required|optional|missing|invalid|incorrect|wrong|empty|unset|set|new|old",
    "changed?|expired|reset|failed|hidden|masked|redacted|filtered|removed|deleted|unknown|auto|string|str|text|number|integer|int|bool(?:ean)?",
    "pass(?:word|wd|phrase)?|passwort|kennwort|contraseña|token|secret|value|your\\S*|falsch|ungültig|erforderlich|ändern|leer|geändert",
    "requis|invalide|manquante?|incorrecte?|incorrect[oa]|obligatori[oa]",
    "[*•.x#_-]{2,}|\\[[\\w: -]*\\]|\\[removed.*|<[^>]*>|\\{\\{?[\\w. ]*\\}\\}?|\\$\\{.*|\\$[A-Z_]+|%s|%\\(.*|removed:.*",
    "(?:this|self|props|state|req|request|form|data|config|process|os|env|window|document)\\.\\S+",
  ].join("|")})[.,;:!]?$`,
  "i",
);

export function isNone(value) {
  return nothing.test(value);
}
