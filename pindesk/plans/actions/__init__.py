"""Changes of plans and subscriptions."""

from pindesk.plans.actions.billing import forget_old_statements, take
from pindesk.plans.actions.payments import payment_failed, payment_received
from pindesk.plans.actions.plans import begin_trial, change_plan, note_payment, open_account, save_plans
from pindesk.plans.actions.subscribing import end_subscription, start_trial, subscribe

__all__ = [
    "begin_trial",
    "change_plan",
    "end_subscription",
    "forget_old_statements",
    "note_payment",
    "open_account",
    "payment_failed",
    "payment_received",
    "save_plans",
    "start_trial",
    "subscribe",
    "take",
]
