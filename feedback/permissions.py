"""Who may read and deal with what visitors sent."""


def can_read(user):
    """Whether this person may open the inbox."""
    return user.has_perm("feedback.view_feedbackitem")


def can_decide(user):
    """Whether this person may mark messages as done or as spam, and reopen them."""
    return can_read(user) and user.has_perm("feedback.change_feedbackitem")


def can_read_details(user):
    """Whether this person may see the personal details that stand in a message."""
    return can_read(user) and user.has_perm("feedback.read_details")


def can_finish_task(user, page):
    """Whether this person may say that a task on this page is done: colleagues, and whoever edits it."""
    return can_decide(user) or page.permissions_for_user(user).can_edit()


def can_publish_note(user):
    """Whether this person may tell all readers what became of a message."""
    return can_read(user) and user.has_perm("feedback.publish_note")
