"""Agents sign in, show a second step, and change how they sign in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from pindesk.accounts.actions import add_membership, add_person, create_account, make_agent, open_session
from pindesk.accounts.limits import PASSWORDS, SECOND_FACTORS
from pindesk.accounts.models import Agent, Company, Level, Person, Session
from pindesk.accounts.sessions import AGENT, CUSTOMER, SessionStore
from pindesk.events.models import Event
from pindesk.lib.sealing import seal, unseal
from pindesk.outbox.models import Delivery
from tests.cast import LONG_AGO

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
PAGES = (
    "mfa_index", "account_reauthenticate", "account_change_password", "mfa_activate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
)  # fmt: skip


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def larkmail(db: None) -> Company:
    return Company.objects.create(pk=1, name="Larkmail", languages=["en"], zone="Europe/Paris", set_up_at=LONG_AGO)


@pytest.fixture
def ada(quick_hashes: None, larkmail: Company) -> Agent:
    person = add_person(email="ada@example.com", name="Ada Dupont")
    person.set_password(PASSWORD)
    person.save()
    return make_agent(person)


def by_password(client: Client, password: str = PASSWORD, email: str = "ada@example.com", **extra: str) -> Any:
    return client.post("/workspace/sign-in", {"login": email, "password": password, **extra})


def signed_in(person: Person) -> Client:
    client = Client()
    store = open_session(SessionStore(None, AGENT), person, level=Level.SIGNED_IN)
    client.cookies["pindesk_agent"] = store.session_key
    return client


def confirm(client: Client) -> None:
    """Prove it once more, as the security pages ask."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def code_of(secret: str, ahead: int = 0) -> str:
    counter = next(iter(yield_hotp_counters_from_time())) + ahead
    return format_hotp_value(hotp_value(secret, counter))


def add_app(client: Client) -> str:
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).text
    secret = re.search(r'name="secret"[^>]* value="(\w+)"', page)[1]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_address_and_password_sign_in(client: Client, ada: Agent) -> None:
    response = by_password(client, email=" Ada@EXAMPLE.com ")
    assert (response.status_code, response["Location"]) == (302, "/workspace")
    cookie = client.cookies["pindesk_agent"]
    assert cookie["path"] == "/workspace" and cookie["httponly"] and "pindesk_customer" not in client.cookies
    assert Session.objects.get(person=ada.person).get_decoded()["level"] == 2
    assert client.get("/workspace/people/").status_code == 200


def test_a_mailed_code_signs_in_at_the_lower_level(client: Client, ada: Agent) -> None:
    response = client.post("/workspace/sign-in/code", {"email": "ada@example.com"})
    assert response["Location"] == "/workspace/sign-in/code/confirm"
    code = re.search(r"^    (\w{6})$", unseal(Delivery.objects.get().text, "outbox"), re.MULTILINE)[1]
    assert client.post("/workspace/sign-in/code/confirm", {"code": code})["Location"] == "/workspace"
    assert Session.objects.get(person=ada.person).get_decoded()["level"] == 1


@pytest.mark.parametrize("who", ["unknown", "wrong password", "customer", "no longer an agent", "inactive"])
def test_whoever_may_not_come_in_reads_the_same(client: Client, ada: Agent, who: str) -> None:
    email, password = "ada@example.com", PASSWORD
    if who == "unknown":
        email = "nobody@example.com"
    elif who == "wrong password":
        password = "wrong"
    elif who == "customer":
        email = "carl@example.com"
        carl = add_person(email=email, name="Carl")
        carl.set_password(PASSWORD)
        carl.save()
        add_membership(create_account(name="A"), carl)
    elif who == "no longer an agent":
        Agent.objects.update(is_active=False)
    else:
        Person.objects.update(is_active=False)
    response = by_password(client, password, email)
    assert response.status_code == 200
    assert "The e-mail address or the password is not right." in response.text
    assert not Session.objects.exclude(person=None).exists()


def test_passwords_are_limited_for_each_address(ada: Agent) -> None:
    for _ in range(PASSWORDS.here.most):
        assert by_password(Client(), "wrong").status_code == 200
    response = by_password(Client())
    assert response.status_code == 429 and "Try again in" in response.text
    assert by_password(Client(), "wrong", "other@example.com").status_code == 200


