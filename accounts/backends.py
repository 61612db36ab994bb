"""Who a session belongs to: the person with all that each request needs to know of them."""

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in; a session of somebody suspended or closed is nobody's at once."""

    def get_user(self, user_id):
        user = _people().filter(pk=user_id).first()
        if user is None or user.is_suspended or not self.user_can_authenticate(user):
            return None
        return user


@cache
def _people():
    # Every request of somebody signed in asks this, and putting it together takes longer than
    # the answer: it is put together once.
    return User.objects.with_standing().select_related("organisation")
