"""People in the Wagtail admin: finding them, looking at one, entering and changing them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import date
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from wagtail.admin.ui.tables import (
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
    TitleColumn,
)
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views import users

from .admin_forms import PersonCreationForm, PersonEditForm
from .models import AccountEvent, User
from .models.events import log
from .permissions import can_edit, can_erase, can_see_people
from .registry import registered
from .reports import with_people
from .services.people import LastAdministrator, record_changes
from .views import deciding


@dataclass(frozen=True)
class Folder:
    """A list of people by what matters about them, under an address of its own."""

    name: str
    label: str
    people: Callable

    @property
    def path(self):
        return f"{self.name}/" if self.name else ""

    @property
    def url_name(self):
        return self.name or "index"

    @property
    def results_url_name(self):
        return f"{self.url_name}_results"


FOLDERS = [
    Folder("", gettext_lazy("All"), User.objects.all),
    Folder("joining", gettext_lazy("Joining"), User.objects.unfinished),
    Folder("names", gettext_lazy("Names to look at"), User.objects.with_held_names),
    Folder("suspended", gettext_lazy("Suspended"), User.objects.suspended),
    Folder("trusted", gettext_lazy("Trusted"), User.objects.trusted),
    Folder("watched", gettext_lazy("On watch"), User.objects.watched),
    Folder(
        "without-factor",
        gettext_lazy("Second factor missing"),
        User.objects.without_needed_factor,
    ),
    Folder("unused", gettext_lazy("Never signed in"), User.objects.never_signed_in),
    Folder("leaving", gettext_lazy("Leaving"), User.objects.to_be_erased),
]
EVENTS_SHOWN = 100


class PersonPermissionPolicy(ModelPermissionPolicy):
    """Whoever may decide something about people may look them up."""

    def user_has_permission(self, user, action):
        if action == "view":
            return can_see_people(user)
        return super().user_has_permission(user, action)


class StateColumn(Column):
    """What is to be known of somebody at a glance."""

    cell_template_name = "accounts/admin/state_cell.html"

    def get_value(self, person):
        return states_of(person)


class PersonIndexView(users.IndexView):
    """People: all of them, or those in one folder."""

    folder = FOLDERS[0]
    template_name = "accounts/admin/people.html"
    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Enter a person")
    search_fields = ["display_name", "email", "held_name"]

    @cached_property
    def columns(self):
        columns = [
            self._get_title_column_class(TitleColumn)(
                "name",
                accessor=str,
                label=_("Name"),
                sort_key="display_name",
                get_url=person_address,
                width="20%",
            ),
            Column(
                "email",
                label=_("E-mail address"),
                sort_key="email",
                classname="people-address",
                width="18%",
            ),
            Column("organisation", label=_("Organisation")),
            Column("groups", label=_("Group"), accessor=groups_of),
            StateColumn("state", label=_("State")),
            Column("factor", label=_("Second factor"), accessor=second_factor_of),
            DateColumn("last_login", label=_("Last signed in"), sort_key="last_login"),
        ]
        if self.user_has_any_permission(["change", "delete"]):
            columns.insert(0, BulkActionsCheckboxColumn("bulk", obj_type="user"))
        return columns

    def get_base_queryset(self):
        people = self.folder.people().for_list()
        return people.select_related(
            "organisation", "erasure_request", "wagtail_userprofile"
        )

    def get_edit_url(self, person):
        if can_edit(self.request.user, person):
            return super().get_edit_url(person)

    def get_delete_url(self, person):
        if can_erase(self.request.user, person):
            return super().get_delete_url(person)

    def get_index_url(self):
        return folder_address(self.folder)

    def get_index_results_url(self):
        return reverse(f"wagtailusers_users:{self.folder.results_url_name}")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["folders"] = [
            {
                "label": folder.label,
                "url": folder_address(folder),
                "is_current": folder == self.folder,
            }
            for folder in FOLDERS
        ]
        return context


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

    page_title = gettext_lazy("Enter a person")
    success_message = gettext_lazy("%(object)s can sign in now.")

    def save_instance(self):
        person = super().save_instance()
        log(AccountEvent.Action.JOINED, person, actor=self.request.user)
        return person


class PersonEditView(OnlyAdministratorsMakeAdministrators, users.EditView):
    """Change what is known of a person."""

    success_message = gettext_lazy("What you changed about %(object)s is saved.")
    error_message = gettext_lazy("Nothing was changed yet: please look at the fields.")

    def dispatch(self, request, *args, **kwargs):
        if not can_edit(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self):
        old_email = self.form.initial["email"]
        person = super().save_instance()
        record_changes(
            person, self.form.changes, by=self.request.user, old_email=old_email
        )
        return person

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except LastAdministrator as refusal:
            field = "is_active" if "is_active" in form.changed_data else "is_superuser"
            form.add_error(field, str(refusal))
            self.produced_error_message = self.get_error_message()
            # What the form showed before, not what it could not save.
            self.object = self.get_object()
            return self.form_invalid(form)

    def get_success_url(self):
        return person_address(self.object)


class PersonView(PermissionCheckedMixin, WagtailAdminTemplateMixin, DetailView):
    """One person: who they are here, what they wrote, and what happened to their account."""

    model = User
    context_object_name = "person"
    template_name = "accounts/admin/person.html"
    header_icon = "user"
    page_title = gettext_lazy("Person")
    permission_required = "view"

    def get_queryset(self):
        return User.objects.for_list().select_related("care_setting")

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": folder_address(FOLDERS[0]), "label": _("People")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    @cached_property
    def header_more_buttons(self):
        buttons = []
        if can_edit(self.request.user, self.object):
            address = reverse("wagtailusers_users:edit", args=[self.object.pk])
            buttons.append(
                Button(_("Edit"), url=address, icon_name="edit", priority=10)
            )
        return buttons

    def get_context_data(self, **kwargs):
        person, viewer = self.object, self.request.user
        events = AccountEvent.objects.about(person)
        if not viewer.is_superuser:
            events = events.of_moderators()
        addresses = person.emailaddress_set.all()
        return super().get_context_data(
            states=states_of(person),
            groups=groups_of(person),
            factor=second_factor_of(person),
            is_proven=any(one.verified for one in addresses),
            sessions=person.usersession_set.count(),
            written=[
                page for data in registered() if (page := data.written(person, viewer))
            ],
            decisions=deciding.decisions_about(person, viewer),
            events=with_people(events[:EVENTS_SHOWN]),
            **kwargs,
        )


class PersonViewSet(users.UserViewSet):
    """Wagtail's admin of people with our fields, folders and decisions."""

    menu_label = gettext_lazy("People")
    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = deciding.EraseView
    inspect_view_class = PersonView
    inspect_view_enabled = True
    # A copy would be another person with the first one's powers.
    copy_view_enabled = False
    create_template_name = "accounts/admin/create.html"
    edit_template_name = "accounts/admin/edit.html"
    index_template_name = PersonIndexView.template_name
    delete_template_name = deciding.EraseView.template_name
    inspect_template_name = PersonView.template_name

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            *(pattern for folder in FOLDERS[1:] for pattern in self._folder(folder)),
            *(
                path(f"<int:pk>/{name}/", view.as_view(), name=name)
                for name, view in deciding.DECISIONS.items()
            ),
        ]

    def _folder(self, folder):
        kwargs = {**self.get_index_view_kwargs(), "folder": folder}
        listing = self.construct_view(self.index_view_class, **kwargs)
        results = self.construct_view(
            self.index_view_class, **kwargs, results_only=True
        )
        return [
            path(folder.path, listing, name=folder.url_name),
            path(f"{folder.path}results/", results, name=folder.results_url_name),
        ]


