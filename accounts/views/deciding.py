"""What administrators and moderators decide about somebody's account, each asked about on its own page."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .. import permissions
from ..admin_forms import ApproveNameForm, EraseForm, SuspensionForm
from ..models import User
from ..reauthentication import recheck_required
from ..services import names, people, second_factors, suspension
from ..services.erasure import erase_now


class DecisionView(WagtailAdminTemplateMixin, FormView):
    """Asks whether something shall be done to somebody's account, and does it."""

    form_class = forms.Form
    template_name = "accounts/admin/decide.html"
    header_icon = "user"
    # What the button says.
    label = ""
    is_serious = False
    # Whether whoever decides is asked once more who they are.
    is_rechecked = False
    # What others might write into the form.
    examples = ()

    @staticmethod
    def may(user, person):
        """Whether this user may decide so about this person at all."""
        raise NotImplementedError

    @staticmethod
    def is_due(person):
        """Whether there is anything to decide."""
        return True

    def explain(self):
        """Sentences that say what will happen."""
        return []

    def carry_out(self, form):
        """Do it, and return the words that say so."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        self.person = get_object_or_404(User.objects.for_list(), pk=kwargs["pk"])
        if not self.may(request.user, self.person):
            raise PermissionDenied
        if not self.is_due(self.person):
            messages.warning(request, _("Nothing was changed: there is no need to."))
            return redirect(self.get_success_url())
        answer = super().dispatch
        if self.is_rechecked:
            answer = recheck_required(answer)
        return answer(request, *args, **kwargs)

    def get_page_title(self):
        return self.label

    def get_page_subtitle(self):
        return str(self.person)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailusers_users:index"), "label": _("People")},
            {"url": self.get_back_url(), "label": str(self.person)},
            {"url": "", "label": self.label},
        ]

    def get_back_url(self):
        return reverse("wagtailusers_users:inspect", args=[self.person.pk])

    @property
    def next_url(self):
        """Where somebody came from on this site, such as the queue of comments; empty: nowhere else."""
        return get_valid_next_url_from_request(self.request)

    def get_success_url(self):
        return self.next_url or self.get_back_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            person=self.person, explanation=self.explain(), **kwargs
        )

    def form_valid(self, form):
        try:
            words = self.carry_out(form)
        except people.LastAdministrator as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, words)
        return redirect(self.get_success_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SuspendView(DecisionView):
    form_class = SuspensionForm
    label = gettext_lazy("Suspend")
    is_serious = True
    examples = [
        gettext_lazy(
            "Three of your comments named patients or colleagues. Please read the house rules and come back next week."
        ),
        gettext_lazy(
            "You wrote about the same product under many pages. Comments are for what people have tried themselves."
        ),
        gettext_lazy(
            "Several of your comments were hurtful to another member. We want everyone to feel safe to ask."
        ),
    ]
    may = staticmethod(permissions.can_suspend)

    @staticmethod
    def is_due(person):
        return not person.is_joining and not person.is_suspended

    def explain(self):
        return [
            _("They are signed out everywhere at once and can’t sign in or write."),
            _(
                "They get a mail with the reason and the end, and see both when they try to sign in."
            ),
            _("What they wrote stays: hide comments one by one in the queue."),
        ]

    def carry_out(self, form):
        suspension.suspend(
            self.person,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            until=form.until,
        )
        return _("%s is suspended and was told why.") % self.person


class ChangeSuspensionView(SuspendView):
    label = gettext_lazy("Change the suspension")

    @staticmethod
    def is_due(person):
        return person.is_suspended

    def get_initial(self):
        return {"reason": self.person.suspension_reason}


class LiftView(DecisionView):
    label = gettext_lazy("Lift the suspension")
    may = staticmethod(permissions.can_suspend)

    @staticmethod
    def is_due(person):
        return person.is_suspended

    def explain(self):
        return [
            _("They can sign in and write again at once, and get a mail that says so.")
        ]

    def carry_out(self, form):
        suspension.lift(self.person, by=self.request.user)
        return _("%s can sign in again and was told so.") % self.person


class TrustView(DecisionView):
    label = gettext_lazy("Mark as trusted")
    may = staticmethod(permissions.can_trust)

    @staticmethod
    def is_due(person):
        return not person.is_trusted and not person.is_joining

    def explain(self):
        ends_watch = (
            [_("They are no longer on watch.")] if self.person.is_watched else []
        )
        return [
            _(
                "What they write under pages is published at once, from the first comment on, unless something in it needs a look."
            ),
            *ends_watch,
            _("They are not told. You can take it back at any time."),
        ]

    def carry_out(self, form):
        people.set_trusted(self.person, True, by=self.request.user)
        return _("%s is trusted now.") % self.person


class DistrustView(DecisionView):
    label = gettext_lazy("No longer trust")
    may = staticmethod(permissions.can_trust)

    @staticmethod
    def is_due(person):
        return person.is_trusted

    def explain(self):
        return [
            _(
                "Their next comment waits for a moderator, unless one of theirs was approved before."
            ),
            _("They are not told."),
        ]

    def carry_out(self, form):
        people.set_trusted(self.person, False, by=self.request.user)
        return _("%s is not marked as trusted any more.") % self.person


class WatchView(DecisionView):
    label = gettext_lazy("Put on watch")
    may = staticmethod(permissions.can_watch)

    @staticmethod
    def is_due(person):
        return not person.is_watched and not person.is_joining

    def explain(self):
        ends_trust = (
            [_("They are no longer trusted.")] if self.person.is_trusted else []
        )
        return [
            _("All that they write or change from now on waits for a moderator."),
            _("What is published already stays."),
            *ends_trust,
            _(
                "They are not told, and read only that their comment waits. You can take it back at any time."
            ),
        ]

    def carry_out(self, form):
        people.set_watched(self.person, True, by=self.request.user)
        return _("%s is on watch now.") % self.person


class UnwatchView(DecisionView):
    label = gettext_lazy("Take off watch")
    may = staticmethod(permissions.can_watch)

    @staticmethod
    def is_due(person):
        return person.is_watched

    def explain(self):
        return [
            _(
                "Their next comment is published at once, if one of theirs was approved before and nothing else speaks against it."
            ),
            _("What waits goes on waiting until somebody decides."),
            _("They are not told."),
        ]

    def carry_out(self, form):
        people.set_watched(self.person, False, by=self.request.user)
        return _("%s is not on watch any more.") % self.person


class ApproveNameView(DecisionView):
    form_class = ApproveNameForm
    label = gettext_lazy("Show the new name")
    may = staticmethod(permissions.can_check_name)

    @staticmethod
    def is_due(person):
        return bool(person.held_name)

    def explain(self):
        return [
            _("Readers see “%(new)s” instead of “%(old)s”, beside old comments too.")
            % {"new": self.person.held_name, "old": self.person.display_name},
            _(
                "Real namesakes exist: it is fine unless somebody pretends to be somebody else."
            ),
            _("They get a mail that says so."),
        ]

    def get_initial(self):
        return {"seen": self.person.held_name}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except names.AnotherName:
            messages.error(
                self.request,
                _("They have chosen another name since. Please look at this one."),
            )
            return redirect(self.request.path)

    def carry_out(self, form):
        seen = form.cleaned_data["seen"]
        names.approve_name(self.person, self.request.user, seen)
        return _("Readers see the new name now.")


class RefuseNameView(DecisionView):
    label = gettext_lazy("Keep the old name")
    may = staticmethod(permissions.can_check_name)

    @staticmethod
    def is_due(person):
        return bool(person.held_name)

    def explain(self):
        return [
            _("Readers go on to see “%(old)s”, and “%(new)s” is dropped.")
            % {"new": self.person.held_name, "old": self.person.display_name},
            _("They get a mail that says so, and can choose another name."),
        ]

    def carry_out(self, form):
        names.refuse_name(self.person, self.request.user)
        return _("The new name is dropped.")


class ResetFactorsView(DecisionView):
    label = gettext_lazy("Take the second factor away")
    is_serious = True
    is_rechecked = True

    @staticmethod
    def may(user, person):
        return second_factors.can_reset_second_factors(person, user)

    @staticmethod
    def is_due(person):
        return person.has_second_factor

    def explain(self):
        return [
            _(
                "For somebody who lost their phone or key. Make sure that it is they who ask: call them back on a number that you know."
            ),
            _(
                "Passkeys, the authenticator app and recovery codes are gone, and they are signed out everywhere."
            ),
            _(
                "They get a mail. Where a second factor is required, their next sign-in leads to its set-up."
            ),
        ]

    def carry_out(self, form):
        second_factors.reset_second_factors(self.person, self.request.user)
        return _("The second factor of %s is gone.") % self.person


class SignOutView(DecisionView):
    label = gettext_lazy("Sign out everywhere")
    may = staticmethod(permissions.can_sign_out)

    def explain(self):
        return [
            _("All their sessions end at once. They can sign in again."),
            _("They get a mail that says so."),
        ]

    def carry_out(self, form):
        people.sign_out_everywhere(self.person, by=self.request.user)
        return _("%s is signed out everywhere.") % self.person


class EraseView(DecisionView):
    form_class = EraseForm
    label = gettext_lazy("Erase")
    is_serious = True
    is_rechecked = True
    may = staticmethod(permissions.can_erase)

    def explain(self):
        return [
            _(
                "The account and everything the site holds of this person is erased at once. Nothing brings it back."
            ),
            _(
                "They get a receipt by mail. People can erase themselves too, under “my account”."
            ),
        ]

    def carry_out(self, form):
        erase_now(self.person, self.request.user, form.keeps_words)
        return _("The account is erased.")

    def get_success_url(self):
        return reverse("wagtailusers_users:index")


# By the last part of the address; erasing stands at Wagtail's own address for deleting.
DECISIONS = {
    "approve-name": ApproveNameView,
    "refuse-name": RefuseNameView,
    "lift": LiftView,
    "change-suspension": ChangeSuspensionView,
    "suspend": SuspendView,
    "trust": TrustView,
    "distrust": DistrustView,
    "watch": WatchView,
    "unwatch": UnwatchView,
    "sign-out": SignOutView,
    "reset-second-factor": ResetFactorsView,
}


def decisions_about(person, user):
    """What this user may decide about this person now: words, address, whether it is grave."""
    offered = [*DECISIONS.items(), ("delete", EraseView)]
    return [
        {
            "label": view.label,
            "url": reverse(f"wagtailusers_users:{name}", args=[person.pk]),
            "is_serious": view.is_serious,
        }
        for name, view in offered
        if view.may(user, person) and view.is_due(person)
    ]
