"""Addresses of sign-in, invitations and the profile; included by the portal's own, behind the language."""

from django.urls import path
from django.views.decorators.cache import cache_control

from pindesk.portal.views import invitations, profile, sign_in, tokens

_not_kept = cache_control(private=True, no_store=True)  # what a page of secrets shows stays in no browser

urlpatterns = [
    path("sign-in", sign_in.request_code, name="sign_in"),
    path("sign-in/code", _not_kept(sign_in.confirm_code), name="sign_in_code"),
    path("sign-out", sign_in.leave, name="sign_out"),
    path("accounts", sign_in.accounts, name="accounts"),
    path("me", profile.me, name="me"),
    path("me/tokens", _not_kept(tokens.index), name="tokens"),
    path("me/tokens/<int:pk>/revocation", tokens.revoke, name="revoke_token"),
    path("me/sign-out-everywhere", profile.end_sessions, name="sign_out_everywhere"),
    path("invitations/<str:token>", _not_kept(invitations.show), name="invitation"),
]
