// What a secret is called: a name of a field, a parameter, a header, a setting, then its value. The value may be in
// quotes, or end with the word; a name and a value that stand beside each other in JSON count as well.
import { isNone, isRandom } from "./secrets_shapes.js";

const names = {
  password: [
    "pass(?:word|wd|phrase|code)|passwort|kennwort|mot[ _-]?de[ _-]?passe|contrase(?:ñ|n)a|(?:client|app|consumer|shared|webhook)[_-]?secret|recovery[_-]?codes?",
    "pass|pwd|pw|mdp|secret|pin|otp|totp|(?:mfa|2fa|one[_-]?time)[_-]?code",
  ],
  key: ["(?:api|secret|private|signing|encryption|master|subscription|account|auth|access)[_-]?key(?:[_-]?id)?|secret[_-]?access[_-]?key"],
  token: [
    "(?:access|refresh|id|auth|authentication|session|csrf|xsrf|security|bearer|oauth2?|api|reset|verification|device|user)[_-]?token|csrfmiddlewaretoken",
    "jwt|session[_-]?(?:id|key)|phpsessid|jsessionid|asp\\.net_sessionid|sessid|sid|connect\\.sid|saml(?:response|request|art)|(?:client_)?assertion|code_verifier|x-amz-signature|sig|signature|token",
  ],
  card: ["card[_-]?(?:number|no|num)|cc[_-]?(?:number|num|no)", "cvv2?|cvc2?|csc"],
};
// What may follow a name: "password_confirmation", "user[password]", "password2".
const after = "(?:[_-]?(?:confirm(?:ation)?|again|new|old|repeat|hash|[0-9]))?\\]?";
const kinds = Object.entries(names).map(([kind, [long, short]]) => [kind, `(?:${long}${short ? `|(?<![A-Za-z])(?:${short})` : ""})`]);
const whole = kinds.map(([kind, name]) => [kind, new RegExp(`(?:^|[\\w.\\[-])${name}${after}$|^${name}${after}$`, "i")]);

const quote = `\\\\{0,3}["']`;
const apart = `(?:\\s{0,8}(?::|=>|=(?!=)|:=)|%3D|\\s{0,80},\\s{0,80}${quote}value${quote}\\s{0,8}:)[ \\t]{0,8}`;
const quoted = `"((?:[^"\\\\\\r\\n]|\\\\.){1,4096})(?=")|'((?:[^'\\\\\\r\\n]|\\\\.){1,4096})(?=')|\\\\{1,3}"([^"\\\\\\r\\n]{1,4096})(?=\\\\)`;
// A word on its own ends at a sign that begins the next pair.
const bare = `((?:(?!%26|%22|&amp;|&quot;|[,;&](?:\\s|$|[\\w.\\[\\]-]{1,40}[=:]))[^\\s"'<>\\\\]){3,4096})`;
const named = kinds.map(([kind, name]) => ({
  kind,
  pattern: new RegExp(`(${name})${after}(?:${quote})?(${apart})(?:${quoted}|${bare})`, "gi"),
}));
const code = /[?&#](code|state|session_state|id_token_hint|ticket|RelayState)=([^&\s"'<>#\\]{8,4096})/g;
const redirect = /[?&](?:state|code)=|oauth|callback|authori[sz]e|redirect_uri|openid|sso/i;

// What kind of secret a field of that name holds; nothing for a name that says nothing.
export function kindOf(name) {
  return whole.find(([, pattern]) => pattern.test(name))?.[0];
}

export function isSecretOf(kind, value) {
  if (isNone(value)) return false;
  if (kind === "card") return /^\d[\d -]{1,22}$/.test(value);
  if (kind === "token" || kind === "key") return isRandom(value);
  return true;
}

// Calls back with kind, start and end of each value.
export function findNamed(text, from, hit) {
  for (const { kind, pattern } of named) {
    pattern.lastIndex = from;
    for (let found; (found = pattern.exec(text)); ) judge(found, kind, text, hit);
  }
  code.lastIndex = from;
  for (let found; (found = code.exec(text)); ) {
    const end = found.index + found[0].length;
    if (isRandom(found[2]) && redirect.test(others(text, found.index, end))) hit("token", end - found[2].length, end, found.index);
  }
}

function judge(found, kind, text, hit) {
  const [name, between, word] = [found[1], found[2], found[6]];
  let value = word ?? found[3] ?? found[4] ?? found[5];
  const end = found.index + found[0].length;
  const start = end - value.length;
  if (word !== undefined) value = value.replace(/(?<![([{][^([{]{0,100})[)\]}]{1,8}$|[.,;]$/, "");
  else if (kind === "password" && /\s/.test(value) && /pass|passwort|kennwort|contrase|secret|token|pin|code|reset/i.test(value)) return; // words about one
  if (/^(?:pin|otp|totp)$|code$/i.test(name) && !/passcode/i.test(name) && !/^\d{3}[ -]?\d{1,5}$/.test(value)) return;
  if (!isSecretOf(kind, value) || isProse(word, between, value, text, end)) return;
  hit(kind, start, start + value.length, found.index);
}

// "Password: please change it" is a sentence, "password: hunter" is not.
function isProse(word, between, value, text, end) {
  if (word === undefined || !/^\s*:\s+$/.test(between)) return false;
  const line = text.slice(end, end + 40).split(/[\r\n]/)[0].trim();
  return line !== "" && !/^[,;}|&)\]"']|^[\w.-]{1,30}[=:]/.test(line) && !(/\d/.test(value) && /[^\d]/.test(value));
}

// The same address, without the parameter itself.
function others(text, start, end) {
  const [before, behind] = [text.slice(Math.max(0, start - 400), start + 1), text.slice(end, end + 600)];
  return before.slice(before.search(/[^\s"'<>]*$/)) + behind.slice(0, behind.search(/[\s"'<>]|$/));
}
