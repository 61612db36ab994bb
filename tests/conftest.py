"""What every test may rely on."""

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def language_of_the_site():
    """The next test begins in the site's language: Django leaves that of a request behind."""
    yield
    translation.activate(settings.LANGUAGE_CODE)