def folder_address(folder):
    """The address of a list of people."""
    return reverse(f"wagtailusers_users:{folder.url_name}")


def person_address(person):
    """The address of the page about somebody."""
    return reverse("wagtailusers_users:inspect", args=[person.pk])


def groups_of(person):
    """The names of somebody's groups; administrators may do everything without one."""
    names = [_("Administrator")] if person.is_superuser else []
    return ", ".join([*names, *(group.name for group in person.groups.all())])


def second_factor_of(person):
    """Whether somebody has a second factor, and whether one is missing."""
    if person.has_second_factor:
        return _("Yes")
    return _("Missing") if person.has_powers else _("No")


def states_of(person):
    """What is to be known of somebody at a glance, as (words, whether they stand out)."""
    states = []
    if not person.is_active:
        states.append((_("Closed"), True))
    if person.is_suspended:
        until = person.suspended_until
        words = _("Suspended until %s") % day_of(until) if until else _("Suspended")
        states.append((words, True))
    if person.held_name:
        states.append((_("Name waits for a look"), True))
    if erasure := getattr(person, "erasure_request", None):
        words = _("Will be erased on %s") % day_of(erasure.due_at)
        states.append((words, True))
    if person.is_joining:
        states.append((_("Waiting for the code"), False))
    if person.is_watched:
        states.append((_("On watch"), True))
    if person.is_trusted:
        states.append((_("Trusted"), False))
    return states or [(_("Active"), False)]


def day_of(moment):
    return date(timezone.localtime(moment), "j M Y")
