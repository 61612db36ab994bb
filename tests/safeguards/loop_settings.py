"""The tests' settings on the tests' database, for a process that a test starts."""

import os

from clic_site.settings.test import *  # noqa: F403
from clic_site.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["LOOP_DATABASE"]
