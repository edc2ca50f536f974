"""The kinds of events that accounts record: the audit trail of people, accounts, agents and teams."""

from dataclasses import dataclass

from pindesk.events.kinds import kind


@kind("person.signed_in")
@dataclass(frozen=True, slots=True)
class SignedIn:
    audience: str
    level: int


@kind("person.signed_out")
@dataclass(frozen=True, slots=True)
class SignedOut:
    audience: str


@kind("person.signed_out_everywhere")
@dataclass(frozen=True, slots=True)
class SignedOutEverywhere:
    sessions: int


@kind("person.token_created")
@dataclass(frozen=True, slots=True)
class TokenCreated:
    token: int


@kind("person.token_revoked")
@dataclass(frozen=True, slots=True)
class TokenRevoked:
    token: int


@kind("person.added")
@dataclass(frozen=True, slots=True)
class PersonAdded:
    pass


@kind("person.changed")
@dataclass(frozen=True, slots=True)
class PersonChanged:
    fields: str


@kind("person.credentials_changed")
@dataclass(frozen=True, slots=True)
class CredentialsChanged:
    what: str


@kind("person.deactivated")
@dataclass(frozen=True, slots=True)
class PersonDeactivated:
    pass


@kind("person.activated")
@dataclass(frozen=True, slots=True)
class PersonActivated:
    pass


@kind("account.created")
@dataclass(frozen=True, slots=True)
class AccountCreated:
    reference: str


@kind("account.member_added")
@dataclass(frozen=True, slots=True)
class MemberAdded:
    person: int
    role: str


@kind("account.member_removed")
@dataclass(frozen=True, slots=True)
class MemberRemoved:
    person: int


@kind("agent.added")
@dataclass(frozen=True, slots=True)
class AgentAdded:
    role: str
    languages: str


@kind("agent.changed")
@dataclass(frozen=True, slots=True)
class AgentChanged:
    what: str
    old: str
    new: str


@kind("agent.presence_changed")
@dataclass(frozen=True, slots=True)
class PresenceChanged:
    presence: str


@kind("team.saved")
@dataclass(frozen=True, slots=True)
class TeamSaved:
    code: str


@kind("invitation.sent")
@dataclass(frozen=True, slots=True)
class InvitationSent:
    role: str


@kind("invitation.withdrawn")
@dataclass(frozen=True, slots=True)
class InvitationWithdrawn:
    pass


@kind("invitation.accepted")
@dataclass(frozen=True, slots=True)
class InvitationAccepted:
    person: int


@kind("company.set_up")
@dataclass(frozen=True, slots=True)
class CompanySetUp:
    pass


@kind("company.changed")
@dataclass(frozen=True, slots=True)
class CompanyChanged:
    what: str
    new: str