def test_wrong_passwords_of_others_do_not_keep_the_owner_out(ada: Agent) -> None:
    hers = Client()
    assert by_password(hers).status_code == 302
    hers.post(reverse("account_logout"))
    for _ in range(PASSWORDS.here.most + 1):
        answer = by_password(Client(), "wrong")
    assert answer.status_code == 429
    assert by_password(Client(REMOTE_ADDR="198.51.100.1")).status_code == 302  # from elsewhere
    assert by_password(hers).status_code == 302  # from the same network, with a browser used before
    hers.post(reverse("account_logout"))
    answers = [by_password(hers, "wrong").status_code for _ in range(PASSWORDS.known.most + 1)]
    assert answers == [200] * PASSWORDS.known.most + [429]


def test_a_right_password_begins_the_count_anew(ada: Agent) -> None:
    for _ in range(PASSWORDS.here.most - 1):
        by_password(Client(), "wrong")
    assert by_password(Client()).status_code == 302
    assert by_password(Client(), "wrong").status_code == 200


def test_agents_come_back_to_the_page_they_were_on(client: Client, ada: Agent) -> None:
    response = client.get("/workspace/people/?x=1")
    assert response["Location"] == "/workspace/sign-in?next=/workspace/people/%3Fx%3D1"
    assert 'value="/workspace/people/?x=1"' in client.get(response["Location"]).text
    assert by_password(client, next="/workspace/people/?x=1")["Location"] == "/workspace/people/?x=1"
    assert by_password(Client(), next="https://evil.example/")["Location"] == "/workspace"


def test_every_page_of_the_workspace_is_behind_the_door(client: Client, ada: Agent) -> None:
    for path in (
        "/workspace/tickets/",
        "/workspace/teams/",
        "/workspace/audit/",
        "/workspace/security",
        "/workspace/no",
    ):
        assert client.get(path)["Location"].startswith("/workspace/sign-in?next=")
        assert client.post(path)["Location"].startswith("/workspace/sign-in?next=")
    assert client.get("/workspace/people/", headers={"X-Pindesk": "live"}).status_code == 401


def test_an_agents_cookie_opens_nothing_in_the_portal(ada: Agent) -> None:
    add_membership(create_account(name="A"), ada.person)
    client = Client()
    client.cookies["pindesk_customer"] = signed_in(ada.person).cookies["pindesk_agent"].value
    assert client.get("/en/me").status_code == 302
    client = Client()
    client.cookies["pindesk_agent"] = open_session(
        SessionStore(None, CUSTOMER), ada.person, level=Level.CLAIMED
    ).session_key
    assert client.get("/workspace/people/").status_code == 302


def test_an_app_is_asked_for_after_the_password(client: Client, ada: Agent) -> None:
    secret = add_app(signed_in(ada.person))
    response = by_password(client, next="/workspace/people/")
    assert response["Location"].startswith("/workspace/sign-in/second-step")
    assert client.get("/workspace/people/").status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert "not right" in client.post(response["Location"], {"code": "000000"}).text
    response = client.post(response["Location"], {"code": code_of(secret, ahead=1)})
    assert response["Location"] == "/workspace/people/"
    assert client.get("/workspace/people/").status_code == 200


def test_a_recovery_code_works_once(ada: Agent) -> None:
    owner = signed_in(ada.person)
    add_app(owner)
    codes = re.findall(r"<code>(\d+)</code>", owner.get(reverse("mfa_view_recovery_codes")).text)
    assert len(codes) == 10
    assert not re.findall(r"<code>(\d+)</code>", owner.get(reverse("mfa_view_recovery_codes")).text)
    for is_first in (True, False):
        client = Client()
        by_password(client)
        response = client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert response.status_code == (302 if is_first else 200)


def test_second_steps_are_limited(ada: Agent) -> None:
    secret = add_app(signed_in(ada.person))
    client = Client()
    by_password(client)
    for _ in range(SECOND_FACTORS.most):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    response = client.post(reverse("mfa_authenticate"), {"code": code_of(secret, ahead=1)})
    assert "Try again in" in response.text and not Session.objects.filter(person=ada.person).count() > 1


