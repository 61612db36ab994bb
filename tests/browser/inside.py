"""What tests do inside a started site that nobody can do from outside, such as moving its clock."""

import subprocess
import sys

from tests.browser.started_site import PROJECT_DIR, site_environment


def run_inside(site, command):
    """Run Python in the site's own shell; what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", command],
        cwd=PROJECT_DIR,
        env=site_environment(
            CLIC_DATA_DIR=str(site.data_dir),
            CLIC_DEMO="1",
            DJANGO_SETTINGS_MODULE="clic_site.settings.production",
            LOG_LEVEL="ERROR",
            PUBLIC_URL=site.url,
            SECRET_KEY=(site.data_dir / "secret-key").read_text(),
        ),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
