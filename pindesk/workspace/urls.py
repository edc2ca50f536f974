"""Addresses of the agents' pages."""

from django.urls import include, path

from pindesk.workspace.views import (
    accounts,
    changes,
    deliveries,
    drafts,
    file_limits,
    policy,
    queue,
    subscriptions,
    ticket,
    uploads,
)

app_name = "workspace"

urlpatterns = [
    path("workspace/", queue.enter, name="home"),
    path("workspace/tickets/", queue.index, name="tickets"),
    path("workspace/tickets/parts/<slug:part>", queue.part, name="queue_part"),
    path("workspace/tickets/<int:number>/", ticket.show, name="ticket"),
    path("workspace/tickets/<int:number>/parts/<slug:part>", ticket.part, name="ticket_part"),
    path("workspace/tickets/<int:number>/files/<slug:key>", ticket.file, name="file"),
    path("workspace/tickets/<int:number>/files/<slug:key>/preview", ticket.file_preview, name="file_preview"),
    path("workspace/tickets/<int:number>/replies", changes.create_reply, name="replies"),
    path("workspace/tickets/<int:number>/notes", changes.create_note, name="notes"),
    path("workspace/tickets/<int:number>/status", changes.set_status, name="status"),
    path("workspace/tickets/<int:number>/assignment", changes.set_assignment, name="assignment"),
    path("workspace/tickets/<int:number>/team", changes.set_team, name="ticket_team"),
    path("workspace/tickets/<int:number>/topic", changes.set_topic, name="topic"),
    path("workspace/tickets/<int:number>/priority", changes.set_priority, name="priority"),
    path("workspace/drafts/<str:form>", drafts.save, name="draft"),
    path("workspace/uploads/", uploads.create, name="uploads"),
    path("workspace/uploads/<slug:token>", uploads.show, name="upload"),
    path("workspace/plans/", policy.plans, name="plans"),
    path("workspace/topics/", policy.topics, name="topics"),
    path("workspace/files/", file_limits.show, name="file_limits"),
    path("workspace/accounts/", accounts.index, name="accounts"),
    path("workspace/accounts/new", accounts.new, name="new_account"),
    path("workspace/accounts/<int:pk>/", accounts.show, name="account"),
    path("workspace/accounts/<int:pk>/subscriptions", subscriptions.create, name="subscriptions"),
    path("workspace/accounts/<int:pk>/trials", subscriptions.create_trial, name="trials"),
    path("workspace/accounts/<int:pk>/arrears", subscriptions.create_arrears, name="arrears"),
    path("workspace/accounts/<int:pk>/arrears/delete", subscriptions.delete_arrears, name="no_arrears"),
    path("workspace/accounts/<int:pk>/invitations", accounts.create_invitation, name="account_invitations"),
    path(
        "workspace/accounts/<int:pk>/invitations/<int:invitation>/withdrawal",
        accounts.withdraw,
        name="withdraw_account_invitation",
    ),
    path("workspace/accounts/<int:pk>/members/<int:membership>/removal", accounts.remove_member, name="remove_member"),
    path("workspace/deliveries/", deliveries.index, name="deliveries"),
    path("workspace/deliveries/<int:pk>/attempts", deliveries.create_attempt, name="delivery_attempts"),
    path("workspace/", include("pindesk.workspace.urls_hours")),
    path("workspace/", include("pindesk.workspace.urls_people")),
    path("workspace/articles/", include("pindesk.workspace.urls_articles")),
    path("workspace/help/", include("pindesk.workspace.urls_help")),
]
