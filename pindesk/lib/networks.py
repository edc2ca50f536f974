"""Which addresses count as one visitor."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

IPV6_PREFIX = 64  # what one household or one rented machine gets, to choose addresses from as it likes


def network_of(address: str) -> str:
    """The key to count tries by: an IPv4 address itself, of an IPv6 address its /64, like `2001:db8:1:2::/64`.

    What is no address is its own key. Source: RFC 6177, read 2026-11-26.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((int(parsed), IPV6_PREFIX), strict=False))
