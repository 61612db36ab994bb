"""Who may do what with files: what Wagtail's collections allow."""

from wagtail.permissions import policy_registry


def can_change(user, item):
    """Whether somebody may change a picture, a document, a video or a sound."""
    policy = policy_registry.get_by_type(type(item))
    return policy.user_has_permission_for_instance(user, "change", item)


def can_work_with(user, model):
    """Whether somebody may add or change anything of a kind."""
    policy = policy_registry.get_by_type(model)
    return policy.user_has_any_permission(user, ["add", "change", "delete"])


def changeable(user, model):
    """Everything of a kind that somebody may change."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_permission_for(user, "change")
