"""People in your account: who is in it, inviting, withdrawing, removing and leaving."""

from __future__ import annotations

import re
from itertools import count

import pytest
from django.test import Client

from pindesk.accounts.actions import add_membership, add_person, invite_member, remove_membership
from pindesk.accounts.limits import INVITATIONS_BY_AGENT
from pindesk.accounts.models import Invitation, Membership, Person
from pindesk.lib.sealing import unseal
from pindesk.outbox.models import Delivery
from tests.asking import assert_constant_queries, client_for
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGE = "/en/people"
NEW = {"name": "Noa New", "email": "Noa@Example.com", "language": "fr", "role": "billing"}
CHANGES = ("/en/people/invitations", "/en/people/invitations/{i}/withdrawal", "/en/people/{m}/removal")


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return invited(cast.alice, "ivo@example.com")


def invited(by: Membership, email: str, name: str = "Ivo Invited") -> Invitation:
    return invite_member(by.account, email=email, name=name, language="en", by=by)


def mailed_link() -> str:
    mail = Delivery.objects.filter(purpose="accounts.invitation").latest("pk")
    found = re.search(r"https?://[^/]+(/\w\w/invitations/[\w-]+)", unseal(mail.text, "outbox"))
    assert found
    return found[1]


def words_of(html: str) -> str:
    main = re.sub(r"(?s).*<main[^>]*>|</main>.*|<dialog.*?</dialog>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def removal(membership: Membership) -> str:
    return f"/en/people/{membership.pk}/removal"


def test_an_owner_sees_who_is_here_and_who_is_invited(cast: Cast, invitation: Invitation) -> None:
    words = words_of(client_for(cast.alice).get(PAGE).text)
    assert "Alice Lenoir (you) owner alice@example.com" in words
    assert "Bob Garnier member bob@example.com Remove" in words
    assert "Ivo Invited member ivo@example.com To be accepted by 23 Jul 17:55 Withdraw" in words
    assert "Invite a colleague" in words
    assert "You are the only owner." in words
    assert "Mallory" not in words


@pytest.mark.parametrize("role", ["member", "billing"])
def test_others_see_the_list_only(cast: Cast, invitation: Invitation, role: str) -> None:
    Membership.objects.filter(pk=cast.bob.pk).update(role=role)
    page = client_for(cast.bob).get(PAGE).text
    assert f"Bob Garnier (you) {role} bob@example.com" in words_of(page)
    assert "Alice Lenoir owner alice@example.com" in words_of(page)
    assert "Ivo Invited" in page
    assert "ivo@example.com" not in page
    main = page[page.index("<main") : page.index("</main>")]
    assert not re.findall(r"<(?:form|button|dialog)", main)


def test_the_menu_leads_here(cast: Cast) -> None:
    assert f'href="{PAGE}"' in client_for(cast.bob).get("/en/").text
    assert client_for(cast.bob).get(f"{PAGE}/")["Location"] == PAGE


def test_invitations_that_are_over_are_not_listed(cast: Cast) -> None:
    over = [invited(cast.alice, f"{number}@example.com", f"Over {number}") for number in range(3)]
    client = client_for(cast.alice)
    client.post(f"/en/people/invitations/{over[0].pk}/withdrawal")
    Invitation.objects.filter(pk=over[1].pk).update(accepted_at=over[1].created_at)
    Invitation.objects.filter(pk=over[2].pk).update(expires_at=over[2].created_at)
    assert "Over" not in client.get(PAGE).text


def test_an_invitation_goes_from_the_form_to_a_member(cast: Cast) -> None:
    owner = client_for(cast.alice)
    response = owner.post("/en/people/invitations", NEW)
    assert response["Location"] == f"{PAGE}?done=invited#invited"
    assert "The invitation is on its way." in owner.get(response["Location"]).text
    mail = Delivery.objects.get(purpose="accounts.invitation")
    assert (mail.to, mail.language, mail.is_secret) == ("noa@example.com", "fr", True)
    newcomer, link = client_for(), mailed_link()
    assert "Alice Lenoir" in newcomer.get(link).text
    assert newcomer.post(link)["Location"] == "/fr/"
    member = Membership.objects.get(person__email="noa@example.com")
    assert (member.account, member.role) == (cast.alice.account, "billing")
    assert newcomer.get("/fr/people").status_code == 200
    words = words_of(owner.get(PAGE).text)
    assert "Noa New billing noa@example.com Remove" in words
    assert "Open invitations" not in words


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"email": "no"}, "email", "Enter a complete e-mail address"),
        ({"email": "a@b.c\nBcc: d@e.fr"}, "email", "Enter a complete e-mail address"),
        ({"email": "bob@example.com"}, "email", "Somebody with this e-mail address is already here."),
        ({"name": " "}, "name", "Enter a name of 1 to 120 characters."),
        ({"name": "x" * 121}, "name", "Enter a name of 1 to 120 characters."),
        ({"role": "lead"}, "role", "Choose one of the values in the list."),
        ({"role": ""}, "role", "Choose one of the values in the list."),
        ({"language": "xx"}, "language", "Choose one of the values in the list."),
    ],
)
def test_a_mistake_brings_the_form_back_as_typed(cast: Cast, change: dict[str, str], field: str, sentence: str) -> None:
    response = client_for(cast.alice).post("/en/people/invitations", {**NEW, **change})
    assert response.status_code == 400
    assert f'id="f-{field}-error"' in response.text
    assert response.text.count('class="field__error"') == 1
    assert sentence in response.text
    kept = {**NEW, **change}
    for name in ("name", "email"):
        assert f'value="{kept[name]}"' in response.text
    assert not Delivery.objects.exists()


