"""Which address the visitor used, and which one we believe: the public address is a setting, never the Host header."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from pindesk.project.environment import Refused
from pindesk.project.server.asgi import Headers, Scope, all_of, header

LOOPBACK_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))
FORWARDED = frozenset((b"forwarded", b"x-real-ip"))


class Addresses:
    """Checks and rewrites the scope of each request: Host, scheme and client as the rest of the program sees them."""

    def __init__(self, public_url: str, trusted_proxies: tuple[str, ...], listening_host: str) -> None:
        public = urlsplit(public_url)
        self._public_host = (public.hostname or "").lower()
        self._public_netloc = public.netloc.rpartition("@")[2].lower()
        self._scheme = public.scheme or "http"
        self._listening_host = listening_host.lower()
        self._trusted = [_network(name) for name in trusted_proxies]

    def believe(self, scope: Scope) -> bool:
        """Whether Host is ours. Afterwards the scope carries our Host and scheme, the visitor's own IP address, and no
        header that only a proxy may set."""
        host = header(scope, b"host") or ""
        is_ours = self._is_ours(_name(host), scope)
        scope["scheme"] = self._scheme
        scope["client"] = self._client(scope)
        scope["headers"] = self._clean(scope["headers"], self._public_netloc or (host if is_ours else "localhost"))
        return is_ours

    def is_local(self, scope: Scope) -> bool:
        """Whether the request came from this machine itself, not through a proxy. Ask before `believe`.

        A proxy of ours is never this machine itself, though it may run on it and say nothing of whom it speaks for.
        """
        peer, name = _peer(scope), _name(header(scope, b"host") or "")
        is_forwarded = self._is_trusted(peer) or any(_is_forwarding(name) for name, _ in scope["headers"])
        return not is_forwarded and _is_loopback(peer) and name in LOOPBACK_NAMES

    def _is_ours(self, name: str, scope: Scope) -> bool:
        if self._public_host:
            return name == self._public_host
        server = scope.get("server") or ("", 0)
        return name in LOOPBACK_NAMES or name in (self._listening_host, str(server[0]).lower())

    def _client(self, scope: Scope) -> tuple[str, int]:
        """Whom the proxies of ours speak for: each hop of X-Forwarded-For, from the last on, was said by the one after
        it, and is believed of a proxy of ours only. One that cannot be read says nothing."""
        address = _peer(scope)
        for hop in reversed(all_of(scope, b"x-forwarded-for").split(",")):
            said = _hop(hop) if self._is_trusted(address) else ""
            if not said:
                break
            address = said
        return address, 0

    def _is_trusted(self, address: str) -> bool:
        return _is_ip(address) and any(ip_address(address) in network for network in self._trusted)

    def _clean(self, headers: Headers, host: str) -> Headers:
        kept = [
            (name, value)
            for name, value in headers
            # An underscore would pass for a dash in WSGI: X_Forwarded_For.
            if name != b"host" and b"_" not in name and not _is_forwarding(name)
        ]
        return [(b"host", host.encode("latin-1")), *kept]


def _network(name: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(name, strict=False)
    except ValueError as error:
        raise Refused(
            f"PINDESK_TRUSTED_PROXIES holds {name!r}; give IP addresses or networks like 10.0.0.0/8."
        ) from error


def _is_forwarding(name: bytes) -> bool:
    return name in FORWARDED or name.startswith(b"x-forwarded-")


def _peer(scope: Scope) -> str:
    return str((scope.get("client") or ("", 0))[0])


def _name(host: str) -> str:
    """The name in a Host header, lower-case, without port and brackets; empty when it is not one."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _hop(text: str) -> str:
    """The IP address in an element of X-Forwarded-For, which some proxies write with its port; empty without one."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    if not _is_ip(text):
        return ""
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_loopback(text: str) -> bool:
    return _is_ip(text) and ip_address(text).is_loopback
