"""People in the technical admin, for those who look after the machine."""

from allauth.account import admin as _addresses  # noqa: F401  (they register themselves)
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as _organisations  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as _sessions  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin

from .models import User

# They show keys of apps, sessions and other sites to whoever may open them, and change
# whose address is proven past every rule of ours.
for model in [
    Authenticator,
    EmailAddress,
    SocialAccount,
    SocialApp,
    SocialToken,
    UserSession,
]:
    admin.site.unregister(model)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Looking things up; people are entered and changed in the Wagtail admin."""

    list_display = ["email", "display_name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "groups"]
    search_fields = ["email", "display_name"]
    ordering = ["email"]
    fields = [
        "email",
        "display_name",
        "is_active",
        "is_superuser",
        "groups",
        "date_joined",
        "last_login",
    ]

    def lookup_allowed(self, lookup, value, request=None):
        # Nobody guesses a hash letter by letter, as a filter in the address.
        return not lookup.startswith("password") and super().lookup_allowed(
            lookup, value, request
        )

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
