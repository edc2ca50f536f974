"""What `serve` and `demo` do alike: lock, listen, migrate, then serve pages and background work in one process."""

from __future__ import annotations

import logging
from collections.abc import Callable

import django
from django.conf import settings

from pindesk.project import logs
from pindesk.project.commands.ports import say
from pindesk.project.server import data_lock

Step = Callable[[str], None]


def prepare_command() -> None:
    """Django, and a log on standard error that tells of trouble only, for a command that does its work and ends."""
    data_lock.make_data_dir(settings.DATA_DIR)
    logs.set_up(logging.WARNING)
    django.setup()


def serve_here(
    host: str,
    port: int,
    before: Step,
    on_stop: Callable[[], None] = lambda: None,
    log_level: int = logging.INFO,
) -> None:
    """Serve the data directory of the settings until told to stop.

    `before` is called with the address when the database is ready. Raises Refused when the port or the directory is
    taken, or a setting is wrong.
    """
    data_lock.make_data_dir(settings.DATA_DIR)
    data_lock.hold(settings.DATA_DIR)
    logs.set_up(log_level)
    django.setup()

    from pindesk.project import jobs, upgrade, warming
    from pindesk.project.server import run
    from pindesk.project.server.addresses import Addresses

    listener = run.listen(host, port)
    addresses = Addresses(settings.PUBLIC_URL, settings.TRUSTED_PROXIES, listener.getsockname()[0])
    settings.PUBLIC_URL = address = settings.PUBLIC_URL or run.address_of(listener)  # for the links in mails
    upgrade.migrate()
    if settings.UNKNOWN_VARIABLES:
        names = ", ".join(settings.UNKNOWN_VARIABLES)
        logging.getLogger("pindesk").warning(f"No setting has this name, so it changes nothing: {names}")
    if sentence := run.too_few_files():
        logging.getLogger("pindesk").warning(sentence)
    before(address)
    work = jobs.Work()

    def stop() -> None:
        work.stop()
        on_stop()

    work.start()

    def ready() -> None:
        say(f"Pindesk is at {run.address_of(listener)}/")
        warming.start()

    run.serve(listener, addresses, ready, stop)
