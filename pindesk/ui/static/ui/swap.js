// Turns what a part shows into what the server sent, and leaves alone every node that stays: so focus, caret, scroll
// and typed text stay too, and a screen reader hears only what is new. An element with data-keep and an id is not touched.

export function swap(part, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const wanted = (part.id && template.content.getElementById(part.id)) || template.content;
  const kept = [...part.querySelectorAll("[data-keep][id]")];
  const restore = rememberFocus(part);
  become(part, wanted);
  for (const node of kept) {
    if (!node.isConnected) part.querySelector(`#${CSS.escape(node.id)}`)?.replaceWith(node);
  }
  restore();
}

function rememberFocus(part) {
  const node = document.activeElement;
  if (!part.contains(node) || node === part) return () => {};
  const [start, end, direction] = caretOf(node);
  return () => {
    if (document.activeElement === node) return;
    const again = node.isConnected ? node : node.id && document.getElementById(node.id);
    (again || part.closest("[tabindex]"))?.focus({ preventScroll: true });
    if (again && start !== null) again.setSelectionRange(start, end, direction);
  };
}

function caretOf(node) {
  const hasCaret = node.matches("textarea, input") && node.selectionStart !== null;
  return hasCaret ? [node.selectionStart, node.selectionEnd, node.selectionDirection] : [null];
}

// The children of `parent` become those of `wanted`: by id where there is one, else in order.
function become(parent, wanted) {
  const ids = new Set([...wanted.children].map((child) => child.id).filter(Boolean));
  for (const child of [...parent.children]) if (child.id && !ids.has(child.id)) child.remove();
  let here = parent.firstChild;
  for (const next of [...wanted.childNodes]) {
    const match = matching(parent, here, next);
    if (!match) parent.insertBefore(next, here);
    else {
      if (match === here) here = here.nextSibling;
      else move(parent, match, here);
      update(match, next);
    }
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
}

function matching(parent, here, next) {
  if (next.id) {
    const same = [...parent.children].find((child) => child.id === next.id);
    return same?.nodeName === next.nodeName ? same : null;
  }
  return here && !here.id && here.nodeName === next.nodeName ? here : null;
}

function move(parent, node, before) {
  if (parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function update(node, next) {
  if (node.isEqualNode(next)) return;
  if (node.nodeType !== Node.ELEMENT_NODE) node.data = next.data;
  else if (!(node.dataset.keep !== undefined && node.id)) {
    const settle = rememberInput(node);
    copyAttributes(node, next);
    become(node, next);
    settle();
  }
}

function copyAttributes(node, next) {
  const isOpened = node.matches("details, dialog"); // by the reader, not by the server
  for (const { name } of [...node.attributes]) {
    if (!next.hasAttribute(name) && !(isOpened && name === "open")) node.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (node.getAttribute(name) !== value && !(isOpened && name === "open")) node.setAttribute(name, value);
  }
}

// A field that the reader changed, or is in, keeps what it says; another one says what the server says now.
function rememberInput(node) {
  const { value, checked } = node;
  if (node.matches("select")) {
    const isKept = node.selectedIndex !== defaultIndex(node);
    return () => {
      if (isKept) node.value = value;
      else node.selectedIndex = defaultIndex(node);
    };
  }
  if (node.matches("input:not([type=file]), textarea")) {
    const isKept = value !== node.defaultValue || checked !== node.defaultChecked || node === document.activeElement;
    return () => {
      node.value = isKept ? value : node.defaultValue;
      node.checked = isKept ? checked : node.defaultChecked;
    };
  }
  return () => {};
}

function defaultIndex(select) {
  return Math.max(0, [...select.options].findIndex((option) => option.defaultSelected));
}
