"""YAML front matter: `---`, fields, `---`, then Markdown. PyYAML is imported when it is needed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pindesk.knowledge.exchange.problems import Unreadable

FENCE = "---"
LARGEST_CHARS = 20_000
LARGEST_TREE_CHARS = 500_000
DEEPEST = 20


def split(text: str) -> tuple[dict[str, Any], str]:
    """The fields and the Markdown. Raises Unreadable."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines.startswith(FENCE + "\n"):
        raise Unreadable(_("It does not begin with front matter: --- and fields like title."))
    head, fence, body = lines[len(FENCE) :].partition(f"\n{FENCE}\n")
    if not fence:
        head, fence = (head[: -len(FENCE) - 1], FENCE) if head.endswith(f"\n{FENCE}") else (head, "")
    if not fence:
        raise Unreadable(_("The line --- after its front matter is missing."))
    values = loaded(head, LARGEST_CHARS)
    if not isinstance(values, dict):
        raise Unreadable(_("Its front matter has no fields like title."))
    return values, body


def loaded(text: str, most_chars: int) -> object:
    """Plain values of YAML, without aliases, which can be made to fill any memory. Raises Unreadable."""
    import yaml

    if len(text) > most_chars:
        raise Unreadable(_("Its YAML is longer than %(most)s characters.") % {"most": f"{most_chars:,}"})
    try:
        _check(text)
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Unreadable(_("Its YAML cannot be read: %(why)s.") % {"why": _why(error)}) from error
    except (ValueError, RecursionError, OverflowError) as error:
        raise Unreadable(_("Its YAML cannot be read: %(why)s.") % {"why": str(error).splitlines()[0]}) from error


def _check(text: str) -> None:
    """Raises Unreadable for aliases, and for what is nested deeper than anybody writes."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(_("Its YAML has aliases (*), which are not read."))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Unreadable(_("It is nested too deeply."))


def _why(error: Exception) -> str:
    """What the parser says in one line, with the line of the front matter."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    said = str(problem or getattr(error, "reason", None) or "not understood")
    return f"{said} (line {mark.line + 1})" if mark else said


def joined(values: dict[str, Any], body: str) -> str:
    """The text of a file."""
    return f"{FENCE}\n{dumped(values)}{FENCE}\n\n{body}\n" if body else f"{FENCE}\n{dumped(values)}{FENCE}\n"


def dumped(values: object) -> str:
    import yaml

    return str(yaml.dump(values, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=1_000_000))


def _dumper() -> type[Any]:
    """Lists of words in one line."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:
            is_plain = all(isinstance(one, str) for one in sequence)
            return super().represent_sequence(tag, sequence, flow_style=is_plain or flow_style)

        def ignore_aliases(self, data: object) -> bool:
            return True

    return Dumper
