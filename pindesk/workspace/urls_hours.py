"""Addresses of channels and hours, their versions, and the simulator; included by the workspace's own."""

from django.urls import path

from pindesk.workspace.views import hours, simulator

urlpatterns = [
    path("hours/", hours.show, name="hours"),
    path("hours/versions/", hours.versions, name="hours_versions"),
    path("hours/versions/<int:pk>/withdrawal", hours.withdraw, name="withdraw_hours"),
    path("simulator/", simulator.show, name="simulator"),
]
