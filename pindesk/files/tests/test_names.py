"""What an attachment is called, whatever it was called when it was sent."""

from __future__ import annotations

import pytest

from pindesk.files.rules.names import attachment_disposition, attachment_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("Ärger mit Größe.pdf", "Ärger mit Größe.pdf"),
        ("C:\\Users\\alice\\shot.png", "shot.png"),
        ("../../etc/passwd", "passwd"),
        ("a/b\\c.txt", "c.txt"),
        ("folder/", "file"),
        ("", "file"),
        ("...", "file"),
        (" . . ", "file"),
        ("\u202e\u200b", "file"),
        (".htaccess", "htaccess"),
        ("notes.txt.", "notes.txt"),
        ("notes.txt . .", "notes.txt"),
        ("setup.exe. ", "setup.exe"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("ab\u200e\u200f\u061c\u2066\u2069c.txt", "abc.txt"),
        ("in\u200bvis\u00adi\ufeffble\u2060.txt", "invisible.txt"),
        ("\u3164\u2800.txt", "txt"),
        ("a\x00b\x1b[31m.log", "ab[31m.log"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt"),
        ("\ud800lone.txt", "lone.txt"),
        ('a"b<c>d|e?f*g.txt', "a_b_c_d_e_f_g.txt"),
        ("100 %; done.txt", "100 %; done.txt"),
        ("setup.exe:stream.txt", "setup.exe_stream.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1.tar.gz", "_Com1.tar.gz"),
        ("lpt\u00b9 .log", "_lpt\u00b9.log"),
        ("console.log", "console.log"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("x" * 300 + ".har", "x" * 146 + ".har"),
        ("x" * 300, "x" * 150),
        ("a." + "y" * 300, "a." + "y" * 148),
        ("图" * 150 + ".txt", "图" * 78 + ".txt"),
        ("/" * 100_000 + "x.txt", "x.txt"),
        ("z\u0300" * 5000 + ".txt", None),
    ],
)
def test_attachment_name(name: str, safe: str | None) -> None:
    found = attachment_name(name)
    assert safe is None or found == safe
    assert 0 < len(found) <= 150
    assert len(found.encode()) <= 240
    assert attachment_name(found) == found, "made safe once, it stays"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("one (1).har", 'attachment; filename="one (1).har"'),
        ("Größe.eml", "attachment; filename=\"Gr__e.eml\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.eml"),
        ("100%41; b.txt", "attachment; filename=\"100_41_ b.txt\"; filename*=UTF-8''100%2541%3B%20b.txt"),
        ('a"\r\nb', "attachment; filename=\"a___b\"; filename*=UTF-8''a%22%0D%0Ab"),
    ],
)
def test_disposition(name: str, header: str) -> None:
    assert attachment_disposition(name) == header