def test_a_second_step_that_another_key_sealed_is_said_and_not_a_fault(ada: Agent, client: Client) -> None:
    add_app(signed_in(ada.person))
    totp = Authenticator.objects.get(type="totp")
    totp.data = {**totp.data, "secret": seal("under the key of another installation", "something else")}
    totp.save()
    step = by_password(client)["Location"]
    answer = client.post(step, {"code": "123456"})
    assert (answer.status_code, answer.has_header("Retry-After")) == (503, False)
    assert "The keys of this installation were replaced" in answer.text


def test_secrets_of_second_factors_are_sealed(ada: Agent) -> None:
    secret = add_app(signed_in(ada.person))
    assert secret not in str(Authenticator.objects.get(type="totp").data)


@pytest.mark.django_db(transaction=True)  # allauth tells of it after the commit
def test_a_change_of_sign_in_is_confirmed_recorded_mailed_and_ends_other_browsers(ada: Agent) -> None:
    client, other = signed_in(ada.person), signed_in(ada.person)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    add_app(client)
    assert client.get("/workspace/people/").status_code == 200
    assert other.get("/workspace/people/").status_code == 302
    kinds = Event.objects.filter(kind="person.credentials_changed").values_list("data", flat=True)
    assert {"what": "totp added"} in list(kinds)
    assert "An authenticator app was added." in Delivery.objects.get(purpose="accounts.security").text


def test_a_wrong_password_does_not_confirm(ada: Agent) -> None:
    client = signed_in(ada.person)
    assert "This is not your password." in client.post(reverse("account_reauthenticate"), {"password": "no"}).text


def test_a_new_password_ends_other_browsers_and_keeps_this_one(ada: Agent) -> None:
    client, other = signed_in(ada.person), signed_in(ada.person)
    new = "an entirely new sentence"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), form).status_code == 302
    assert client.get("/workspace/people/").status_code == 200
    assert other.get("/workspace/people/").status_code == 302
    assert by_password(Client()).status_code == 200 and by_password(Client(), new).status_code == 302


@pytest.mark.parametrize("weak", ["short", "passwordpassword"[:11], "ada@example.com", "password1234"])
def test_weak_passwords_are_refused(ada: Agent, weak: str) -> None:
    form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    response = signed_in(ada.person).post(reverse("account_change_password"), form)
    assert response.status_code == 200 and 'data-state="error"' in response.text


@pytest.mark.parametrize(
    ("weak", "sentence"),
    [
        ("short words", "Use at least 12 characters."),
        ("password1234", "Many people use this password"),
        ("73019284756102", "Use more than digits."),
        ("ada@example.com", "less like the name or the e-mail address"),
        ("Ada Dupont 123", "less like the name or the e-mail address"),
    ],
)
def test_what_a_password_lacks_is_said_in_our_words(ada: Agent, weak: str, sentence: str) -> None:
    form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert sentence in signed_in(ada.person).post(reverse("account_change_password"), form).text


