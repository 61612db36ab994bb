"""Decisions that ask for more than a press: moving a thread, merging two comments, taking words out."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..forms.deciding import FindForm, MergeForm, MoveForm, TakeWordsOutForm
from ..models import Comment
from ..models.queueing import pages_to_move_to
from ..services import deciding, threads
from .access import ModeratorsOnlyMixin, queue_address
from .decisions import Decision, carry_out

MOST_SHOWN = 20


class AskView(ModeratorsOnlyMixin, WagtailAdminTemplateMixin, FormView):
    """Asks what a decision about one comment needs, and carries it out."""

    header_icon = "comment"
    decision = None
    explanation = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.comment = get_object_or_404(
            Comment.objects.select_related("author", "page", "parent"), pk=kwargs["pk"]
        )

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": queue_address(), "label": _("Comments")},
            {"url": self.comment_address, "label": _("Comment")},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def comment_address(self):
        return reverse("comment_queue:comment", args=[self.comment.pk])

    def get_initial(self):
        return {"seen": self.comment.version}

    def details_from(self, form):
        """What the service is told beside the comment, the moderator and the version."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            comment=self.comment,
            next=get_valid_next_url_from_request(self.request),
            **kwargs,
        )

    def form_valid(self, form):
        carry_out(
            self.request,
            self.comment,
            self.decision,
            seen=form.cleaned_data["seen"],
            **self.details_from(form),
        )
        address = get_valid_next_url_from_request(self.request)
        return redirect(address or self.comment_address)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ChooseView(AskView):
    """Asks for the page or the comment that something goes to, with words to find it by."""

    template_name = "comments/admin/choose.html"
    # What the service calls what was chosen.
    argument = ""
    find_label = ""
    question = ""

    def found(self, words):
        """What fits these words; none typed: what is likely."""
        raise NotImplementedError

    def details_from(self, form):
        return {self.argument: form.cleaned_data["chosen"]}

    def get_context_data(self, **kwargs):
        find_form = FindForm(self.request.POST or self.request.GET)
        words = find_form.cleaned_data["find"] if find_form.is_valid() else ""
        found = list(self.found(words)[: MOST_SHOWN + 1])
        return super().get_context_data(
            find_form=find_form,
            words=words,
            found=found[:MOST_SHOWN],
            has_more=len(found) > MOST_SHOWN,
            **kwargs,
        )


class MoveView(ChooseView):
    """Asks to which page a thread goes."""

    form_class = MoveForm
    decision = Decision(
        threads.move_thread,
        gettext_lazy("The thread moved, with all its replies."),
    )
    argument = "to_page"
    page_title = gettext_lazy("Move the thread")
    explanation = gettext_lazy(
        "The thread goes with all its replies and with those who follow it. "
        "Whoever began it is told. It can be moved back."
    )
    find_label = gettext_lazy("Find a page by its title or address")
    question = gettext_lazy("To which page?")

    def found(self, words):
        return pages_to_move_to(self.comment.page, words)


class MergeView(ChooseView):
    """Asks with which comment on the same page another is merged."""

    form_class = MergeForm
    decision = Decision(
        threads.merge, gettext_lazy("The comment is merged with the other.")
    )
    argument = "into"
    page_title = gettext_lazy("Merge with another comment")
    explanation = gettext_lazy(
        "The other comment stays. Replies to this one, and those who follow it, "
        "go to the other’s thread. Its writer is told. It can be taken apart again."
    )
    find_label = gettext_lazy("Find a comment on the same page by its words")
    question = gettext_lazy("Which comment says the same?")

    def found(self, words):
        return Comment.objects.to_merge_with(self.comment, words)


class TakeWordsOutView(AskView):
    """Asks which words tell who somebody is, where no finder found them."""

    form_class = TakeWordsOutForm
    template_name = "comments/admin/take_words_out.html"
    decision = Decision(
        deciding.take_details_out,
        gettext_lazy("The words are taken out. Look at the comment once more."),
    )
    page_title = gettext_lazy("Take words out")
    explanation = gettext_lazy(
        "“[details removed]” stands in their place wherever they stand. Its writer is told. "
        "They can be put back for a while; the log keeps where they stood, never what they said."
    )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "text": self.comment.body}

    def details_from(self, form):
        return {"spans": form.spans}
