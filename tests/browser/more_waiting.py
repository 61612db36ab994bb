"""Comments that wait, for the journeys of moderators; `add(...)` runs beside the started site."""

import json
import sys

from allauth.account.models import EmailAddress

from accounts.models import User
from comments.models import Comment
from comments.services.writing import post_comment
from pages.models import StoryPage


def add(email, number):
    """Let somebody new write `number` comments, which all wait."""
    # On watch: what they write waits, whatever was decided about the others.
    writer = User.objects.create_user(
        email, display_name=f"Writer {number}", is_watched=True
    )
    EmailAddress.objects.create(user=writer, email=email, verified=True, primary=True)
    page = StoryPage.objects.live().first()
    for count in range(1, number + 1):
        post_comment(page=page, author=writer, body=f"What we tried in week {count}.")


def report(email):
    """Print how many of their comments are in which state."""
    states = {}
    for state in Comment.objects.filter(author__email=email).values_list(
        "state", flat=True
    ):
        states[state] = states.get(state, 0) + 1
    json.dump(states, sys.stdout)
