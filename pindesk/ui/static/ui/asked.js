// The fields that a topic asks for, in [data-asks]: when another topic is chosen, one with words in it that the new topic
// does not have goes to [data-rest], in sight and still a part of the form, and comes back with the topic that has it.
import "./follow.js";
import { restore } from "./unsent.js";

const asks = document.querySelector("[data-asks]");
const rest = document.querySelector("[data-rest]");
let known = fieldsIn(asks);

asks.addEventListener("live:updated", () => {
  const now = fieldsIn(asks);
  for (const [id, old] of fieldsIn(rest)) if (now.has(id)) give(old, now.get(id));
  for (const [id, old] of known) if (!now.has(id) && isFilled(old)) keep(old);
  known = now;
  rest.hidden = !rest.querySelector("[data-field]");
  restore(asks.closest("form"));
});

// A topic that the browser, or this tab, put back by itself asks for its fields.
const topic = document.querySelector("[data-follow]");
if (new URL(asks.dataset.liveSrc, location.href).searchParams.get("topic") !== topic.value) {
  topic.dispatchEvent(new Event("change", { bubbles: true }));
}

function fieldsIn(part) {
  return new Map([...part.querySelectorAll("[data-field]")].map((field) => [field.id, field]));
}

function inputOf(field) {
  return field.querySelector("input, select, textarea");
}

function isFilled(field) {
  const input = inputOf(field);
  return input.type === "checkbox" ? input.checked : Boolean(input.value.trim());
}

function give(old, field) {
  const [from, to] = [inputOf(old), inputOf(field)];
  if (to.type === "checkbox") to.checked = from.checked;
  else if (!to.value) to.value = from.value;
  old.remove();
}

function keep(field) {
  inputOf(field).required = false;
  rest.append(field);
}
