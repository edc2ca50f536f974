"""The demo's own pages: who to be, and the mail that was sent."""

from django.urls import path

from pindesk.demo import views

app_name = "demo"

urlpatterns = [
    path("demo/", views.people, name="people"),
    path("demo/as/<slug:who>", views.sign_in_as, name="as"),
    path("demo/mail/", views.mails, name="mails"),
    path("demo/mail/<int:number>", views.mail, name="mail"),
    path("demo/mail/<int:number>/page", views.mail_page, name="mail_page"),
]
