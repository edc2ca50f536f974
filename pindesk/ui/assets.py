"""Every static file of the product, read once at start: style bundles, scripts, fonts; serving is a dictionary look-up.

Addresses are `/static/<version>/<app>/<file>`, where the version is a digest of all files. A script therefore imports
its neighbours by plain relative names (`import "./live.js"`), a style sheet names its font the same way, and all of it
may be cached for ever: an upgrade changes the version. An address of another version (a page opened before an upgrade)
is answered with the present file, not to be kept.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PREFIX = "/static/"
APPS = ("ui", "portal", "workspace", "demo")

SHARED_STYLES = (
    "css/tokens.css",
    "css/base.css",
    *(
        f"css/components/{name}.css"
        for name in (
            "layout",
            "menu",
            "button",
            "field",
            "signal",
            "board",
            "ticket",
            "panel",
            "banner",
            "overlay",
            "pages",
        )
    ),
)
CONVERSATION = ("css/components/timeline.css", "css/components/files.css", "css/components/composer.css")
BUNDLES = {
    "ui/portal.css": SHARED_STYLES,
    # What only some of the customers' pages need is linked after it there.
    "ui/search.css": ("css/components/search.css",),
    "ui/sheet.css": ("css/components/sheet.css",),
    "ui/list.css": ("css/components/list.css",),
    "ui/tickets.css": (*CONVERSATION, "css/components/ticket_page.css"),
    "ui/secrets.css": ("css/components/secrets.css",),
    "ui/beside.css": ("css/components/beside.css",),
    "ui/article.css": ("css/areas/article.css",),
    "ui/workspace.css": (
        *SHARED_STYLES,
        "css/desk/table.css",
        "css/desk/track.css",
        *CONVERSATION,
        "css/areas/article.css",
        "css/desk/desk.css",
        "css/desk/queue.css",
        "css/desk/note.css",
        "css/desk/articles.css",
        "css/desk/report.css",
        "css/desk/hours.css",
    ),
}
LAYERS = "@layer reset,tokens,base,components,utilities;\n"

_COMPRESSIBLE = ("text/css", "text/javascript", "image/svg+xml", "application/json", "text/plain")
_IMPORT = re.compile(r'^import [^"\']*["\']\./([^"\']+)["\']', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_COMMENT_LINE = re.compile(r"^[ \t]*(?://.*)?(?:\n|(?=\S))", re.MULTILINE)
_SPACES = re.compile(r"\s+")
_SPACE_AROUND = re.compile(r" ?([{};,]) ?")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent. `gzip` is the compressed body where that is smaller, else None."""

    body: bytes
    content_type: str
    is_immutable: bool
    gzip: bytes | None
    etag: str


def lookup(path: str) -> Asset | None:
    """The file at a request path such as `/static/3f9a0c12/ui/portal.css`; None when there is no such file."""
    version, _, name = path.removeprefix(PREFIX).partition("/")
    current, lasting, passing = _table()
    return (lasting if version == current else passing).get(name)


def address(name: str) -> str:
    """The address of a file named `<app>/<path>`. Raises KeyError for a file that does not exist."""
    version, files, _ = _table()
    if name not in files:
        raise KeyError(f"no static file {name}")
    return f"{PREFIX}{version}/{name}"


@lru_cache(maxsize=8)
def script_names(audience: str) -> tuple[str, ...]:
    """The modules that an audience's entry imports, directly or not, so that a page can ask for all at once."""
    _, files, _ = _table()
    found: list[str] = []
    _follow(f"ui/{audience}.js", files, found)
    return tuple(found[1:])


def weight_bytes(*names: str) -> int:
    """The uncompressed size of some files together, for the page budget."""
    _, files, _ = _table()
    return sum(len(files[name].body) for name in names)


@lru_cache(maxsize=1)
def _table() -> tuple[str, dict[str, Asset], dict[str, Asset]]:
    """The version, then every file by name: once to be kept for ever, once for addresses of another version."""
    bodies = {**_files(), **{name: _bundle(parts) for name, parts in BUNDLES.items()}}
    digest = hashlib.sha256()
    for name in sorted(bodies):
        digest.update(name.encode() + b"\0" + bodies[name])
    lasting = {name: _asset(name, body, is_immutable=True) for name, body in bodies.items()}
    passing = {
        name: Asset(asset.body, asset.content_type, False, asset.gzip, asset.etag) for name, asset in lasting.items()
    }
    return digest.hexdigest()[:10], lasting, passing


def _files() -> dict[str, bytes]:
    """Scripts, fonts and pictures of all apps. The split style files are sent in bundles only."""
    package = Path(__file__).parent.parent
    found: dict[str, bytes] = {}
    for app in APPS:
        root = package / app / "static"
        for file in sorted(root.rglob("*")):
            name = file.relative_to(root).as_posix()
            if file.is_file() and not name.startswith("ui/css/"):
                found[name] = _script(file) if file.suffix == ".js" else file.read_bytes()
    return found


def _script(file: Path) -> bytes:
    """A script without the lines that are only a comment and without indentation; no string of ours spans lines."""
    return _COMMENT_LINE.sub("", file.read_text(encoding="utf-8")).encode()


def _follow(name: str, files: dict[str, Asset], found: list[str]) -> None:
    if name in files and name not in found:
        found.append(name)
        for neighbour in _IMPORT.findall(files[name].body.decode()):
            _follow(f"{name.rpartition('/')[0]}/{neighbour}", files, found)


def _bundle(parts: tuple[str, ...]) -> bytes:
    folder = Path(__file__).parent / "static" / "ui"
    texts = [LAYERS]
    for part in parts:
        text = _tightened((folder / part).read_text(encoding="utf-8"))
        texts.append(text if "@layer" in text else f"@layer components{{{text}}}\n")
    return "".join(texts).encode()


def _tightened(text: str) -> str:
    """A style sheet without comments and without the spaces that mean nothing; those of selectors and sums stay."""
    return _SPACE_AROUND.sub(r"\1", _SPACES.sub(" ", _COMMENT.sub("", text))).replace(": ", ":").strip() + "\n"


def _asset(name: str, body: bytes, is_immutable: bool) -> Asset:
    kind = _content_type(name)
    packed = gzip.compress(body, 9, mtime=0) if kind.split(";")[0] in _COMPRESSIBLE else None
    return Asset(
        body,
        kind,
        is_immutable,
        packed if packed and len(packed) < len(body) else None,
        f'"{hashlib.sha256(body).hexdigest()[:16]}"',
    )


def _content_type(name: str) -> str:
    if name.endswith(".js"):
        return "text/javascript; charset=utf-8"
    if name.endswith(".woff2"):
        return "font/woff2"
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
