"""HTML as a tree of plain nodes, to compare two pages or to look into one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(slots=True)
class Node:
    """An element; `children` are elements and texts with collapsed white space."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    @property
    def text(self) -> str:
        return " ".join(child if isinstance(child, str) else child.text for child in self.children).strip()

    def lines(self, depth: int = 0) -> list[str]:
        """One line for each element and text, for a readable difference."""
        indent = "  " * depth
        named = "".join(f' {name}="{value}"' for name, value in sorted(self.attributes.items()))
        found = [f"{indent}<{self.tag}{named}>"]
        for child in self.children:
            found += [f"{indent}  {child}"] if isinstance(child, str) else child.lines(depth + 1)
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text:
            self.open[-1].children.append(text)


def parse(html: str) -> Node:
    """The page or fragment as children of a node without a name."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
