"""What a password must be, in words of ours: Django's address people another way than the rest in some languages."""

from __future__ import annotations

from django.contrib.auth import password_validation as django_rules
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnough(django_rules.MinimumLengthValidator):
    """Of so many characters."""

    def get_error_message(self) -> str:
        words = ngettext("Use at least %(number)s character.", "Use at least %(number)s characters.", self.min_length)
        return words % {"number": self.min_length}


class NotCommon(django_rules.CommonPasswordValidator):
    """None of those that are tried first."""

    def get_error_message(self) -> str:
        return _("Many people use this password; it is among the first that are tried. Choose another one.")


class NotOnlyDigits(django_rules.NumericPasswordValidator):
    """More than a number."""

    def get_error_message(self) -> str:
        return _("Use more than digits.")


class NotLikeThePerson(django_rules.UserAttributeSimilarityValidator):
    """Not the name or the address of the person, nearly."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "name"))

    def get_error_message(self) -> str:
        return _("Choose a password that is less like the name or the e-mail address.")
