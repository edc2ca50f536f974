"""Addresses of the help of the workspace; none yet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
