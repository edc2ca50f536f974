"""The first thing anybody tries: a customer opens a ticket in French, an agent answers, each sees the other live."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import Visit
from tests.journeys.conftest import People

SUBJECT = "Nos relances partent en double"
WORDS = "Depuis ce matin, chaque relance part **deux fois**. Que faire ?"
ANSWER = "Bonjour Alice, deux automatisations visaient la même liste. J’en ai arrêté une."
NOTE = "Two automations on one list; watch tomorrow's run."
THANKS = "Merci, c’est réglé."


def open_in_french(alice: Visit) -> str:
    """The ticket as its customer opens it; its number."""
    page = alice.goto("/fr/")
    page.get_by_role("link", name="Ouvrir un ticket", exact=True).click()
    page.select_option("#f-topic", "sending")
    page.fill("#f-subject", SUBJECT)
    page.fill("#f-body", WORDS)
    page.get_by_role("button", name="Ouvrir ce ticket").click()
    page.wait_for_url(re.compile(r"/fr/tickets/\d+/\?opened=1$"))
    number = re.search(r"/tickets/(\d+)/", page.url)
    assert number
    expect(page.get_by_text(f"Votre ticket porte le numéro {number[1]}")).to_be_visible()
    expect(page.locator("#turn time")).to_be_visible()
    expect(page.locator("#conversation strong")).to_have_text("deux fois")
    return number[1]


def write(page: Page, text: str, button: str) -> None:
    page.fill("#reply", text)
    page.get_by_role("button", name=button).click()


def add_note(desk: Page, text: str) -> None:
    """Written by a colleague for colleagues; returns when it stands in the timeline."""
    desk.locator("label", has_text="Internal note").click()
    write(desk, text, "Add internal note")
    expect(desk.locator("#timeline")).to_contain_text(text.split()[-1])


def mail_of(visit: Visit, subject: str) -> str:
    """The text of the newest mail with that subject, as the demo shows it."""
    page = visit.goto("/demo/mail/")
    page.get_by_role("link", name=subject).first.click()
    return page.locator(".letter").inner_text()


def test_a_ticket_is_opened_answered_solved_and_opened_again_live(be: People) -> None:
    alice, ada = be("alice", locale="fr-FR"), be("ada")
    queue = ada.goto("/workspace/tickets/?view=unassigned")
    expect(queue.locator("html[data-live=on]")).to_be_attached()
    number = open_in_french(alice)
    row = queue.locator(f"#t{number}")  # without a click: the open list hears of it
    expect(row).to_contain_text(SUBJECT)

    row.get_by_role("link", name=SUBJECT).click()
    desk, page = ada.page, alice.page
    expect(desk.locator("html[data-live=on]")).to_be_attached()
    expect(page.locator("html[data-live=on]")).to_be_attached()
    desk.get_by_role("button", name="Assign to me").click()
    expect(desk.locator("#timeline")).to_contain_text("took it")
    add_note(desk, NOTE)
    write(desk, ANSWER, "Send, wait for customer")
    expect(desk.locator("#timeline")).to_contain_text(ANSWER)

    expect(page.locator("#conversation")).to_contain_text(ANSWER)
    expect(page.locator("#state")).to_contain_text("En attente de votre réponse")
    assert NOTE not in page.content()

    write(page, THANKS, "Envoyer la réponse")
    expect(page.locator("#conversation")).to_contain_text(THANKS)
    expect(desk.locator("#timeline")).to_contain_text(THANKS)
    expect(desk.locator("#bar")).to_contain_text("In progress")

    desk.get_by_role("button", name="Solve", exact=True).click()
    expect(page.locator("#state")).to_contain_text("Résolu")
    page.get_by_role("button", name="Rouvrir").click()
    expect(page.locator("#state")).to_contain_text("En cours")
    expect(desk.locator("#bar")).to_contain_text("In progress")
    expect(desk.locator("#timeline")).to_contain_text("opened it again")

    received = mail_of(alice, f"{number}")
    texts = [received]
    list_page = alice.goto("/demo/mail/")
    titles = list_page.locator(".lines a", has_text=number).all_inner_texts()
    assert len(titles) == 3, titles
    for title in titles:
        texts.append(mail_of(alice, title))
    joined = "\n".join(texts)
    assert ANSWER in joined and NOTE not in joined
    assert f"/fr/tickets/{number}/" in joined


def test_an_agent_answers_by_the_keyboard_alone(be: People) -> None:
    mallory, ada = be("mallory"), be("ada")
    page = mallory.goto("/en/tickets/new")
    page.select_option("#f-topic", "account_unlock")  # due first: the top of what nobody has taken
    page.fill("#f-subject", "Locked out by a wrong key")
    page.fill("#f-body", "I pressed the wrong key.")
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url(re.compile(r"\?opened=1$"))
    number = re.search(r"/tickets/(\d+)/", page.url)
    assert number

    desk = ada.goto("/workspace/tickets/?view=unassigned")
    link = desk.locator(f"#a{number[1]}")
    expect(link).to_be_attached()
    for _ in range(30):
        if link.evaluate("link => link === document.activeElement"):
            break
        desk.keyboard.press("j")
    expect(link).to_be_focused()
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(rf"/workspace/tickets/{number[1]}/"))
    expect(desk.locator("html[data-live=on]")).to_be_attached()  # the scripts are there
    desk.keyboard.press("a")
    expect(desk.locator("#timeline")).to_contain_text("took it")
    expect(desk.locator("html[data-live=on]")).to_be_attached()
    desk.keyboard.press("r")
    expect(desk.locator("#reply")).to_be_focused()
    desk.keyboard.type("Your account is open again.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#bar")).to_contain_text("Waiting for customer")
    expect(page.locator("#conversation[aria-live=polite]")).to_contain_text("Your account is open again.")


def test_an_agent_walks_the_list_beside_a_ticket_and_reads_the_keys(be: People) -> None:
    desk = be("ada").goto("/workspace/tickets/")
    numbers = desk.locator("tr[data-row]").evaluate_all("rows => rows.map(row => row.id.slice(1))")
    desk.keyboard.press("?")
    expect(desk.locator("[data-key-list] dd", has_text="Assign to me")).to_have_count(1)
    desk.keyboard.press("Escape")

    desk.goto(desk.url + f"{numbers[-1]}/")
    expect(desk.locator(f"#q{numbers[-1]}")).to_be_in_viewport()
    for back in (-2, -3):
        desk.keyboard.press("k")
        expect(desk.locator(f"#q{numbers[back]}")).to_be_focused()
    for on in (-2, -1):
        desk.keyboard.press("j")
        expect(desk.locator(f"#q{numbers[on]}")).to_be_focused()
    desk.goto(desk.url.replace(numbers[-1], numbers[0]))
    for on in (1, 2, 3):
        desk.keyboard.press("j")
        expect(desk.locator(f"#q{numbers[on]}")).to_be_focused()


def test_a_long_conversation_opens_at_its_newest_words_and_stays_there(be: People) -> None:
    desk = be("ada").goto("/workspace/tickets/?view=mine")
    desk.set_viewport_size({"width": 1280, "height": 480})
    desk.locator("tr[data-row] a").first.click()
    for text in ("One\n\n" * 12, "The newest"):
        add_note(desk, text)
    desk.goto(desk.url.split("#")[0])
    expect(desk.locator(".entry").last).to_be_in_viewport()
    expect(desk.locator(".entry").first).not_to_be_in_viewport()
    colleague = be("lin").goto(f"/workspace/{desk.url.partition('/workspace/')[2]}")
    add_note(colleague, "Newer still")
    expect(desk.get_by_text("Newer still")).to_be_in_viewport()
