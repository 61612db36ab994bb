"""Gives the tests a PostgreSQL before pytest-django reads the settings."""

import pytest

from clic_site.database import DatabaseUnavailable, provide_database_url


# A wrapper, because those run before pytest-django's own hook of this name.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests():
    try:
        provide_database_url()
    except DatabaseUnavailable as error:
        raise pytest.UsageError(str(error)) from None
    return (yield)