def test_an_empty_form_is_a_mistake(cast: Cast) -> None:
    assert client_for(cast.alice).post("/en/people/invitations").status_code == 400


def test_sent_twice_the_last_invitation_counts(cast: Cast) -> None:
    client = client_for(cast.alice)
    for _ in range(2):
        assert client.post("/en/people/invitations", NEW).status_code == 302
    assert words_of(client.get(PAGE).text).count("noa@example.com") == 1
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_too_many_invitations_wait(cast: Cast) -> None:
    for number in range(INVITATIONS_BY_AGENT.most):
        invited(cast.alice, f"{number}@example.com")
    response = client_for(cast.alice).post("/en/people/invitations", NEW)
    assert response.status_code == 429
    assert "Too many tries. Try again in 60 minutes." in response.text
    assert 'value="Noa@Example.com"' in response.text
    assert Invitation.objects.count() == INVITATIONS_BY_AGENT.most


def test_a_withdrawn_link_is_void(cast: Cast, invitation: Invitation) -> None:
    client, link = client_for(cast.alice), mailed_link()
    for _ in range(2):
        response = client.post(f"/en/people/invitations/{invitation.pk}/withdrawal")
        assert response["Location"] == f"{PAGE}?done=withdrawn"
    assert "The invitation is withdrawn." in client.get(response["Location"]).text
    assert client_for().get(link).status_code == 410


def test_who_is_removed_is_out_at_once(cast: Cast) -> None:
    owner, bob = client_for(cast.alice), client_for(cast.bob)
    assert bob.get(PAGE).status_code == 200
    for _ in range(2):
        assert owner.post(removal(cast.bob))["Location"] == f"{PAGE}?done=removed"
    assert bob.get(PAGE)["Location"] == f"/en/sign-in?next={PAGE}"
    page = owner.get(f"{PAGE}?done=removed").text
    assert "The person is no longer in your account." in page
    assert "Bob Garnier" not in page


def test_who_is_removed_stays_in_other_accounts(cast: Cast) -> None:
    other = add_membership(cast.mallory.account, cast.bob.person)
    bob = client_for(other)
    client_for(cast.alice).post(removal(cast.bob))
    assert "Mallory Quinn" in bob.get(PAGE).text


def test_a_dialog_asks_before_somebody_is_removed(cast: Cast) -> None:
    page = client_for(cast.alice).get(PAGE).text
    dialogs = re.findall(r"(?s)<dialog.*?</dialog>", page)
    assert len(dialogs) == 1
    assert f'action="{removal(cast.bob)}"' in dialogs[0]
    assert "Remove Bob Garnier?" in dialogs[0]
    assert page.count(removal(cast.bob)) == 1


def test_the_only_owner_can_neither_leave_nor_try(cast: Cast) -> None:
    client = client_for(cast.alice)
    assert removal(cast.alice) not in client.get(PAGE).text
    response = client.post(removal(cast.alice))
    assert response.status_code == 409
    assert "Somebody else must be an owner first." in response.text
    assert client.get(PAGE).status_code == 200


def test_an_owner_among_others_leaves_and_is_signed_out(cast: Cast) -> None:
    Membership.objects.filter(pk=cast.bob.pk).update(role="owner")
    client = client_for(cast.alice)
    page = client.get(PAGE).text
    assert "Leave this account?" in page
    assert "only owner" not in page
    assert client.post(removal(cast.alice))["Location"] == "/en/sign-in"
    assert client.get("/en/tickets/")["Location"] == "/en/sign-in?next=/en/tickets/"
    assert "You are the only owner." in client_for(cast.bob).get(PAGE).text


def test_members_may_leave(cast: Cast) -> None:
    assert client_for(cast.bob).post(removal(cast.bob))["Location"] == "/en/sign-in"


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("role", ["member", "billing"])
def test_others_change_nothing(cast: Cast, invitation: Invitation, path: str, role: str) -> None:
    Membership.objects.filter(pk=cast.bob.pk).update(role=role)
    path = path.format(i=invitation.pk, m=cast.alice.pk)
    response = client_for(cast.bob).post(path, NEW)
    assert response.status_code == 403
    assert "You may not do this." in response.text
    assert_nothing_changed()


