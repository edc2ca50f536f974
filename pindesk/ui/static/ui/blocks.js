// Code and tables of an article: a button that copies the code, and more room for what is cut off, below the column beside.

const article = document.querySelector("[data-copy]");
const side = document.querySelector(".article__side");
const copiedMilliseconds = 2_500;

if (article) {
  const said = document.createElement("p");
  said.className = "hidden-visually";
  said.setAttribute("role", "status");
  said.lang = document.documentElement.lang;
  article.append(said);
  for (const code of article.querySelectorAll("pre")) addButton(code, said);
  widen();
  addEventListener("resize", widen);
  addEventListener("load", widen);
}

function addButton(code, said) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = "code";
  button.className = "code__copy";
  button.type = "button";
  button.lang = document.documentElement.lang;
  button.textContent = article.dataset.copy;
  code.replaceWith(frame);
  frame.append(button, code);
  let timer;
  button.addEventListener("click", async () => {
    const words = await copy(code) ? article.dataset.copied : article.dataset.copyFailed;
    said.textContent = button.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { button.textContent = article.dataset.copy; said.textContent = ""; }, copiedMilliseconds);
  });
}

// Pages without TLS have no clipboard; the code stays selected where the browser does not copy at all.
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""));
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}

// What does not fit gets the room of the column beside it, where that has ended.
function widen() {
  const { left, bottom } = side?.getBoundingClientRect() ?? {};
  const hasRoom = side && left > article.getBoundingClientRect().right;
  for (const block of article.querySelectorAll(".code, .article__table")) {
    block.classList.remove("is-wide");
    const inner = block.querySelector("pre") ?? block;
    if (hasRoom && inner.scrollWidth > inner.clientWidth && block.getBoundingClientRect().top > bottom) block.classList.add("is-wide");
  }
}
