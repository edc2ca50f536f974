"""Addresses of people, teams, the audit trail and an agent's own profile; included by the workspace's own."""

from django.urls import path
from django.views.decorators.cache import cache_control

from pindesk.workspace.views import me, people, sign_in, teams, tokens, trail

_not_kept = cache_control(private=True, no_store=True)  # what a page of secrets shows stays in no browser

urlpatterns = [
    path("sign-out", sign_in.leave, name="sign_out"),
    path("me", me.show, name="me"),
    path("me/presence", me.presence, name="presence"),
    path("me/tokens", _not_kept(tokens.index), name="tokens"),
    path("me/tokens/<int:pk>/revocation", tokens.revoke, name="revoke_token"),
    path("me/sign-out-everywhere", me.end_sessions, name="sign_out_everywhere"),
    path("people/", people.index, name="people"),
    path("people/invitations", people.invite, name="invite"),
    path("people/invitations/<int:pk>/withdrawal", people.withdraw, name="withdraw_invitation"),
    path("people/second-factor", people.demand_second_factor, name="demand_second_factor"),
    path("people/<int:pk>/", people.show, name="agent"),
    path("people/<int:pk>/deactivation", people.deactivate, name="deactivate_agent"),
    path("people/<int:pk>/activation", people.activate, name="activate_agent"),
    path("people/<int:pk>/sign-out-everywhere", people.end_sessions, name="end_agents_sessions"),
    path("teams/", teams.index, name="teams"),
    path("teams/<int:pk>/", teams.show, name="team"),
    path("audit/", trail.index, name="audit"),
]
