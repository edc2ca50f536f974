"""Starting and stopping the one process that serves."""

from __future__ import annotations

import asyncio
import resource
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from django.conf import settings

from pindesk.project.commands.ports import say
from pindesk.project.environment import Refused
from pindesk.project.server.addresses import Addresses
from pindesk.project.server.bodies import Bodies
from pindesk.project.server.bridge import FILE_THREADS, pages
from pindesk.project.server.heads import Connection
from pindesk.project.server.router import Router
from pindesk.project.server.streams import Streams

GRACE_SECONDS = 10
KEEP_ALIVE_SECONDS = 75  # longer than the proxies in front keep theirs, which else send into a closing connection
FILES_FOR_STREAMS = 12_000


class Server(uvicorn.Server):
    """Ends the event streams first when it is told to stop: they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, streams: Streams, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._streams = streams
        self._on_ready = on_ready
        self._is_ending = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self._on_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._end)
        super().handle_exit(sig, frame)

    def _end(self) -> None:
        """In the loop: a signal may come in the middle of another line that is being said."""
        if not self._is_ending:
            self._is_ending = True
            say("Stopping.")
            self._streams.end()


def listen(host: str, port: int) -> socket.socket:
    """A socket on which connections wait from now on; port 0 takes any free one. Raises Refused when it is taken."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return socket.create_server(found[0][4][:2], family=found[0][0], backlog=2048)
    except (OSError, OverflowError) as error:
        raise Refused(f"{host} port {port} cannot be listened on: {_reason(error)}.") from error


def address_of(listener: socket.socket) -> str:
    """The address to open in a browser on this machine, without a trailing slash."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)  # noqa: S104 - a name to compare
    return f"http://{host}:{port}"


def serve(
    listener: socket.socket, addresses: Addresses, on_ready: Callable[[], None], on_stop: Callable[[], None]
) -> None:
    """Serve until SIGTERM or SIGINT, then end by that signal. `on_ready` and `on_stop` are called around it."""
    streams = Streams(on_stop)
    bodies = Bodies(settings.REQUEST_BODY_MAX_BYTES, settings.DATA_DIR)
    router = Router(addresses, bodies, pages(), pages(FILE_THREADS), streams, settings.DATA_DIR)
    config = uvicorn.Config(
        router,
        loop="uvloop",
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # uvicorn ends by raising the signal again; Python's own handler would first take the whole program apart.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Server(config, streams, on_ready).run([listener])


def too_few_files() -> str | None:
    """Raise the limit of open files as far as allowed. A sentence for the operator when it stays low, else None."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < FILES_FOR_STREAMS:
        soft = FILES_FOR_STREAMS if hard == resource.RLIM_INFINITY else min(FILES_FOR_STREAMS, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft >= FILES_FOR_STREAMS:
        return None
    return f"Only {soft} open files are allowed here: raise `ulimit -n` to {FILES_FOR_STREAMS} for 10,000 open pages."


def _reason(error: OSError | OverflowError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "no such port"
