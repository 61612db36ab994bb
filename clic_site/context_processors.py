from django.conf import settings


def site(request):
    """What every template may need to know of this site: its public address and whether it is the demo."""
    return {"PUBLIC_URL": settings.PUBLIC_URL, "CLIC_DEMO": settings.CLIC_DEMO}
