"""Static files: versioned addresses, bundles, weight."""

import re

import pytest

from pindesk.ui import assets

# Source: STACK.md's budget, uncompressed, fonts and icons apart.
AGENT_MAX_BYTES = 120_000
ENTRIES = ("portal", "live", "search", "article", "writing", "workspace", "editor")


def body(name: str) -> str:
    found = assets.lookup(assets.address(name))
    assert found
    return found.body.decode()


def test_versioned_address_is_immutable() -> None:
    found = assets.lookup(assets.address("ui/portal.css"))
    assert found
    assert found.is_immutable
    assert found.content_type == "text/css; charset=utf-8"
    assert found.gzip
    assert len(found.gzip) < len(found.body)


def test_address_of_another_version_is_answered_but_not_to_be_kept() -> None:
    found = assets.lookup("/static/0000000000/ui/portal.css")
    assert found
    assert not found.is_immutable


@pytest.mark.parametrize("path", ["/static/", "/static/x/../settings.py", "/static/x/ui/nothing.css", "/static/ui"])
def test_what_is_no_file_is_none(path: str) -> None:
    assert assets.lookup(path) is None


def test_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        assets.address("ui/nothing.css")


@pytest.mark.parametrize("name", ["ui/portal.css", "ui/workspace.css"])
def test_every_file_that_a_bundle_names_exists(name: str) -> None:
    folder = assets.address(name).rpartition("/")[0]
    for part in re.findall(r"url\(\"([^\"]+)\"\)", body(name)):
        if not part.startswith("#"):  # a pattern within the page
            assert assets.lookup(f"{folder}/{part}"), part


@pytest.mark.parametrize("name", ["ui/portal.css", "ui/workspace.css"])
def test_every_rule_of_a_bundle_is_in_a_layer(name: str) -> None:
    depth, outside = 0, ""
    for char in body(name):
        depth -= char == "}"
        outside += char if depth == 0 else ""
        depth += char == "{"
    assert depth == 0
    assert set(re.findall(r"[^\s{};][^{};]*", outside)) <= {
        "@layer reset,tokens,base,components,utilities",
        "@layer tokens",
        "@layer reset",
        "@layer base",
        "@layer components",
        "@layer utilities",
        "@font-face",
    }


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_module_that_is_imported_exists(entry: str) -> None:
    for name in (f"ui/{entry}.js", *assets.script_names(entry)):
        for neighbour in re.findall(r"from \"\./([^\"]+)\"|import \"\./([^\"]+)\"", body(name)):
            assert assets.address(f"ui/{''.join(neighbour)}")


def test_no_string_of_a_script_spans_lines() -> None:
    for entry in ENTRIES:
        for name in (f"ui/{entry}.js", *assets.script_names(entry)):
            odd = [line for line in body(name).splitlines() if line.count("`") % 2]
            assert not odd, f"{name}: {odd}"


def test_page_of_an_agent_is_light() -> None:
    names = ("ui/workspace.css", "ui/workspace.js", *assets.script_names("workspace"))
    assert assets.weight_bytes(*names) < AGENT_MAX_BYTES
