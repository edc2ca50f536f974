"""What a file is, by its content; what a computer would run is known under every name."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from pindesk.files.rules.types import HEAD_BYTES, OLE, UNKNOWN, download_type, is_program, is_program_name, type_of
from pindesk.files.sampling import sample_of
from pindesk.files.tests.pictures import a_picture
from pindesk.files.tests.sent import A_PROGRAM, a_zip, an_ole

SCRIPT = b"<script>alert(1)</script>"
A_DISC = bytes(32 * 1024) + b"\x01CD001\x01" + bytes(3000)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A_LINK = b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F" + bytes(60)


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (a_picture("PNG"), "photo.txt", "image/png"),
        (a_picture("JPEG"), "photo", "image/jpeg"),
        (a_picture("WEBP"), "page.html", "image/webp"),
        (b"GIF89a/*" + bytes(40) + b"*/=1;alert(1)", "a.js.gif", "image/gif"),
        (b"%PDF-1.7\n" + a_zip(a=b"x"), "both.zip", "application/pdf"),
        (a_zip(a=b"x") + b"%PDF-1.7", "both.pdf", "application/zip"),
        (b'{"log": {"version": "1.2"}}', "mail.har", "application/json"),
        (b'\xef\xbb\xbf [{"a": 1}]', "a.JSON", "application/json"),
        (b"not json", "a.json", "text/plain"),
        (b"a;b\n1;2\n", "list.csv", "text/csv"),
        (b"MZ;Name;City\nBM;Ada;Paris\n", "list.csv", "text/csv"),
        (b"BM weekly notes", "notes", "text/plain"),
        (b"ID3 is a tag", "notes.mp3", "text/plain"),
        (b"12:00 GET /caf\xe9 200\n\x1b[31mred\x1b[0m", "server.log", "text/plain"),
        ("hello".encode("utf-16"), "a.txt", "text/plain"),
        (b"Received: from a\r\nSubject: x\r\n\r\n<html>", "bounce.eml", "message/rfc822"),
        (b"<!DOCTYPE html>" + SCRIPT, "a.txt", "text/html"),
        (b"\n " + SCRIPT, "a.log", "text/html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>", "logo.png", "image/svg+xml"),
        (b"<?xml version='1.0'?><feedback/>", "dmarc", "application/xml"),
        (b"2026 <svg onload=1>", "a.log", "text/plain"),
        (b"{\\rtf1 x}", "a.doc", "application/rtf"),
        (a_zip(**{"[Content_Types].xml": b"x"}), "offer.docx", WORD),
        (a_zip(**{"[Content_Types].xml": b"x"}), "offer.zip", "application/zip"),
        (an_ole(0x06), "mail.msg", OLE),
        (b"\x1f\x8b\x08" + bytes(9), "dmarc.xml.gz", "application/gzip"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(9), "a.7z", "application/x-7z-compressed"),
        (b"\x00\x00\x00\x20ftypqt  ", "film", "video/quicktime"),
        (b"\x00\x01\x02\x03", "photo.png", UNKNOWN),
        (b"", "a.txt", "text/plain"),
    ],
)
def test_type_is_told_by_content(content: bytes, name: str, found: str) -> None:
    assert type_of(content[:HEAD_BYTES], name) == found


@pytest.mark.parametrize(
    "content",
    [
        A_PROGRAM,
        b"\x7fELF\x02\x01\x01" + bytes(50),
        b"\xcf\xfa\xed\xfe\x07\x00\x00\x01" + bytes(50),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x02" + bytes(50),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(50),
        A_LINK,
        an_ole(0x84),
        an_ole(0x86),
        a_zip(**{"META-INF__MANIFEST.MF": b"Main-Class: X", "X.class": b"x"}),
        a_zip(**{"AndroidManifest.xml": b"x"}),
        A_DISC,
        bytes(5000) + b"koly" + bytes(508),
        b"#!/bin/sh\nrm -rf /\n",
        b"\xef\xbb\xbf#! /usr/bin/env python3\n",
        b"!<arch>\ndebian-binary   ",
    ],
)
def test_program_is_known_by_content(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert is_program(sample_of(tmp_path / "a"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"M",
        b"MZ;Name;City\n1;2;3\n",
        b"# !/bin/sh in words\n#!important",
        a_picture(),
        a_zip(**{"setup.exe": A_PROGRAM}),
        a_zip(**{"docs__META-INF__MANIFEST.MF": b"x"}),
        an_ole(0x06),
        an_ole(0x84)[:4000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600,
        b"<html>" + SCRIPT,
        b"%PDF-1.7 " + A_PROGRAM,
    ],
)
def test_what_no_computer_runs_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert not is_program(sample_of(tmp_path / "a"))


@pytest.mark.parametrize("ending", ["exe", "EXE", "bat", "cmd", "ps1", "vbs", "js", "jse", "hta", "scr", "com", "reg"])
def test_name_of_a_program_is_known(ending: str) -> None:
    assert is_program_name(f"invoice.pdf.{ending}")


@pytest.mark.parametrize("ending", ["jar", "apk", "app", "dmg", "iso", "msi", "lnk"])
def test_name_of_an_installer_is_known(ending: str) -> None:
    assert is_program_name(f"setup.{ending}")


@pytest.mark.parametrize(
    "name", ["exe", "notes.exe.txt", "a.html", "a.svg", "a.eml", "a.zip", "a.json", "a.py", "a.x y"]
)
def test_other_names_are_none(name: str) -> None:
    assert not is_program_name(name)


@pytest.mark.parametrize(
    "content_type", ["text/html", "image/svg+xml", "application/xml", "message/rfc822", OLE, "x/y"]
)
def test_what_a_browser_could_show_is_called_bytes(content_type: str) -> None:
    assert download_type(content_type) == UNKNOWN


def test_sample_of_a_long_file_is_short(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(struct.pack("<I", 7) * 1_000_000 + b"end")
    assert sum(map(len, sample_of(tmp_path / "a"))) <= 35 * 1024
