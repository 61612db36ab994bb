"""“You said, we did” in the Wagtail admin: writing a note, and all notes there are."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import (
    BaseListingView,
    WagtailAdminTemplateMixin,
)
from wagtail.admin.viewsets.base import ViewSet

from pages.access import pages_readable_by

from ..forms.notes import NoteForm, SeenForm
from ..models import DoneNote, FeedbackItem
from ..note_mails import is_public
from ..permissions import can_publish_note
from ..services import telling
from ..services.states import ChangedMeanwhile

TITLE = gettext_lazy("You said, we did")
# The name of each list's address, what it is called, and its notes.
FOLDERS = [
    ("published", gettext_lazy("Published"), DoneNote.objects.published),
    ("withdrawn", gettext_lazy("Taken back"), DoneNote.objects.withdrawn),
]


class PublishersOnlyMixin:
    """Only for those who may tell readers what became of messages."""

    def dispatch(self, request, *args, **kwargs):
        if not can_publish_note(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Notes(WagtailPaginator):
    verbose_name = gettext_lazy("note")
    verbose_name_plural = gettext_lazy("notes")


class NotesView(PublishersOnlyMixin, BaseListingView):
    """Notes that readers see, or that were taken back, the newest first."""

    folder = "published"
    template_name = "feedback/admin/notes.html"
    results_template_name = "feedback/admin/notes_results.html"
    header_icon = "openquote"
    page_title = TITLE
    verbose_name_plural = gettext_lazy("notes")
    paginate_by = 20
    paginator_class = Notes
    is_searchable = False

    def get_base_queryset(self):
        notes = {name: notes for name, _label, notes in FOLDERS}[self.folder]()
        return notes.select_related("page", "item", "published_by")

    def get_index_url(self):
        return reverse(f"feedback_notes:{self.folder}")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        notes = list(context["object_list"])
        pages = [note.page for note in notes if note.page]
        readable = pages_readable_by(self.request.user, pages)
        shown = {page.pk for page in readable}
        for note in notes:
            note.is_page_shown = note.page_id in shown
        context["notes"] = notes
        context["folders"] = [
            {
                "label": label,
                "url": reverse(f"feedback_notes:{name}"),
                "is_current": name == self.folder,
                "count": notes().count(),
            }
            for name, label, notes in FOLDERS
        ]
        return context


class WriteView(PublishersOnlyMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for the words of a note, shows it as readers will see it, and publishes it."""

    form_class = NoteForm
    template_name = "feedback/admin/note.html"
    header_icon = "openquote"
    page_title = TITLE
    note = None
    item = None

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("feedback_inbox:new"), "label": _("Feedback")},
            *self._way(),
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "user": self.request.user,
            "item": self.item,
            "note": self.note,
        }

    def get_context_data(self, **kwargs):
        page = self.page
        return super().get_context_data(
            item=self.item,
            note=self.note,
            about_page=page,
            is_page_public=page and is_public(page),
            **kwargs,
        )

    @property
    def page(self):
        """The page at whose end the note stands."""
        return self.item.page if self.item else self.note.page

    def form_valid(self, form):
        if not form.is_to_be_published:
            return self._render(form, preview=form.preview())
        try:
            note = self._save(form)
        except telling.NoteChangedMeanwhile as changed:
            return self._render(form, other=changed.note, status=409)
        except ChangedMeanwhile:
            messages.error(
                self.request,
                _("Nothing was published: the message is not among those to answer."),
            )
            return redirect("feedback_inbox:message", pk=self.item.pk)
        messages.success(self.request, self.done)
        if self.item is not None:
            return redirect("feedback_inbox:message", pk=self.item.pk)
        return redirect("feedback_notes:note", pk=note.pk)

    def form_invalid(self, form):
        return self._render(form, status=422)

    def _way(self):
        if self.item is None:
            return []
        address = reverse("feedback_inbox:message", args=[self.item.pk])
        return [{"url": address, "label": self.item.reference}]

    def _render(self, form, status=200, **context):
        return self.render_to_response(
            self.get_context_data(form=form, **context), status=status
        )


class NewNoteView(WriteView):
    """A note about a message that has none yet."""

    done = gettext_lazy("Readers can see the note now.")

    def dispatch(self, request, *args, **kwargs):
        # Whoever may not publish learns nothing of what there is.
        if can_publish_note(request.user):
            items = FeedbackItem.objects.select_related("page__locale", "user")
            self.item = get_object_or_404(items, pk=kwargs["pk"])
            note = DoneNote.objects.about(self.item).first()
            if note is not None and request.method != "POST":
                return redirect("feedback_notes:note", pk=note.pk)
            if self.item.state not in telling.TOLD_OF:
                messages.error(request, _("Nobody is told of spam."))
                return redirect("feedback_inbox:message", pk=self.item.pk)
        return super().dispatch(request, *args, **kwargs)

    def _save(self, form):
        return telling.publish_note(
            self.item,
            by=self.request.user,
            marks_done=form.cleaned_data.get("marks_done", False),
            tells_sender=form.cleaned_data.get("tells_sender", False),
            **form.words,
        )


class ChangeNoteView(WriteView):
    """A note that is there: what it says, and the ways to take it back and to show it again."""

    done = gettext_lazy("The note is changed.")

    def dispatch(self, request, *args, **kwargs):
        if can_publish_note(request.user):
            self.note = _note_or_404(kwargs["pk"])
            self.item = self.note.item
        return super().dispatch(request, *args, **kwargs)

    def _save(self, form):
        return telling.change_note(
            self.note,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
            **form.words,
        )


@require_POST
def withdraw(request, pk):
    """Take a note back."""
    done = _("The note is taken back. Readers see it no longer.")
    return _decide(request, pk, telling.withdraw_note, done)


@require_POST
def again(request, pk):
    """Show a note again that was taken back."""
    return _decide(
        request, pk, telling.publish_again, _("Readers can see the note again.")
    )


class NotesViewSet(ViewSet):
    """Where publishers tell readers what became of messages."""

    name = "feedback_notes"
    url_prefix = "feedback/notes"
    icon = "openquote"

    def get_urlpatterns(self):
        return [
            path("", NotesView.as_view(), name="published"),
            path(
                "taken-back/", NotesView.as_view(folder="withdrawn"), name="withdrawn"
            ),
            path("about/<int:pk>/", NewNoteView.as_view(), name="new"),
            path("<int:pk>/", ChangeNoteView.as_view(), name="note"),
            path("<int:pk>/take-back/", withdraw, name="withdraw"),
            path("<int:pk>/again/", again, name="again"),
        ]


def _decide(request, pk, service, done):
    if not can_publish_note(request.user):
        raise PermissionDenied
    note = _note_or_404(pk)
    form = SeenForm(request.POST)
    try:
        if not form.is_valid():
            raise telling.NoteChangedMeanwhile(note)
        service(note, by=request.user, seen=form.cleaned_data["seen"])
    except telling.NoteChangedMeanwhile:
        messages.warning(request, _("Nothing was changed: somebody else was quicker."))
    else:
        messages.success(request, done)
    return redirect("feedback_notes:note", pk=pk)


def _note_or_404(pk):
    notes = DoneNote.objects.select_related(
        "item__page__locale", "item__user", "page", "locale"
    )
    return get_object_or_404(notes, pk=pk)
