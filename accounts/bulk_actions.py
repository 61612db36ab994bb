"""What can be done to several people at once in the Wagtail admin, by our rules."""

from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.users.views import bulk_actions

from .admin_forms import EraseForm
from .permissions import can_edit, can_erase
from .reauthentication import recheck_required
from .services import people
from .services.erasure import erase_now


class OneByOne:
    """People are chosen one by one, and somebody is always left who may do everything."""

    def get_all_objects_in_listing_query(self, parent_id):
        # Wagtail would take everyone, whatever the list was narrowed down to.
        return []

    def get_execution_context(self):
        return {**super().get_execution_context(), "by": self.request.user}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except people.LastAdministrator as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.next_url)


class AssignRole(OneByOne, bulk_actions.AssignRoleBulkAction):
    """Only administrators give people powers."""

    def check_perm(self, person):
        return self.request.user.is_superuser

    @classmethod
    def execute_action(cls, objects, role=None, by=None, **kwargs):
        people.add_to_group(objects, role, by=by)
        return len(objects), 0


class SetActiveState(OneByOne, bulk_actions.SetActiveStateBulkAction):
    """Opens and closes accounts of people whom one outranks, and never one's own."""

    def check_perm(self, person):
        return can_edit(self.request.user, person)

    @classmethod
    def execute_action(cls, objects, mark_as_active=False, by=None, **kwargs):
        return people.set_active(objects, mark_as_active, by=by), 0


@method_decorator(recheck_required, name="dispatch")
class Erase(OneByOne, bulk_actions.DeleteBulkAction):
    """Erases people everywhere, with or without their words."""

    display_name = _("Erase")
    aria_label = _("Erase the chosen people")
    template_name = "accounts/admin/erase_several.html"
    form_class = EraseForm

    def check_perm(self, person):
        return can_erase(self.request.user, person)

    def get_execution_context(self):
        context = super().get_execution_context()
        return {**context, "keeps_words": self.cleaned_form.keeps_words}

    @classmethod
    def execute_action(cls, objects, by=None, keeps_words=False, **kwargs):
        for person in objects:
            erase_now(person, by, keeps_words)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(number)d account is erased",
            "%(number)d accounts are erased",
            num_parent_objects,
        ) % {"number": num_parent_objects}


OURS = [AssignRole, SetActiveState, Erase]
