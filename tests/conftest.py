"""What every test may rely on."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.utils import translation

from tests.template_database import provide_template


@pytest.fixture(autouse=True)
def language_of_the_site():
    """The next test begins in the site's language: Django leaves that of a request behind."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_held_by_the_process():
    """The next test begins without what this one had the process count and keep."""
    yield
    caches["process"].clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker
):
    """Each worker's database is copied from one that has been migrated."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = provide_template()
