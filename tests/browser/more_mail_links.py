"""What moderators find in their mail, and a question of a member."""

from accounts.models import User
from comments.mail_links import HIDE, address_of_link
from comments.services.inbox import decide_by_link
from comments.services.writing import post_comment
from tests.browser.people import MODERATOR


def add_mail_links(page, member):
    """A link that nobody has used, one that somebody has, and a question."""
    moderator = User.objects.get(email=MODERATOR)
    tokens = {}
    for key in ("mail_link", "used_mail_link"):
        comment = post_comment(page=page, author=member, body=f"Look at this: {key}.")
        address = address_of_link(comment, moderator, HIDE)
        tokens[key] = address.strip("/").rpartition("/")[2]
    decide_by_link(comment, HIDE, recipient=moderator, seen=comment.version)
    asked = post_comment(
        page=page, author=member, body="Which day do you take?", is_question=True
    )
    return {**tokens, "asked": asked.pk}
