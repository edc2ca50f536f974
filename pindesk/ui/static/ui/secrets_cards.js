// Card numbers: 13 to 19 digits, alone or in the groups of a card, of a range that is given out, with the right check digit.
// Sources: ISO/IEC 7812-1; ranges of the schemes as they publish them, read 2026-11-26.

const digits = /(?<![\w.,+/%-]|\d[ -])(?:\d{13,19}|\d{4}(?:([ -])\d{4})(?:\1\d{4}){2}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\w%]|[ -]\d|[.,]\d|-\w)/g;
const ranges = [
  [/^4/, 16, 16],
  [/^(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/, 16, 16], // Mastercard
  [/^3[47]/, 15, 15], // American Express
  [/^3(?:0[0-5]|[689])/, 14, 14], // Diners Club
  [/^(?:6011|64[4-9]|65)/, 16, 19], // Discover
  [/^35(?:2[89]|[3-8]\d)/, 16, 16], // JCB
  [/^62/, 16, 19], // UnionPay
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, 13, 19], // Maestro
];
// What stands before a long number says what it is.
const isOfCard = /(?:card|karte|carte|tarjeta|visa|master|amex|maestro|\bpan|\bcc)[^\n]{0,24}$/i;
const isOfOther = /(?:order|bestell\w*|auftrag\w*|commande|pedido|invoice|rechnung\w*|factur[ea]|ticket|tracking|sendung\w*|message|request|trace|span|event|user|account|transaction|\bid|_id|Id|\bnr|\bno|number|ref\w*|\bts|time\w*)["'\]]{0,2}[\s:=#.(]{0,4}(?:["'])?$/i;

export function findCards(text, from, hit) {
  digits.lastIndex = from;
  for (let found; (found = digits.exec(text)); ) {
    const number = found[0].replace(/[ -]/g, "");
    if (!isCard(number)) continue;
    const before = text.slice(Math.max(0, found.index - 48), found.index);
    if (found[0] === number && isOfOther.test(before) && !isOfCard.test(before)) continue;
    hit("card", found.index, found.index + found[0].length);
  }
}

export function isCard(number) {
  return ranges.some(([range, least, most]) => range.test(number) && number.length >= least && number.length <= most) && isChecked(number);
}

// Every second digit from the right, doubled: the sum ends in nought (Luhn).
function isChecked(number) {
  let sum = 0;
  for (let place = 0; place < number.length; place++) {
    const digit = Number(number.at(-1 - place)) * (1 + (place % 2));
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(number);
}