def test_two_different_passwords_are_said_to_differ(ada: Agent) -> None:
    form = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": f"{PASSWORD}s"}
    page = signed_in(ada.person).post(reverse("account_change_password"), form).text
    assert "The two passwords are not the same." in page


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("account_login", ["Enter your e-mail address.", "Enter your password."]),
        ("account_request_login_code", ["Enter your e-mail address."]),
        ("account_confirm_login_code", ["Enter the code."]),
        ("account_reset_password", ["Enter your e-mail address."]),
        ("account_confirm_password_reset_code", ["Enter the code."]),
        ("mfa_authenticate", ["Enter the code."]),
        ("account_reauthenticate", ["Enter your password."]),
        ("mfa_activate_totp", ["Enter the code."]),
        ("account_change_password", ["Enter your present password.", "Enter a new password.", "once more."]),
    ],
)
@pytest.mark.parametrize("what", ["", "a\x00b"])
def test_an_empty_field_says_what_to_enter(ada: Agent, name: str, sentences: list[str], what: str) -> None:
    client = Client()
    if name in ("mfa_activate_totp", "account_reauthenticate", "account_change_password"):
        client = signed_in(ada.person)
        confirm(client)
    elif name == "mfa_authenticate":
        add_app(signed_in(ada.person))
        by_password(client)
    elif name == "account_confirm_login_code":
        client.post(reverse("account_request_login_code"), {"email": "ada@example.com"})
    elif name == "account_confirm_password_reset_code":
        client.post(reverse("account_reset_password"), {"email": "ada@example.com"})
    fields = ("login", "email", "password", "oldpassword", "password1", "password2", "code")
    page = client.post(reverse(name), dict.fromkeys(fields, what)).text
    assert "This field is required" not in page and "Null characters" not in page
    for sentence in sentences:
        assert (sentence if not what or "address" not in sentence else "complete e-mail address") in page


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_password_forms_speak_to_everybody_as_the_product_does(ada: Agent, language: str) -> None:
    """Neither Django's words nor allauth's: they say you another way."""
    Person.objects.update(language=language)
    form = {"oldpassword": PASSWORD, "password1": "ada@example.com", "password2": "other"}
    pages = [signed_in(ada.person).post(reverse("account_change_password"), each).text for each in (form, {})]
    pages.append(
        signed_in(ada.person)
        .post(reverse("account_change_password"), {**form, "password1": PASSWORD, "password2": "other"})
        .text
    )
    foreign = ("This field is required.", "You must type the same password each time.")
    with translation.override(language):
        assert not any(gettext(sentence) in page for sentence in foreign for page in pages)
        assert gettext("The two passwords are not the same.") in pages[2].replace("&#39;", "'")


def test_a_wrong_code_of_an_app_is_not_looked_for_in_the_mail(client: Client, ada: Agent) -> None:
    add_app(signed_in(ada.person))
    by_password(client)
    page = client.post(reverse("mfa_authenticate"), {"code": "000000"}).text
    assert "Enter the one that your app shows now." in page and "newest mail" not in page
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": "ada@example.com"})
    page = browser.post(reverse("account_confirm_login_code"), {"code": "ZZZZZZ"}).text
    assert "Check the newest mail." in page and "your app" not in page


def test_a_password_is_set_anew_by_a_mailed_code(ada: Agent) -> None:
    client, other = Client(), signed_in(ada.person)
    assert client.post(reverse("account_reset_password"), {"email": "ada@example.com"}).status_code == 302
    text = unseal(Delivery.objects.get().text, "outbox")
    code = re.search(r"^    ([\w-]{9})$", text, re.MULTILINE)[1]
    assert "http" not in text
    response = client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    new = "an entirely new sentence"
    response = client.post(response["Location"], {"password1": new, "password2": new})
    assert response.status_code == 302
    assert other.get("/workspace/people/").status_code == 302
    assert by_password(Client(), new).status_code == 302


def test_a_code_for_an_unknown_address_looks_the_same(ada: Agent) -> None:
    pages = []
    for email in ("ada@example.com", "nobody@example.com"):
        client = Client()
        response = client.post(reverse("account_reset_password"), {"email": email})
        page = client.get(response["Location"]).text.replace(email, "ADDRESS")
        pages.append((response.status_code, response["Location"], re.sub(r'data-now="[^"]*"', "", page)))
    assert pages[0] == pages[1] and Delivery.objects.count() == 2


def test_a_company_can_ask_all_agents_for_a_second_step(ada: Agent) -> None:
    Company.objects.update(require_agent_2fa=True)
    client = signed_in(ada.person)
    assert client.get("/workspace/people/")["Location"] == reverse("mfa_index")
    assert "asks for a second step" in client.get(reverse("mfa_index")).text
    add_app(client)
    assert client.get("/workspace/people/").status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get("/workspace/people/").status_code == 302


def test_a_first_password_is_set_by_agents_who_came_by_invitation(client: Client) -> None:
    agent = make_agent(add_person(email="new@example.com", name="New"))
    client = signed_in(agent.person)
    assert client.get(reverse("account_change_password"))["Location"] == reverse("account_set_password")
    form = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(reverse("account_set_password"), form).status_code == 302
    assert by_password(Client(), email="new@example.com").status_code == 302


