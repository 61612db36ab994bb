"""People in the Wagtail admin."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from .admin_forms import PersonCreationForm, PersonEditForm


class PersonIndexView(users.IndexView):
    """The list of people: name and e-mail address."""

    search_fields = ["display_name", "email"]

    @cached_property
    def columns(self):
        columns = super().columns
        for column in columns:
            if column.name == "name":
                column.sort_key = "display_name"
        position = next(
            number for number, column in enumerate(columns) if column.name == "email"
        )
        columns[position] = Column(
            "email", label=_("E-mail address"), sort_key="email", classname="username"
        )
        return columns


class OnlyAdministratorsMakeAdministrators:
    """Keeps others who may edit people from making themselves or anyone an administrator."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            for name in form.fields.keys() & {"is_superuser", "groups"}:
                form.fields[name].disabled = True
        return form


class PersonCreateView(OnlyAdministratorsMakeAdministrators, users.CreateView):
    """Enter a person."""


class PersonEditView(OnlyAdministratorsMakeAdministrators, users.EditView):
    """Change what is known of a person."""

    def dispatch(self, request, *args, **kwargs):
        # Whoever may set an administrator's address or password is one.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PersonViewSet(users.UserViewSet):
    """Wagtail's admin of people with our fields."""

    menu_label = _("People")
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    create_template_name = "accounts/admin/create.html"
    edit_template_name = "accounts/admin/edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
