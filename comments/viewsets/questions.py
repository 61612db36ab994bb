"""What readers ask, in the Wagtail admin: for those who look after pages, and for moderators."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from accounts.bylines import FORMER_MEMBER, bylines_of
from pages.owners import pages_looked_after_by
from pages.questions import takes_questions

from ..forms.questions import CHOOSE, AnswerForm
from ..models import NAMELESS, Comment, CommentDecision
from ..permissions import can_moderate, can_see_questions, pages_to_edit
from ..services import lifting, questions
from ..services.states import AlreadyDecided, Refused

# The name of each list's address, what it is called, whether its questions are answered and all are in it.
FOLDERS = [
    ("open", gettext_lazy("Open, on my pages"), False, False),
    ("open_all", gettext_lazy("Open, on all pages"), False, True),
    ("answered", gettext_lazy("Answered, on my pages"), True, False),
    ("answered_all", gettext_lazy("Answered, on all pages"), True, True),
]


class Questions(WagtailPaginator):
    """Pages of questions: Wagtail would count them as comments."""

    verbose_name = gettext_lazy("question")
    verbose_name_plural = gettext_lazy("questions")


class QuestionsView(BaseListingView):
    """Questions of readers that are open, those that wait longest first, or that were answered."""

    folder = "open"
    template_name = "comments/admin/questions.html"
    results_template_name = "comments/admin/questions_results.html"
    header_icon = "help"
    page_title = gettext_lazy("Readers’ questions")
    verbose_name_plural = gettext_lazy("questions")
    paginate_by = 20
    paginator_class = Questions
    is_searchable = False

    def dispatch(self, request, *args, **kwargs):
        if not can_see_questions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        found = self._questions(self.folder)
        return found.select_related("page", "author")

    def get_index_url(self):
        return reverse(f"questions:{self.folder}")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        asked = list(context["object_list"])
        _add_answers(asked)
        self._add_what_can_be_done(asked)
        context["questions"] = asked
        context["here"] = self.request.get_full_path()
        context["folders"] = [
            {
                "label": label,
                "url": reverse(f"questions:{name}"),
                "is_current": name == self.folder,
                "count": self._questions(name).count(),
            }
            for name, label, _is_answered, _is_all in FOLDERS
        ]
        return context

    @cached_property
    def _visible(self):
        return questions.pages_with_questions_for(self.request.user)

    @cached_property
    def _own(self):
        return pages_looked_after_by(self.request.user)

    def _questions(self, folder):
        found = {name: rest for name, *rest in FOLDERS}
        _label, is_answered, is_all = found[folder]
        pages = self._visible if is_all else self._visible & self._own
        asked = Comment.objects.questions().on_pages(pages)
        return asked.already_answered() if is_answered else asked.unanswered()

    def _add_what_can_be_done(self, asked):
        user = self.request.user
        editable = pages_to_edit(user, [question.page for question in asked])
        is_moderator = can_moderate(user)
        for question in asked:
            question.can_be_settled = is_moderator or question.page_id in self._own
            question.can_be_lifted = (
                bool(question.shown_answers)
                and question.page_id in editable
                and takes_questions(question.page.specific_class)
            )


@require_POST
def mark_answered(request, pk):
    """Take a question off the list of open ones."""
    return _settle(
        request, pk, questions.mark_answered, _("The question is marked as answered.")
    )


@require_POST
def ask_again(request, pk):
    """Put a question on the list of open ones again."""
    return _settle(request, pk, questions.ask_again, _("The question is open again."))


@require_POST
def lift(request, pk):
    """Put a question and its answer into the draft of their page."""
    question = _question_or_404(request, pk)
    form = AnswerForm(request.POST, question=question)
    if not form.is_valid():
        messages.error(request, CHOOSE)
        return _back(request)
    try:
        page = lifting.lift(question, form.cleaned_data["answer"], by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return _back(request)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    messages.success(
        request,
        _(
            "Question and answer are in the draft of “%(page)s”, without names. Check them for "
            "personal details and shorten them, then publish the page."
        )
        % {"page": page.get_admin_display_title()},
        buttons=[messages.button(edit, _("Edit the page"))],
    )
    return _back(request)


class QuestionsViewSet(ViewSet):
    """Where page teams see what readers ask."""

    name = "questions"
    url_prefix = "questions"
    icon = "help"

    def get_urlpatterns(self):
        lists = [
            path(
                "" if name == "open" else f"{name.replace('_', '/')}/",
                QuestionsView.as_view(folder=name),
                name=name,
            )
            for name, *_rest in FOLDERS
        ]
        return [
            *lists,
            path("<int:pk>/answered/", mark_answered, name="mark_answered"),
            path("<int:pk>/again/", ask_again, name="ask_again"),
            path("<int:pk>/lift/", lift, name="lift"),
        ]


def _settle(request, pk, service, done):
    question = _question_or_404(request, pk)
    try:
        service(question, by=request.user)
    except AlreadyDecided:
        messages.warning(request, _("Nothing was changed: somebody else was quicker."))
    else:
        messages.success(request, done)
    return _back(request)


def _question_or_404(request, pk):
    """A question that this person may see in the list."""
    if not can_see_questions(request.user):
        raise PermissionDenied
    question = get_object_or_404(Comment.objects.questions(), pk=pk)
    if question.page_id not in questions.pages_with_questions_for(request.user):
        raise Http404
    return question


def _back(request):
    return redirect(get_valid_next_url_from_request(request) or "questions:open")


def _add_answers(asked):
    """Give each question what others replied to it, and whether it was lifted before, with few queries."""
    numbers = [question.pk for question in asked]
    answers = {}
    found = list(Comment.objects.answers_to(numbers).select_related("author"))
    bylines = bylines_of([answer.author for answer in found if answer.author])
    for answer in found:
        named = bylines.get(answer.author_id, FORMER_MEMBER)
        answer.byline = NAMELESS if answer.hides_name else named
        answers.setdefault(answer.parent_id, []).append(answer)
    lifted = CommentDecision.objects.of_kind(CommentDecision.Action.LIFTED)
    known = set(lifted.about(asked).values_list("comment_id", flat=True))
    for question in asked:
        question.shown_answers = answers.get(question.pk, [])
        question.was_lifted = question.pk in known
