"""Organisations whose accounts sign people in here, as the environment names them."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured

DISCOVERY = "/.well-known/openid-configuration"
ENTRA_SERVER = "https://login.microsoftonline.com"
# Everybody's personal accounts, under a number that looks like an organisation's.
ENTRA_CONSUMERS = UUID("9188040d-6c67-4c5b-b112-36a304b66dad")
LONGEST_NAME = 40
THIS_COMPUTER = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Organisations:
    """`apps` for allauth, and the `origins` to which its forms lead."""

    apps: list
    origins: list


def read_organisations(env):
    """What the variables OIDC_… and ENTRA_… say; half of either stops the start."""
    apps = [*_openid_connect(env), *_entra(env)]
    return Organisations(
        apps=apps,
        origins=sorted({_origin(app["settings"]["server_url"]) for app in apps}),
    )


def _openid_connect(env):
    given = _all_or_none(
        env, "OIDC_NAME", "OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"
    )
    if not given:
        return []
    name, server_url, client_id, secret = given
    if len(name) > LONGEST_NAME:
        raise ImproperlyConfigured(
            f"OIDC_NAME stands on a button: at most {LONGEST_NAME} characters."
        )
    server_url = server_url.removesuffix(DISCOVERY)
    if not _is_safe_address(server_url):
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL must look like https://sign-in.example, without a question mark."
        )
    return [_app("oidc", name, server_url, client_id, secret)]


def _entra(env):
    given = _all_or_none(
        env, "ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "ENTRA_CLIENT_SECRET"
    )
    if not given:
        return []
    tenant, client_id, secret = given
    return [
        _app(
            "entra",
            env.str("ENTRA_NAME", "Microsoft"),
            f"{ENTRA_SERVER}/{_tenant(tenant)}/v2.0",
            client_id,
            secret,
            # All that it tells stands in the signed token.
            fetch_userinfo=False,
            # It says nothing about the mailbox; this says whose the domain is.
            verified_claim="xms_edov",
        )
    ]


def _app(provider_id, name, server_url, client_id, secret, **settings):
    return {
        "provider_id": provider_id,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": server_url, **settings},
    }


def _all_or_none(env, *names):
    values = [env.str(name, "").strip() for name in names]
    missing = [name for name, value in zip(names, values, strict=True) if not value]
    if len(missing) == len(names):
        return None
    if missing:
        raise ImproperlyConfigured(
            f"Signing in with an organisation's account needs {', '.join(names)}. "
            f"Set {' and '.join(missing)} too, or none of them."
        )
    return values


def _tenant(text):
    try:
        tenant = UUID(text)
    except ValueError:
        tenant = None
    if tenant in {None, ENTRA_CONSUMERS}:
        raise ImproperlyConfigured(
            "ENTRA_TENANT_ID must be your organisation's own directory (tenant) ID, like "
            "8eaef023-2b34-4da1-9baa-8bc8c9d6a490; not its name, and not “common”."
        )
    return tenant


def _is_safe_address(url):
    try:
        parts = urlsplit(url)
        is_near = parts.hostname in THIS_COMPUTER
        return (
            (parts.scheme == "https" or (parts.scheme == "http" and is_near))
            and bool(parts.hostname)
            and parts.port != 0
            and not (parts.query or parts.fragment or parts.username)
            # It becomes part of a header.
            and not any(one.isspace() or one in ";," for one in url)
        )
    except ValueError:
        return False


def _origin(url):
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
