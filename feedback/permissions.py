"""Who may read and deal with what visitors sent."""


def can_read(user):
    """Whether this person may open the inbox."""
    return user.has_perm("feedback.view_feedbackitem")


def can_decide(user):
    """Whether this person may mark messages as done or as spam, and reopen them."""
    return can_read(user) and user.has_perm("feedback.change_feedbackitem")
