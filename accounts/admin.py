"""People in the technical admin, for those who look after the machine."""

from allauth.mfa import admin as _allauths  # noqa: F401  (it registers itself)
from allauth.mfa.models import Authenticator
from django.contrib import admin

from .models import User

# It shows the keys of apps and the seeds of recovery codes to whoever may open it.
admin.site.unregister(Authenticator)


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

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
