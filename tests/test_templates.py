"""Every template of every app: it compiles, includes go down the layers only, nothing is inline."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from pindesk.ui import assets

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pindesk"
MAILS = re.compile(r"(^|/)mails?/")
INLINE = re.compile(
    r"""<style|\sstyle\s*=|<[^>]*\son[a-z]+\s*=|href\s*=\s*["']?javascript:|<script(?![^>]*\s(?:src=|type="application/json"))""",
    re.IGNORECASE,
)


def templates() -> Iterator[tuple[str, Path]]:
    """Each template as its app and its file."""
    for file in sorted(PACKAGE.glob("*/templates/**/*")):
        if file.is_file():
            yield file.relative_to(PACKAGE).parts[0], file


def name_of(file: Path) -> str:
    return file.as_posix().partition("/templates/")[2]


ALL = [pytest.param(app, file, id=name_of(file)) for app, file in templates()]


def lower_apps() -> dict[str, set[str]]:
    """Which apps each app may include from, by the import contract."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    layers = [[name.strip(" ()") for name in layer.split("|")] for layer in contract["layers"]]
    return {
        app: {app}.union(*(set(layer) for layer in layers[depth + 1 :]))
        for depth, names in enumerate(layers)
        for app in names
    }


@pytest.mark.parametrize(("app", "file"), ALL)
def test_template_compiles(app: str, file: Path) -> None:
    engine: Any = engines["jinja2"]
    engine.env.compile(file.read_text(encoding="utf-8"), name_of(file))


@pytest.mark.parametrize(("app", "file"), ALL)
def test_nothing_is_inline(app: str, file: Path) -> None:
    if MAILS.search(name_of(file)):
        return
    found = INLINE.search(re.sub(r"{#.*?#}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL))
    assert not found, found.group()


@pytest.mark.parametrize(("app", "file"), ALL)
def test_every_class_has_a_style(app: str, file: Path) -> None:
    if MAILS.search(name_of(file)):
        return
    bundles = [assets.lookup(assets.address(name)) for name in assets.BUNDLES]
    styles = "".join(bundle.body.decode() for bundle in bundles if bundle)
    text = re.sub(r"{#.*?#}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    plain = re.sub(r"{%.*?%}", " ", re.sub(r"{{.*?}}", "-", text, flags=re.DOTALL), flags=re.DOTALL)
    used = {name for names in re.findall(r'class="([^"]*)"', plain) for name in names.split() if name[-1] != "-"}
    missing = used - set(re.findall(r"\.([a-zA-Z][\w-]*)", styles))
    assert not missing, f"no style for {sorted(missing)}"


@pytest.mark.parametrize(("app", "file"), ALL)
def test_includes_go_down_the_layers(app: str, file: Path) -> None:
    used = re.findall(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"'/]+)/", file.read_text(encoding="utf-8"))
    allowed = lower_apps()[app] | {"allauth", "account", "mfa"}
    assert set(used) <= allowed, f"{name_of(file)} includes from {sorted(set(used) - allowed)}"


@pytest.mark.parametrize(("app", "file"), ALL)
def test_template_lies_under_the_name_of_its_app(app: str, file: Path) -> None:
    assert name_of(file).split("/")[0] in {app, "account", "mfa", "allauth"}


def test_styles_use_colours_from_the_tokens_only() -> None:
    allowed = {"#fff", "#0000", "#000"}
    for file in sorted(PACKAGE.glob("*/static/**/*.css")):
        if file.name != "tokens.css":
            text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*{)", text)) - allowed
            assert not found, f"{file.name}: {sorted(found)}"
