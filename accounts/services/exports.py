"""Copies of all that the site holds of somebody."""


def export_account(user):
    """What the account itself holds of its owner."""
    return {
        "email": user.email,
        "display_name": user.display_name,
        "joined": user.date_joined.isoformat(),
        "last_signed_in": user.last_login.isoformat() if user.last_login else None,
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "addresses": list(
            user.emailaddress_set.order_by("pk").values("email", "verified", "primary")
        ),
    }