@pytest.mark.parametrize("path", CHANGES[1:])
@pytest.mark.parametrize("who", ["mallory", "frieda"])
def test_a_stranger_finds_nobody(cast: Cast, invitation: Invitation, path: str, who: str) -> None:
    client = client_for(getattr(cast, who))
    theirs = client.post(path.format(i=invitation.pk, m=cast.bob.pk))
    nothing = client.post(path.format(i=invitation.pk + 99, m=cast.bob.pk + 99))
    assert theirs.status_code == nothing.status_code == 404
    assert_nothing_changed()
    assert "Bob" not in client.get(PAGE).text
    assert "Ivo" not in client.get(PAGE).text


def test_a_colleague_in_another_account_is_not_found_there(cast: Cast) -> None:
    elsewhere = add_membership(cast.mallory.account, cast.bob.person)
    assert client_for(cast.alice).post(removal(elsewhere)).status_code == 404
    assert Membership.objects.get(pk=elsewhere.pk).removed_at is None


def test_an_invitation_of_an_agent_is_not_found(cast: Cast) -> None:
    of_agent = Invitation.objects.create(
        token_hash="x", email="a@example.com", name="Agent", agent_role="agent", expires_at=cast.alice.created_at
    )
    assert client_for(cast.alice).post(f"/en/people/invitations/{of_agent.pk}/withdrawal").status_code == 404


def test_signed_out_leads_to_sign_in_and_back(cast: Cast, invitation: Invitation) -> None:
    assert client_for().get(PAGE)["Location"] == f"/en/sign-in?next={PAGE}"
    for path in CHANGES:
        path = path.format(i=invitation.pk, m=cast.bob.pk)
        response = client_for().post(path, NEW, headers={"Referer": f"http://testserver{PAGE}"})
        assert response["Location"] == f"/en/sign-in?next={PAGE}"
    assert_nothing_changed()


def test_the_page_answers_to_reading_and_changes_to_sending(cast: Cast, invitation: Invitation) -> None:
    client = client_for(cast.alice)
    assert client.head(PAGE).status_code == 200
    for method in (client.post, client.put, client.delete):
        assert method(PAGE).status_code == 405
    for path in CHANGES:
        for method in (client.get, client.head, client.put, client.delete):
            assert method(path.format(i=invitation.pk, m=cast.bob.pk)).status_code == 405
    assert_nothing_changed()


@pytest.mark.parametrize("path", CHANGES)
def test_a_foreign_page_sends_nothing(cast: Cast, invitation: Invitation, path: str) -> None:
    path = path.format(i=invitation.pk, m=cast.bob.pk)
    response = client_for(cast.alice).post(path, NEW, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert_nothing_changed()


@pytest.mark.parametrize("number", ["0", "-1", "1e3", "1x", "9" * 18, "9" * 40, "١", "1%00", "%2e%2e"])
@pytest.mark.parametrize("path", CHANGES[1:])
def test_what_is_no_number_is_not_found(cast: Cast, path: str, number: str) -> None:
    assert client_for(cast.alice).post(path.format(i=number, m=number)).status_code == 404


def test_names_are_shown_not_run(cast: Cast) -> None:
    evil = '"><script>alert(1)</script>'
    Person.objects.filter(pk=cast.bob.person_id).update(name=evil)
    invited(cast.alice, "x@example.com", evil)
    client = client_for(cast.alice)
    for page in (client.get(PAGE), client.post("/en/people/invitations", {**NEW, "name": evil, "email": evil})):
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize("done", ["", "nothing", "<b>", "invited" * 99])
def test_only_what_was_done_is_said(cast: Cast, done: str) -> None:
    page = client_for(cast.alice).get(PAGE, {"done": done})
    assert page.status_code == 200
    assert "data-toast" not in page.text


def test_it_asks_few_questions(cast: Cast) -> None:
    numbers = count()

    def add() -> None:
        number = next(numbers)
        person = add_person(email=f"m{number}@example.com", name=f"Member {number}")
        add_membership(cast.alice.account, person)
        Invitation.objects.create(
            token_hash=str(number),
            email=f"i{number}@example.com",
            name="I",
            account=cast.alice.account,
            account_role="member",
            expires_at="2030-01-01T00:00Z",
        )

    assert_constant_queries(client_for(cast.alice), PAGE, add, at_most=5)


def test_it_is_about_the_account_that_one_acts_for(cast: Cast) -> None:
    other = add_membership(cast.mallory.account, cast.alice.person)
    client: Client = client_for(other)
    words = words_of(client.get(PAGE).text)
    assert "Quinn Trading" in words
    assert "Invite a colleague" not in words
    assert client.post(removal(cast.bob)).status_code == 404
    remove_membership(other, by=cast.mallory)
    assert client.get(PAGE).status_code == 302


def assert_nothing_changed() -> None:
    assert Invitation.objects.filter(withdrawn_at=None).count() == Invitation.objects.count() == 1
    assert not Membership.objects.exclude(removed_at=None).exists()
