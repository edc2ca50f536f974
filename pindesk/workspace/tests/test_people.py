"""People and teams: inviting, changing, ending, and the trail of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from pindesk.accounts.access.trail import WORDS, audit_trail
from pindesk.accounts.actions import (
    accept_invitation,
    add_membership,
    change_agent,
    invite_agent,
    invite_member,
    make_agent,
    open_session,
    remove_membership,
    save_team,
    withdraw_invitation,
)
from pindesk.accounts.errors import InvitationOver, LastOwner, NotAllowed, UnknownValue
from pindesk.accounts.models import Agent, Company, Invitation, Level, Membership, Person
from pindesk.accounts.sessions import AGENT, SessionStore
from pindesk.events.kinds import unpack
from pindesk.events.models import Event
from pindesk.lib import clock
from pindesk.lib.sealing import unseal
from pindesk.outbox.models import Delivery
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NEW = {"name": "Noa New", "email": "Noa@Example.com", "language": "fr", "role": "agent", "languages": ["fr", "en"]}


@pytest.fixture
def owner(cast: Cast) -> Agent:
    return make_agent(Person.objects.create(email="olga@example.com", name="Olga"), role="owner")


def browser(agent: Agent) -> Client:
    client = Client()
    store = open_session(SessionStore(None, AGENT), agent.person, level=Level.SIGNED_IN)
    client.cookies["pindesk_agent"] = store.session_key
    return client


def mailed_link() -> str:
    mail = Delivery.objects.filter(purpose="accounts.invitation").latest("pk")
    return re.search(r"https?://[^/]+(/\w\w/invitations/[\w-]+)", unseal(mail.text, "outbox"))[1]


def mailed_token() -> str:
    return mailed_link().rpartition("/")[2]


def invite(by: Agent, **changes: Any) -> Invitation:
    return invite_agent(**{**NEW, "teams": [], **changes}, by=by)


def test_everybody_sees_who_is_here(cast: Cast) -> None:
    page = browser(cast.ada).get("/workspace/people/").text
    assert cast.ada.person.name in page and cast.lin.person.name in page and "Mail the invitation" not in page


def test_the_list_costs_the_same_for_many(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = browser(cast.lin)
    client.get("/workspace/people/")
    for number in range(30):
        make_agent(Person.objects.create(email=f"a{number}@example.com", name="A"), teams=[])
    with django_assert_max_num_queries(8):
        client.get("/workspace/people/")


def test_an_invitation_is_mailed_shown_and_accepted_by_a_button(cast: Cast) -> None:
    team = cast.lin.teams.first()
    response = browser(cast.lin).post("/workspace/people/invitations", {**NEW, "teams": [team.pk]})
    assert response["Location"] == "/workspace/people/?invited=1"
    mail = Delivery.objects.get(purpose="accounts.invitation")
    assert (mail.to, mail.language, mail.is_secret) == ("noa@example.com", "fr", True)
    client, link = Client(), mailed_link()
    for _ in range(2):  # a scanner that follows the link changes nothing
        page = client.get(link)
        assert page.status_code == 200 and page["Referrer-Policy"] == "same-origin"
        assert "no-store" in page["Cache-Control"]
    assert not Person.objects.filter(email="noa@example.com").exists()
    response = client.post(link)
    noa = Person.objects.get(email="noa@example.com")
    assert (noa.agent.role, noa.agent.languages, list(noa.agent.teams.all())) == ("agent", ["fr", "en"], [team])
    assert response["Location"] == "/workspace" and client.get("/workspace/people/").status_code == 200
    assert client.post(link).status_code == 410 and client.get(link).status_code == 410
    assert Event.objects.filter(kind__in=["invitation.sent", "invitation.accepted", "agent.added"]).count() == 3


def test_leads_read_that_invitations_wait_while_no_mail_server_is_set(cast: Cast, settings: Any) -> None:
    pages = ("/workspace/people/?invited=1", f"/workspace/accounts/{cast.alice.account_id}/?invited=1")
    lead, agent = browser(cast.lin), browser(cast.ada)
    settings.MAIL_FOLDER, settings.SMTP = "", None
    for path in pages:
        page = lead.get(path).text
        assert "No mail server is set." in page and "Invitations wait until one is." in page
        assert "The invitation is on its way." not in page
        assert "No mail server is set." not in agent.get(path).text
    settings.SMTP = {"host": "mail.example.com"}
    for path in pages:
        page = lead.get(path).text
        assert "No mail server is set." not in page and "The invitation is on its way." in page


def test_the_token_is_nowhere_in_the_database(cast: Cast) -> None:
    invite(cast.lin)
    token = mailed_token()
    assert token not in str(list(Invitation.objects.values())) + str(list(Delivery.objects.values()))


def test_a_link_is_over_after_a_week_or_when_withdrawn(cast: Cast) -> None:
    invite(cast.lin)
    token = mailed_token()
    with clock.frozen(clock.now() + timedelta(days=7, seconds=1)), pytest.raises(InvitationOver):
        accept_invitation(token)
    invitation = Invitation.objects.get()
    withdraw_invitation(invitation, by=cast.lin)
    withdraw_invitation(invitation, by=cast.lin)
    with pytest.raises(InvitationOver):
        accept_invitation(token)
    assert Event.objects.filter(kind="invitation.withdrawn").count() == 1
    response = Client().get(f"/en/invitations/{token}")
    assert response.status_code == 410 and "Ask the person who invited you" in response.text


def test_an_unknown_link_is_not_found(cast: Cast) -> None:
    with pytest.raises(Http404):
        accept_invitation("nonsense")
    assert Client().get("/en/invitations/nonsense").status_code == 404


def test_a_new_invitation_replaces_the_last(cast: Cast) -> None:
    invite(cast.lin)
    first = mailed_token()
    invite(cast.lin)
    with pytest.raises(InvitationOver):
        accept_invitation(first)
    accept_invitation(mailed_token())


def test_owners_of_an_account_invite_colleagues(cast: Cast) -> None:
    account = cast.alice.account
    invite_member(account, email="new@example.com", name="New", language="de", by=cast.alice)
    client = Client()
    response = client.post(mailed_link())
    assert response["Location"] == "/de/" and client.get("/de/me").status_code == 200
    assert Membership.objects.get(person__email="new@example.com").account == account
    assert client.get("/workspace/people/").status_code == 302
    with pytest.raises(NotAllowed):
        invite_member(account, email="x@example.com", name="X", language="de", by=cast.bob)
    with pytest.raises(NotAllowed):
        invite_member(account, email="x@example.com", name="X", language="de", by=cast.mallory)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"email": "no"}, "email"),
        ({"name": " "}, "name"),
        ({"languages": []}, "languages"),
        ({"email": "a@b.c\nBcc: d@e.fr"}, "email"),
    ],
)
def test_a_mistake_brings_the_form_back_as_typed(cast: Cast, change: dict[str, Any], where: str) -> None:
    response = browser(cast.lin).post("/workspace/people/invitations", {**NEW, **change})
    assert response.status_code == 400 and f'id="f-{where}-error"' in response.text
    assert not Delivery.objects.exists()


def test_agents_invite_nobody(cast: Cast, owner: Agent) -> None:
    assert browser(cast.ada).post("/workspace/people/invitations", NEW).status_code == 403
    with pytest.raises(NotAllowed):
        invite(cast.lin, role="owner")
    assert invite(owner, role="owner").agent_role == "owner"


def test_a_lead_changes_an_agent_and_each_change_is_recorded(cast: Cast) -> None:
    client = browser(cast.lin)
    path = f"/workspace/people/{cast.ada.pk}/"
    form = {"role": "lead", "languages": ["en", "es"], "teams": []}
    assert client.post(path, form)["Location"] == f"{path}?saved=1"
    client.post(path, form)
    changes = {event.data["what"]: event.data["new"] for event in Event.objects.filter(kind="agent.changed")}
    assert changes == {"role": "lead", "languages": "en es", "teams": ""}
    assert Event.objects.filter(kind="agent.changed").count() == 3
    assert client.get(path).status_code == 200


def test_agents_change_themselves_only_in_their_languages(cast: Cast) -> None:
    assert change_agent(cast.ada, languages=["de"], by=cast.ada).languages == ["de"]
    for change in ({"role": "owner"}, {"teams": []}, {"is_active": False}):
        with pytest.raises(NotAllowed):
            change_agent(cast.ada, **change, by=cast.ada)
    with pytest.raises(NotAllowed):
        change_agent(cast.lin, languages=["de"], by=cast.ada)


def test_leads_neither_make_nor_touch_owners(cast: Cast, owner: Agent) -> None:
    for agent, change in ((cast.ada, {"role": "owner"}), (owner, {"role": "agent"}), (owner, {"is_active": False})):
        with pytest.raises(NotAllowed):
            change_agent(agent, **change, by=cast.lin)
    with pytest.raises(UnknownValue):
        change_agent(cast.ada, role="king", by=owner)


def test_the_last_owner_stays(owner: Agent, cast: Cast) -> None:
    for change in ({"role": "agent"}, {"is_active": False}):
        with pytest.raises(LastOwner):
            change_agent(owner, **change, by=owner)
    change_agent(cast.lin, role="owner", by=owner)
    assert change_agent(owner, role="agent", by=Agent.objects.get(pk=cast.lin.pk)).role == "agent"


def test_a_deactivated_agent_is_out_at_once(cast: Cast) -> None:
    ada, lin = browser(cast.ada), browser(cast.lin)
    assert ada.get("/workspace/people/").status_code == 200
    lin.post(f"/workspace/people/{cast.ada.pk}/deactivation")
    assert ada.get("/workspace/people/").status_code == 302
    assert "Deactivated" in lin.get(f"/workspace/people/{cast.ada.pk}/").text
    lin.post(f"/workspace/people/{cast.ada.pk}/activation")
    assert Agent.objects.get(pk=cast.ada.pk).is_active


def test_a_lead_signs_an_agent_out_everywhere(cast: Cast, owner: Agent) -> None:
    ada, lin = browser(cast.ada), browser(cast.lin)
    lin.post(f"/workspace/people/{cast.ada.pk}/sign-out-everywhere")
    assert ada.get("/workspace/people/").status_code == 302
    assert browser(cast.ada).post(f"/workspace/people/{cast.lin.pk}/sign-out-everywhere").status_code == 403
    for reader, shown in ((owner, owner), (lin, cast.ada), (lin, owner)):
        client = browser(reader) if isinstance(reader, Agent) else reader
        path = f"/workspace/people/{shown.pk}/"
        is_offered = f'action="{path}sign-out-everywhere"' in client.get(path).text
        assert (
            is_offered
            == (client.post(f"{path}sign-out-everywhere").status_code == 302)
            == (reader is not lin or shown is not owner)
        )


def test_only_an_owner_demands_a_second_step(cast: Cast, owner: Agent) -> None:
    assert browser(cast.lin).post("/workspace/people/second-factor", {"is_required": "1"}).status_code == 403
    client = browser(owner)
    for _ in range(2):
        client.post("/workspace/people/second-factor", {"is_required": "1"})
    assert Company.objects.get().require_agent_2fa and Event.objects.filter(kind="company.changed").count() == 1


def test_teams_are_added_and_renamed_by_leads(cast: Cast) -> None:
    client = browser(cast.lin)
    assert client.post("/workspace/teams/", {"name": "Night shift"}).status_code == 302
    assert "Night shift" in client.get("/workspace/teams/").text
    team = save_team(name="Night shift", by=cast.lin)
    assert team.code == "night-shift-2"
    client.post(f"/workspace/teams/{team.pk}/", {"name": "Days"})
    assert "Days" in client.get(f"/workspace/teams/{team.pk}/").text
    assert client.post("/workspace/teams/", {"name": "  "}).status_code == 400
    assert browser(cast.ada).post("/workspace/teams/", {"name": "Mine"}).status_code == 403


@pytest.mark.parametrize("path", ["people/999999/", "teams/999999/", "people/999999/deactivation"])
def test_numbers_that_are_not_there_are_not_found(cast: Cast, path: str) -> None:
    client = browser(cast.lin)
    assert (client.post if "deactivation" in path else client.get)(f"/workspace/{path}").status_code == 404


def test_the_trail_is_for_leads_and_has_words_for_every_kind(cast: Cast) -> None:
    assert browser(cast.ada).get("/workspace/audit/").status_code == 403
    client = browser(cast.lin)
    invite(cast.lin)
    page = client.get("/workspace/audit/").text
    assert "Noa New" in page and "was invited (Agent)" in page and cast.lin.person.name in page
    assert client.get("/workspace/audit/?before=1").status_code == 200
    assert client.get("/workspace/audit/?before=x").status_code == 200
    from pindesk.accounts import events
    from pindesk.events.kinds import _names

    ours = {name for cls, name in _names.items() if cls.__module__ == events.__name__}
    assert ours <= set(WORDS) <= set(_names.values())
    assert {"plans.saved", "subscription.started", "policy.topics_saved", "policy.settings_saved"} <= set(WORDS)
    assert unpack("agent.changed", {"what": "role", "old": "agent", "new": "lead"})


def test_the_trail_names_only_once_who_did_something_of_their_own(cast: Cast) -> None:
    client = browser(cast.lin)
    change_agent(cast.ada, languages=["de"], by=cast.lin)
    invite(cast.lin)
    accept_invitation(mailed_token())
    told = {entry.words: (entry.actor, entry.subject) for entry in audit_trail()}
    assert told["signed in"] == ("Lin Chen", "")
    assert told["accepted the invitation"] == ("Noa New", "")
    assert told["now answers in Deutsch"] == ("Lin Chen", "Ada Okafor")
    assert "<b>Lin Chen</b> signed in" not in client.get("/workspace/audit/").text


def test_the_trail_goes_back_page_by_page(cast: Cast) -> None:
    for number in range(3):
        save_team(name=f"Team {number}", by=cast.lin)
    newest = audit_trail(limit=2)
    older = audit_trail(before=newest[-1].number, limit=2)
    assert [entry.subject for entry in newest + older][:3] == ["Team 2", "Team 1", "Team 0"]


def test_somebody_taken_out_of_an_account_is_out(cast: Cast) -> None:
    with pytest.raises(LastOwner):
        remove_membership(cast.alice, by=cast.lin)
    remove_membership(cast.bob, by=cast.lin)
    remove_membership(cast.bob, by=cast.lin)
    assert Event.objects.filter(kind="account.member_removed").count() == 1
    again = add_membership(cast.bob.account, cast.bob.person, by=cast.lin)
    assert again.pk != cast.bob.pk and add_membership(cast.bob.account, cast.bob.person).pk == again.pk


def test_names_are_shown_not_run(cast: Cast) -> None:
    Person.objects.filter(pk=cast.ada.person_id).update(name="<script>alert(1)</script>")
    assert "<script>alert" not in browser(cast.lin).get("/workspace/people/").text


def test_an_agent_turns_single_letters_off(cast: Cast) -> None:
    client = browser(cast.ada)
    given = {"name": "Ada Okafor", "language": "en", "zone": "", "languages": ["en", "fr"]}
    assert 'data-letter-keys="off"' not in client.get("/workspace/me").text
    client.post("/workspace/me", given)
    assert 'data-letter-keys="off"' in client.get("/workspace/tickets/").text
    client.post("/workspace/me", {**given, "keys": "on"})
    assert 'data-letter-keys="off"' not in client.get("/workspace/tickets/").text
    assert "uses no single letters as shortcuts" in browser(cast.lin).get("/workspace/audit/").text
