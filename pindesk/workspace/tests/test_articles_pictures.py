"""Pictures of articles: kept and named in Markdown, or refused with a sentence."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pindesk.accounts.models import Agent
from pindesk.knowledge.models import Image, Translation
from pindesk.knowledge.tests.pictures import png
from tests.articles import an_article
from tests.asking import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday", "cast")]

SCRIPT = {"X-Pindesk": "image", "Accept": "application/json"}


@pytest.fixture
def client(ada: Agent) -> Client:
    return client_for(ada)


@pytest.fixture
def source() -> Translation:
    return an_article("Set up SPF", is_published=False)


def sent(content: bytes, name: str = "the [zone].png") -> dict[str, SimpleUploadedFile]:
    return {"image": SimpleUploadedFile(name, content)}


def at(source: Translation) -> str:
    return f"/workspace/articles/{source.article_id}/images"


def test_the_script_gets_the_markdown_that_names_the_picture(client: Client, source: Translation) -> None:
    answer = client.post(at(source), sent(png()), headers=SCRIPT)
    image = Image.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"key": image.key, "markdown": f"![the \\[zone\\]](image:{image.key})"}
    assert image.article_id == source.article_id


def test_without_a_script_the_page_says_the_markdown(client: Client, source: Translation) -> None:
    answer = client.post(at(source), sent(png(), "zone.png"))
    image = Image.objects.get()
    assert answer["Location"] == f"/workspace/articles/{source.article_id}/?picture={image.key}#picture"
    assert f"<code>![zone](image:{image.key})</code>" in client.get(answer["Location"]).text


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"", 400, "The file is empty."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "SVG files are not taken"),
        (b"%PDF-1.7", 415, "This is not a picture that can be kept here."),
        (png()[:45], 422, "The picture is damaged"),
    ],
)
def test_what_is_refused_is_said_in_a_sentence(
    client: Client, source: Translation, content: bytes, status: int, sentence: str
) -> None:
    answer = client.post(at(source), sent(content), headers=SCRIPT)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert sentence in answer.json()["description"]
    page = client.post(at(source), sent(content))
    assert page.status_code == status
    assert sentence in page.text
    assert not Image.objects.exists()


def test_no_file_at_all_is_refused(client: Client, source: Translation) -> None:
    assert client.post(at(source), headers=SCRIPT).status_code == 400


def test_a_picture_of_another_article_is_not_offered(client: Client, source: Translation) -> None:
    client.post(at(source), sent(png()), headers=SCRIPT)
    other = an_article("Another")
    page = client.get(f"/workspace/articles/{other.article_id}/?picture={Image.objects.get().key}").text
    assert "Put this where the picture belongs" not in page
