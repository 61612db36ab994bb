"""Who may see what is searched for."""


def can_see_searches(user):
    """Whether this person may see which words are searched for, and how that went."""
    return user.has_perm("search.view_loggedsearch")
