"""Addresses of the customers' pages; all of them begin with the language of the page."""

from django.urls import include, path

from pindesk.portal.views import beside, drafts, home, opening, people, slashes, tickets, uploads

app_name = "portal"

urlpatterns = [
    path("", home.show, name="home"),
    path("parts/board", home.board_part, name="board_part"),
    path("parts/tickets", home.tickets_part, name="tickets_part"),
    path("", include("pindesk.portal.urls_help")),
    path("tickets/", tickets.index, name="tickets"),
    path("tickets/parts/list", tickets.list_part, name="ticket_list_part"),
    path("tickets/new", opening.new, name="new_ticket"),
    path("tickets/new/parts/beside", beside.part, name="new_ticket_beside"),
    path("tickets/new/parts/articles/<int:number>", beside.article, name="new_ticket_article"),
    path("tickets/new/solution", beside.solution, name="new_ticket_solution"),
    path("tickets/new/solution/delete", beside.delete_solution, name="delete_new_ticket_solution"),
    path("tickets/new/parts/<slug:part>", opening.part, name="new_ticket_part"),
    path("tickets/<int:number>/", tickets.show, name="ticket"),
    path("tickets/<int:number>/parts/<slug:part>", tickets.part, name="ticket_part"),
    path("tickets/<int:number>/files/<slug:key>", tickets.file, name="file"),
    path("tickets/<int:number>/files/<slug:key>/preview", tickets.file_preview, name="file_preview"),
    path("tickets/<int:number>/replies", tickets.create_reply, name="replies"),
    path("tickets/<int:number>/draft", beside.add_to_ticket, name="add_to_ticket"),
    path("tickets/<int:number>/solution", tickets.create_solution, name="solution"),
    path("tickets/<int:number>/solution/delete", tickets.delete_solution, name="delete_solution"),
    path("tickets", slashes.to("portal:tickets")),
    path("tickets/new/", slashes.to("portal:new_ticket")),
    path("tickets/<int:number>", slashes.to("portal:ticket")),
    path("drafts/<str:form>", drafts.save, name="draft"),
    path("drafts/<str:form>/delete", drafts.delete, name="delete_draft"),
    path("uploads/", uploads.create, name="uploads"),
    path("uploads/<slug:token>", uploads.show, name="upload"),
    path("people", people.index, name="people"),
    path("people/", slashes.to("portal:people")),
    path("people/invitations", people.invite, name="invite_member"),
    path("people/invitations/<int:pk>/withdrawal", people.withdraw, name="withdraw_invitation"),
    path("people/<int:pk>/removal", people.remove, name="remove_member"),
    path("", include("pindesk.portal.urls_sign_in")),
]
