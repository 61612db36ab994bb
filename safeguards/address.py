"""Where a request comes from, believing no more proxies than we run."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from python_ipware import IpWare


def client_address(request):
    """The reader's IP address, or "" where there is none (a server behind a socket)."""
    return _forwarded_address(request) or request.META.get("REMOTE_ADDR", "")


def client_network(request):
    """What limits are counted by: an IPv4 address, or the /64 that one IPv6 reader owns."""
    address = client_address(request)
    try:
        version = ip_address(address).version
    except ValueError:
        return address
    return str(ip_network((address, 64), strict=False)) if version == 6 else address


def _forwarded_address(request):
    proxies = settings.TRUSTED_PROXY_COUNT
    if not proxies:
        return None
    # The last proxy's own address is REMOTE_ADDR; the header names the others, after the
    # reader. Whatever stands before that was written by the reader and is not believed.
    ipware = IpWare(precedence=("HTTP_X_FORWARDED_FOR",), proxy_count=proxies - 1)
    address, _trusted = ipware.get_client_ip(request.META)
    return str(address) if address else None
