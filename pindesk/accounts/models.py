"""People who sign in, and what they belong to."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string, salted_hmac

from pindesk.files.rules.limits import Limits
from pindesk.lib import clock

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: people read references aloud


def new_reference() -> str:
    """A public account reference like `K7M2-Q4XZ`; it finds, it proves nothing."""
    letters = get_random_string(8, REFERENCE_ALPHABET)
    return f"{letters[:4]}-{letters[4:]}"


def new_stamp() -> str:
    return get_random_string(22)


class Language(models.TextChoices):
    EN = "en", "English"
    FR = "fr", "Français"
    DE = "de", "Deutsch"
    ES = "es", "Español"

    @classmethod
    def of_locale(cls, locale: str) -> str | None:
        """The language that a locale names, `en` for `en-us` and `EN_GB`; None for one that is not ours."""
        code = locale.strip().lower().replace("_", "-").partition("-")[0]
        return code if code in cls.values else None


class Level(models.IntegerChoices):
    """How surely a person is known. Source: RULES 5, after NIST SP 800-63B-4."""

    UNKNOWN = 0
    CLAIMED = 1
    SIGNED_IN = 2
    FRESH = 3


class Company(models.Model):
    """The one company that runs this support centre: a single row, what it decides, and the version of its policy."""

    name = models.CharField(max_length=120)
    languages = models.JSONField(
        default=list, help_text="Codes of the languages customers are served in, first is default."
    )
    zone = models.CharField(max_length=64, default="Europe/Paris", help_text="IANA zone of the opening hours.")
    dashboard_url = models.URLField(blank=True)
    require_agent_2fa = models.BooleanField(default=False)
    file_max_megabytes = models.PositiveSmallIntegerField(
        default=50, validators=[MinValueValidator(1), MaxValueValidator(500)], help_text="Of one file of a message."
    )
    files_max = models.PositiveSmallIntegerField(
        default=10, validators=[MinValueValidator(1), MaxValueValidator(50)], help_text="Files of one message."
    )
    policy_version = models.PositiveIntegerField(default=1)
    set_up_token_hash = models.CharField(max_length=64, blank=True)
    set_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="accounts_one_company")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_set_up(self) -> bool:
        return self.set_up_at is not None

    @property
    def file_limits(self) -> Limits:
        return Limits(self.file_max_megabytes, self.files_max)


class Account(models.Model):
    """A customer company (or one-person business): what a subscription belongs to."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, choices=Language, default=Language.EN)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    zone = models.CharField(max_length=64, default="Europe/Paris", help_text="IANA zone.")
    external_id = models.CharField(max_length=200, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail address, which is stored lower-case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who can sign in: a customer (through memberships), an agent (through an Agent row), or both."""

    email = models.EmailField(max_length=254, unique=True, help_text="Lower-case, domain in IDNA form.")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, choices=Language, default=Language.EN)
    zone = models.CharField(max_length=64, blank=True, help_text="IANA zone; empty: the account's.")
    external_id = models.CharField(max_length=200, null=True, blank=True, unique=True)
    security_stamp = models.CharField(max_length=22, default=new_stamp)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Sessions carry this; a new stamp or password ends them all."""
        return salted_hmac("accounts.session", self.security_stamp + self.password, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> list[str]:
        return []

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else ""


class Membership(models.Model):
    """One person in one account, with a role; ended, not deleted."""

    class Role(models.TextChoices):
        OWNER = "owner"
        MEMBER = "member"
        BILLING = "billing"

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    created_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "person"], condition=Q(removed_at=None), name="accounts_one_membership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.account_id}"

    @property
    def is_owner(self) -> bool:
        """Whether this is an owner's, who invites and removes people; one that is over is nobody's."""
        return self.role == self.Role.OWNER and self.removed_at is None

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone, else the account's."""
        return ZoneInfo(self.person.zone or self.account.zone)


class Team(models.Model):
    """Agents who answer the same topics."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Agent(models.Model):
    """A person who answers customers."""

    class Role(models.TextChoices):
        AGENT = "agent"
        LEAD = "lead"
        OWNER = "owner"

    class Presence(models.TextChoices):
        HERE = "here"
        AWAY = "away"

    person = models.OneToOneField(Person, models.CASCADE, related_name="agent")
    role = models.CharField(max_length=10, choices=Role, default=Role.AGENT)
    languages = models.JSONField(default=list, help_text="Codes of the languages this agent answers in.")
    teams = models.ManyToManyField(Team, related_name="agents", blank=True)
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.AWAY)
    has_letter_keys = models.BooleanField(default=True, help_text="Whether single letters act as shortcuts.")
    is_active = models.BooleanField(default=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.person.name

    @property
    def may_lead(self) -> bool:
        return self.role in (self.Role.LEAD, self.Role.OWNER)


class SessionManager(BaseSessionManager["Session"]):
    """Django's session store saves through this."""


class Session(AbstractBaseSession):
    """One signed-in browser of one audience; what it may do ends with the person's security stamp."""

    audience = models.CharField(max_length=10, default="customer")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="sessions")
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[SessionManager] = SessionManager()

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store


class Invitation(models.Model):
    """An offer to join as an agent or as a member of an account; the link shows a page, its button accepts."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, choices=Language, default=Language.EN)
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True)
    account_role = models.CharField(max_length=10, choices=Membership.Role, blank=True)
    agent_role = models.CharField(max_length=10, choices=Agent.Role, blank=True)
    agent_languages = models.JSONField(default=list, blank=True)
    teams = models.ManyToManyField(Team, blank=True)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def is_open_at(self, at: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class ApiToken(models.Model):
    """What a program signs in with: it speaks for one member of an account, or for one agent. Kept as a digest."""

    membership = models.ForeignKey(Membership, models.CASCADE, null=True, blank=True, related_name="api_tokens")
    agent = models.ForeignKey(Agent, models.CASCADE, null=True, blank=True, related_name="api_tokens")
    name = models.CharField(max_length=80, help_text="What it is for, in its owner's words.")
    token_hash = models.CharField(max_length=64, unique=True)
    security_stamp = models.CharField(max_length=22, help_text="The person's when it was made; another one ends it.")
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(membership=None) ^ Q(agent=None), name="accounts_token_of_one")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def person(self) -> Person:
        """Whom it speaks for."""
        owner = self.agent or self.membership
        assert owner, "a token belongs to a member or to an agent"
        return owner.person


class Throttle(models.Model):
    """How often something was tried under a key within a window; counted exactly, by one conditional UPDATE."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    window_ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


def language_codes(values: Any) -> list[str]:
    """Those of `values` that are languages of the product, in order, once each."""
    return [code for code in dict.fromkeys(values) if code in Language.values]
