"""Plans, and the plan of an account over time."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pindesk.accounts.models import Account


class Plan(models.Model):
    """What customers pay for: the channels it includes and the time within which a first reply is promised."""

    code = models.SlugField(max_length=40, primary_key=True)
    names = models.JSONField(default=dict, help_text="Name by language code.")
    channels = models.JSONField(default=list, help_text="Channel codes: ticket, chat, phone.")
    promise_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="Elapsed seconds to the first reply; null: none."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names.get("en") or self.code


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def running_at(self, at: datetime) -> SubscriptionQuerySet:
        """Those whose span holds the instant `at`; the end is exclusive."""
        return self.not_over_at(at).filter(starts_at__lte=at)

    def not_over_at(self, at: datetime) -> SubscriptionQuerySet:
        """Those that run at the instant `at` or begin later."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at))

    def served_at(self, at: datetime) -> SubscriptionQuerySet:
        """Those that run and are paid for, or not yet unpaid for too long."""
        return self.running_at(at).filter(Q(grace_until=None) | Q(grace_until__gt=at))


class Subscription(models.Model):
    """The plan of one account over a span of time; changes end one row and begin the next."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="subscriptions")
    plan = models.ForeignKey(Plan, models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    trial_ends_at = models.DateTimeField(null=True, blank=True)
    grace_until = models.DateTimeField(
        null=True, blank=True, help_text="After a failed payment: served as before until then."
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-starts_at"], name="plans_subscription_latest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="plans_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.plan_id}"

    def is_running_at(self, at: datetime) -> bool:
        """Whether its span holds the instant `at`; the end is exclusive."""
        return self.starts_at <= at and (self.ends_at is None or self.ends_at > at)


class BillingState(models.Model):
    """How new what the company's billing system said of an account is: of its plan, and of its payments."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="billing_state")
    plan_as_of = models.DateTimeField(null=True, blank=True, help_text="When what was last said of its plan happened.")
    payment_as_of = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(help_text="When something was last said that was not known to be out of date.")

    def __str__(self) -> str:
        return f"billing of {self.account_id}"


class BillingStatement(models.Model):
    """One thing that the billing system said, by the name that it gave it: said again, it does nothing."""

    class Outcome(models.TextChoices):
        APPLIED = "applied"
        UNCHANGED = "unchanged"
        STALE = "stale"
        REFUSED = "refused"
        DROPPED = "dropped"

    webhook_id = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    received_at = models.DateTimeField(help_text="For the first time.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["received_at"], name="plans_statement_received")]

    def __str__(self) -> str:
        return self.webhook_id
