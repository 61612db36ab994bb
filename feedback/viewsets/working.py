"""What colleagues press beside a message, and what they are told."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from ..forms import working as forms
from ..services import deciding, duplicates, tasks, working
from ..services.states import ChangedMeanwhile, Refused
from .guards import back_from, message_address

# Somebody else changed what it was about.
CONFLICT = 409


@dataclass(frozen=True)
class Outcome:
    """Where an action led, or what stood in its way."""

    response: object = None
    form: object = None
    status: int = 422
    # Where somebody else was quicker: the last event that had been read.
    read_until: int | None = None


@dataclass(frozen=True)
class Action:
    """Something a colleague can do with a message."""

    do: Callable
    done: str
    form: type = forms.SeenForm

    def carry_out(self, request, item):
        """Do what was pressed and lead on, or say what stands in the way and keep what was typed."""
        form = self.form(request.POST, item=item)
        if not form.is_valid():
            return Outcome(form=form)
        data = form.cleaned_data
        try:
            result = self.do(item, data, by=request.user, seen=data["seen"])
        except ChangedMeanwhile:
            return Outcome(form=form, status=CONFLICT, read_until=data["latest"] or 0)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return Outcome(form=form)
        done = self.done(result) if callable(self.done) else self.done
        messages.success(request, done)
        return Outcome(response=back_from(request, message_address(item)))


def _mark_done(item, data, **who):
    if data["all"]:
        return deciding.mark_all_done(item, **who)
    return [deciding.mark_done(item, **who)]


def _said_done(items):
    return (
        ngettext(
            "%d message is marked as done.",
            "%d messages are marked as done.",
            len(items),
        )
        % len(items)
        if len(items) > 1
        else _("The message is marked as done.")
    )


def _said_assigned(item):
    if item.assignee is None:
        return _("The message is given back.")
    return _("The message is assigned to %(name)s.") % {"name": item.assignee}


def _make_task(item, data, **who):
    if item.page is None:
        raise tasks.NoPage
    return tasks.make_task(item, page=item.page, what=data["what"], **who)


ACTIONS = {
    "assign": Action(
        lambda item, data, **who: working.assign(item, data["to"], **who),
        _said_assigned,
        forms.AssignForm,
    ),
    "due": Action(
        lambda item, data, **who: working.set_due(item, data["due_on"], **who),
        gettext_lazy("The day on which it is due is changed."),
        forms.DueForm,
    ),
    "kind": Action(
        lambda item, data, **who: working.set_kind(item, data["kind"], **who),
        gettext_lazy("What it is about is changed."),
        forms.KindForm,
    ),
    "wait": Action(
        lambda item, data, **who: working.wait_for(item, data["whom"], **who),
        gettext_lazy("The message waits for others."),
        forms.WaitForm,
    ),
    "resume": Action(
        lambda item, data, **who: working.resume(item, **who),
        gettext_lazy("The message is being dealt with again."),
    ),
    "note": Action(
        lambda item, data, **who: working.add_note(item, data["body"], **who),
        gettext_lazy("Your note is kept."),
        forms.NoteForm,
    ),
    "tags": Action(
        lambda item, data, **who: working.set_tags(item, data["tags"], **who),
        gettext_lazy("The tags are changed."),
        forms.TagsForm,
    ),
    "done": Action(_mark_done, _said_done, forms.DoneForm),
    "spam": Action(
        lambda item, data, **who: deciding.mark_spam(item, **who),
        gettext_lazy("The message is marked as spam."),
    ),
    "reopen": Action(
        lambda item, data, **who: deciding.reopen(item, **who),
        gettext_lazy("The message is open again."),
    ),
    "unlink": Action(
        lambda item, data, **who: duplicates.unlink(item, **who),
        gettext_lazy("The message stands by itself again."),
    ),
    "task": Action(
        _make_task,
        gettext_lazy("The task is made: whoever edits the page sees it."),
        forms.TaskForm,
    ),
}


def forms_for(item, typed=None):
    """A form for each thing that can be done, with what was typed into one of them."""
    return {name: action.form(item=item) for name, action in ACTIONS.items()} | (
        typed or {}
    )
