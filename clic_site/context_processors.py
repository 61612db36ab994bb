from django.conf import settings


def site(request):
    """What every template may need to know of this site: its public address, whether it is the demo and asks for second factors."""
    return {
        "PUBLIC_URL": settings.PUBLIC_URL,
        "CLIC_DEMO": settings.CLIC_DEMO,
        "CLIC_REQUIRE_MFA": settings.CLIC_REQUIRE_MFA,
    }
