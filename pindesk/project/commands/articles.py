"""`pindesk articles import PATH` and `pindesk articles export PATH`."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from pindesk.project.commands.data import DATA_HELP as DATA_HELP
from pindesk.project.commands.data import existing_data_dir
from pindesk.project.commands.ports import say

DESCRIPTION = """\
Take help articles in from files, or write them to files, while people work.

  pindesk articles import articles.jsonl    one JSON object a line
  pindesk articles import help/             a folder of Markdown files with pictures
  pindesk articles export articles.jsonl    what readers see, as JSON lines
  pindesk articles export help/             the same as a folder, with pictures and sections

`pindesk articles import --help` explains the fields.
"""
IMPORT = """\
Add articles, and change those that the files have changed since they were last imported. It may be repeated: what is
the same is left alone, and so is what people changed here while the file stayed as it was.

Readers see it at once, also where the setting “Somebody else reads it first” is on: it is for agents, not for this
command. With --drafts they see none of it: what is new or changed waits in the workspace to be published, and articles
and sections that they see already stay where they are and for whom they are.

A line of JSON, or the YAML front matter of a Markdown file (a block between two lines of ---), has these fields:

  id          names the translation; in a folder NAME.LANG, if not given
  group       the same for all translations of an article; in a folder the NAME of NAME.LANG.md
  lang        de, en, es or fr; in a folder that of the file's name
  title       one line                                   body       Markdown; in a folder what follows the front matter
  summary     one line                                   keywords   further words to be found by, a text or a list
  section     its code or name; made where it is new     category   of a section that is made, its code or name
  visibility  public, signed_in or plans:CODE,CODE       position   a number; lower ones come first
  related     list of groups to read next                state      published (if not given) or draft
  source      language it was first written in           tree       names of category and section, as an export has it

A new section stands in its category, without one in “More topics”. Sections and categories have the name that each
language's articles give them; for the other languages it is the English one, else any. sections.yaml in a folder
describes them, with names: {en: ..., de: ...}, descriptions and codes.

Links to NAME.md#heading lead to the article of that group; of one that is missing readers see the words only. Pictures
are files of the folder. What cannot be taken, like a misspelt field or a plan that there is not, is named on standard
error, and the rest is imported, but for translations of an article of which it is then not known who may read it.
Fields of other names are left out.

  pindesk articles import articles.jsonl --dry-run    says all that the import would, and does nothing
  pindesk articles import help/ --drafts
"""
EXPORT = """\
Write every article so that `pindesk articles import` reads it, always in the same order: what did not change gives
the same bytes. A name that ends in .jsonl is a file of JSON lines (without pictures), any other a folder, which has to
be empty, new, or an earlier export. Articles that were written here get a group and ids, by which they are known.

  pindesk articles export help/ --drafts
"""
BAR_CHARS = 30


def add_arguments(parser: ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", metavar="import|export", required=True)
    for name, words, description in (
        ("import", "take articles in from a file or folder", IMPORT),
        ("export", "write articles to a file or folder", EXPORT),
    ):
        sub = commands.add_parser(
            name, help=words, description=description, formatter_class=RawDescriptionHelpFormatter
        )
        sub.add_argument("path", metavar="PATH", type=Path, help="a file of JSON lines, or a folder")
        sub.add_argument("--data", metavar="DIR", default=SUPPRESS, help=DATA_HELP)
        if name == "import":
            sub.add_argument("--dry-run", action="store_true", help="only say what would be done")
            sub.add_argument("--drafts", action="store_true", help="show readers none of it until it is published here")
        else:
            sub.add_argument("--drafts", action="store_true", help="the latest words, also those not published yet")


def run(options: Namespace) -> int:
    """Raises Refused when nothing can be read or written at all."""
    return _import(options) if options.what == "import" else _export(options)


def _import(options: Namespace) -> int:
    """1 when something was refused; the rest is imported."""
    from pindesk.project.environment import Refused

    path = options.path.absolute()
    if not path.is_dir() and not path.is_file():
        raise Refused(f"There is no file or folder {options.path}.")
    _prepare()
    from pindesk.knowledge.actions.importing import Kind, import_articles
    from pindesk.knowledge.exchange.folder import read_folder, read_sections
    from pindesk.knowledge.exchange.lines import read_lines
    from pindesk.knowledge.exchange.plan import left_out
    from pindesk.knowledge.exchange.problems import Problem

    parts = read_sections(path) if path.is_dir() else []
    found = list(read_folder(path) if path.is_dir() else read_lines(path))
    if isinstance(parts, Problem):
        found, parts = [parts, *found], []
    counts = dict.fromkeys(Kind, 0)
    progress = _Progress(len(found))
    for sentence in left_out(found):
        progress.tell(sentence)
    for outcome in import_articles(found, parts, as_drafts=options.drafts, is_dry_run=options.dry_run):
        counts[outcome.kind] += 1
        for note in outcome.notes:
            progress.tell(f"{outcome.place}: {note}")
        if outcome.kind == Kind.REFUSED:
            progress.tell(f"{outcome.place}: refused. {outcome.sentence}")
        progress.step()
    progress.end()
    done = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    say(f"Nothing was written; it would be: {done}." if options.dry_run else f"{done[0].upper()}{done[1:]}.")
    if options.drafts and counts[Kind.ADDED] + counts[Kind.CHANGED] and not options.dry_run:
        say("Readers see none of it yet: publish it in the workspace, under Articles.")
    return 1 if counts[Kind.REFUSED] else 0


def _prepare() -> None:
    """Django, and the tables, where there are none yet. Raises Refused for those of another version."""
    from pindesk.project.environment import Refused
    from pindesk.project.serving import prepare_command

    prepare_command()
    from pindesk.project import upgrade

    if upgrade.is_pending():
        if upgrade.applied():
            raise Refused("The tables are those of an earlier version: start `pindesk serve` once, then try again.")
        upgrade.migrate()


def _export(options: Namespace) -> int:
    existing_data_dir()
    _prepare()
    from pindesk.knowledge.actions.naming import name_articles
    from pindesk.knowledge.exchange.gathering import parts, written
    from pindesk.knowledge.exchange.problems import Unreadable
    from pindesk.knowledge.exchange.writing import FolderWriter, write_lines
    from pindesk.project.environment import Refused

    path = options.path.absolute()
    try:
        writer = None if path.suffix == ".jsonl" else FolderWriter(path)
        name_articles()
        rows = written(with_drafts=options.drafts)
        count = writer.write(rows, parts()) if writer else write_lines(path, rows, parts())
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    say(f"{options.path} holds {count} articles, each language counted.")
    return 0


class _Progress:
    """A bar that fills on a terminal; elsewhere a line for each tenth."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._is_bar = sys.stdout.isatty()

    def step(self) -> None:
        self._done += 1
        if self._is_bar:
            self._draw()
        elif self._total >= 100 and self._done * 10 // self._total != (self._done - 1) * 10 // self._total:  # noqa: PLR2004
            say(f"{self._done} of {self._total}")

    def tell(self, line: str) -> None:
        """A line on standard error, which the bar makes room for."""
        self._clear()
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - a program speaks on its streams

    def end(self) -> None:
        self._clear()

    def _draw(self) -> None:
        filled = BAR_CHARS * self._done // max(self._total, 1)
        bar = "#" * filled + "." * (BAR_CHARS - filled)
        print(f"\r[{bar}] {self._done} of {self._total}", end="", flush=True)  # noqa: T201 - a program speaks on its streams

    def _clear(self) -> None:
        if self._is_bar:
            print("\r\x1b[K", end="", flush=True)  # noqa: T201 - a program speaks on its streams
