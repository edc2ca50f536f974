// The line of formatting buttons: they write Markdown into the text, as if it were typed (so Ctrl+Z takes it back).
// Arrow keys go along the line, Tab goes on to the text. Ctrl+B is bold, Ctrl+K a link.
import { apart, around, before, code, heading, link, linkApart, nextItem } from "./editor_marks.js";

const keys = { b: "bold", k: "link" };

export function bindTools(form, area) {
  const bar = form.querySelector("[data-tools]");
  const said = bar.dataset;
  const actions = {
    bold: (where) => around(where, "**", said.bold),
    code: (where) => code(where, said.code),
    heading: (where) => heading(where, said.heading),
    list: (where) => before(where, () => "- ", /^[-*+] /, said.item),
    numbers: (where) => before(where, (place) => `${place + 1}. `, /^\d+[.)] /, said.item),
    link: (where) => link(where, said.link),
    table: (where) => {
      const row = (word) => `| ${word} | ${word} |`;
      return apart(where, [row(said.column), "| --- | --- |", row(said.cell), row(said.cell)].join("\n"), 2, said.column.length);
    },
    callout: (where, kind) => {
      const words = where.text.slice(where.start, where.end) || said.callout;
      const mark = `> [!${kind}]\n> `;
      return apart(where, mark + words.replaceAll("\n", "\n> "), mark.length, words.replaceAll("\n", "\n> ").length);
    },
    block: (where, name) => apart(where, `{{ ${name} }}`),
  };

  bar.hidden = false;
  walk(bar);
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-format]");
    const action = actions[button?.dataset.format];
    if (!action) return;
    const menu = button.closest("details");
    if (menu) menu.open = false;
    apply(area, action(stateOf(area), button.dataset.value));
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.shiftKey) return;
    const change = event.ctrlKey || event.metaKey ? actions[keys[event.key.toLowerCase()]]?.(stateOf(area)) : event.key === "Enter" ? nextItem(stateOf(area)) : null;
    if (!change) return;
    event.preventDefault();
    event.stopPropagation();
    apply(area, change);
  });
  bindArticles(area, said);
}

export function stateOf(area) {
  return { text: area.value, start: area.selectionStart, end: area.selectionEnd };
}

export function apply(area, { from, to, put, start, end }) {
  area.focus();
  area.setSelectionRange(from, to);
  const isTyped = put ? document.execCommand("insertText", false, put) : from === to || document.execCommand("delete");
  if (!isTyped) {
    area.setRangeText(put, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(start, end);
}

// One stop for Tab, arrow keys within.
function walk(bar) {
  const tools = () => [...bar.querySelectorAll(":scope > .tool, :scope > details > summary")];
  tools().forEach((tool, place) => { tool.tabIndex = place ? -1 : 0; });
  bar.addEventListener("focusin", ({ target }) => {
    if (!tools().includes(target)) return;
    for (const tool of tools()) tool.tabIndex = tool === target ? 0 : -1;
  });
  bar.addEventListener("keydown", (event) => {
    const here = tools().indexOf(event.target);
    const last = tools().length - 1;
    const to = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here ? here - 1 : last, Home: 0, End: last }[event.key];
    if (here < 0 || to === undefined) return;
    event.preventDefault();
    tools()[to].focus();
  });
}

// The dialog that finds an article writes a link to it.
function bindArticles(area, said) {
  const dialog = document.getElementById("link-article");
  let where = null;
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[popovertarget=link-article]")) where = stateOf(area);
  }, true);
  dialog?.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-article]");
    if (!chosen) return;
    dialog.close();
    const words = chosen.dataset.title.replace(/[\\[\]]/g, "\\$&");
    apply(area, linkApart(where ?? stateOf(area), words || said.link, `article:${chosen.dataset.article}`));
  });
}