def test_passkey_pages_offer_what_the_browser_needs(client: Client, ada: Agent) -> None:
    options = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["rpId"] == "testserver"
    agent = signed_in(ada.person)
    confirm(agent)
    page = agent.get(reverse("mfa_add_webauthn")).text
    assert '"challenge"' in page and 'data-allauth-onload="allauth.webauthn.forms.addForm"' in page
    assert agent.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": "{}"}).status_code == 200


@pytest.mark.parametrize("credential", ["{}", "nonsense", '{"response": {"userHandle": "MQ"}}', ""])
def test_a_passkey_that_is_none_leads_back_to_sign_in(client: Client, ada: Agent, credential: str) -> None:
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response["Location"] == "/workspace/sign-in"
    assert client.get("/workspace/people/").status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_security_pages_are_ours_and_carry_no_inline_script_or_style(ada: Agent, name: str) -> None:
    client = signed_in(ada.person)
    if name not in ("mfa_index", "account_reauthenticate", "account_change_password"):
        add_app(client) if "recovery" in name else confirm(client)
    response = client.get(reverse(name))
    assert response.status_code == 200 and 'class="plain' in response.text
    page = response.text
    assert "<style" not in page
    assert not re.search(r'\sstyle="|\son\w+="|<script(?![^>]*(src=|application/json))', page)


def test_pages_of_secrets_are_kept_in_no_browser(client: Client, ada: Agent) -> None:
    agent = signed_in(ada.person)
    confirm(agent)
    pages = [agent.get(reverse("mfa_activate_totp"))]
    secret = re.search(r'name="secret"[^>]* value="(\w+)"', pages[0].text)[1]
    pages.append(agent.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    agent.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    names = ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_change_password", "mfa_reauthenticate")
    pages += [agent.get(reverse(name)) for name in names]
    by_password(client)
    pages.append(client.get(reverse("mfa_authenticate")))
    for ask, enter in (
        ("account_request_login_code", "account_confirm_login_code"),
        ("account_reset_password", "account_confirm_password_reset_code"),
    ):
        browser = Client()
        browser.post(reverse(ask), {"email": "ada@example.com"})
        pages.append(browser.get(reverse(enter)))
    for page in pages:
        assert page.status_code == 200 and {"no-store", "private"} <= set(page["Cache-Control"].split(", ")), page
    assert agent.get("/workspace/people/")["Cache-Control"] == "private, no-cache"


def test_what_allauth_has_beyond_is_not_routed(ada: Agent) -> None:
    client = signed_in(ada.person)
    for path in ("signup", "email", "security/email", "security/recovery-codes/download", "sign-in/signup"):
        assert client.get(f"/workspace/{path}").status_code == 404


def test_signing_out_is_a_button(ada: Agent) -> None:
    client = signed_in(ada.person)
    assert client.get("/workspace/sign-out").status_code == 405
    assert client.post("/workspace/sign-out")["Location"] == "/workspace/sign-in"
    assert client.get("/workspace/people/").status_code == 302


def test_the_profile_of_an_agent(ada: Agent) -> None:
    client = signed_in(ada.person)
    assert client.get("/workspace/me").status_code == 200
    form = {"name": "Ada D.", "language": "fr", "zone": "Europe/London", "languages": ["fr", "en"]}
    assert client.post("/workspace/me", form)["Location"] == "/workspace/me?saved=1"
    ada.refresh_from_db()
    assert (ada.person.name, ada.person.zone, ada.languages) == ("Ada D.", "Europe/London", ["fr", "en"])
    assert client.post("/workspace/me", {**form, "languages": []}).status_code == 400
    client.post("/workspace/me/presence", {"presence": "here"})
    client.post("/workspace/me/presence", {"presence": "here"})
    ada.refresh_from_db()
    assert ada.presence == "here" and Event.objects.filter(kind="agent.presence_changed").count() == 1
    assert client.post("/workspace/me/presence", {"presence": "lunch"}).status_code == 400
    other = signed_in(Person.objects.get(pk=ada.person_id))
    client.post("/workspace/me/sign-out-everywhere")
    assert other.get("/workspace/me").status_code == 302
