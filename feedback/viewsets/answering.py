"""Answering a message by mail: written, looked at as its sender will see it, then sent."""

from dataclasses import dataclass
from uuid import uuid4

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from safeguards.personal_details import find_details, marked

from ..answer_letters import answer_letter, new_message_id, values_for
from ..forms.answering import AnswerForm, KeptAnswerForm
from ..models import FeedbackItem
from ..placeholders import filled, unknown_placeholders, what_is_unknown
from ..services.answering import answer, recipients_of
from ..services.states import ChangedMeanwhile, Refused
from .guards import DecidersOnlyMixin, message_address

# As many as somebody looks at; the others get the same.
MOST_PREVIEWED = 10
LINK_TARGET = '<head><base target="_blank">'


@dataclass(frozen=True)
class Preview:
    """One mail as its sender will see it."""

    item: FeedbackItem
    subject: str
    text: str
    html: str


class AnswerView(DecidersOnlyMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks for an answer, shows the mail that it makes, and sends it when told to."""

    template_name = "feedback/admin/answer.html"
    header_icon = "mail"
    page_title = gettext_lazy("Answer")
    http_method_names = ["get", "head", "post"]

    @cached_property
    def item(self):
        items = FeedbackItem.objects.select_related("kind", "page", "user", "assignee")
        return get_object_or_404(items, pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        return self._write(self._new_form())

    def post(self, request, *args, **kwargs):
        step = {
            "use": self._use_kept,
            "preview": self._preview,
            "change": self._change,
            "send": self._send,
        }.get(request.POST.get("do"), self._preview)
        return step()

    def get_page_subtitle(self):
        return self.item.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("feedback_inbox:new"), "label": _("Feedback")},
            {"url": message_address(self.item), "label": self.item.reference},
            {"url": "", "label": self.get_page_title()},
        ]

    def _use_kept(self):
        choice = KeptAnswerForm(self.request.POST, item=self.item)
        if choice.is_valid():
            return self._write(self._new_form(text=choice.filled_text))
        return self._write(self._typed_form(), choice=choice, status=422)

    def _change(self):
        return self._write(self._typed_form())

    def _preview(self):
        form = AnswerForm(self.request.POST, item=self.item)
        if not form.is_valid():
            return self._write(form, status=422)
        return self._show(form)

    def _send(self):
        form = AnswerForm(self.request.POST, item=self.item)
        if not form.is_valid():
            return self._write(form, status=422)
        try:
            mails = answer(self.item, by=self.request.user, **form.cleaned_data)
        except ChangedMeanwhile:
            return self._refuse()
        except Refused as refused:
            form.add_error("text", str(refused))
            return self._write(form, status=422)
        if mails:
            text = ngettext(
                "%d answer is on its way.", "%d answers are on their way.", len(mails)
            )
            messages.success(self.request, text % len(mails))
        else:
            messages.success(self.request, _("Your answer was sent already, once."))
        return redirect(message_address(self.item))

    def _refuse(self):
        """Show what has become of the message, with what was typed."""
        try:
            self.item.refresh_from_db()
        except FeedbackItem.DoesNotExist:
            messages.error(
                self.request, _("This message has been deleted. Nothing was sent.")
            )
            return redirect("feedback_inbox:new")
        form = self._new_form(
            text=self.request.POST.get("text", ""),
            is_done=bool(self.request.POST.get("is_done")),
        )
        return self._write(form, status=422, is_changed=True)

    def _write(self, form, *, choice=None, status=200, is_changed=False):
        context = self.get_context_data(
            form=form,
            choice=choice or KeptAnswerForm(item=self.item),
            recipients=recipients_of(self.item),
            is_changed=is_changed,
        )
        return self.render_to_response(context, status=status)

    def _show(self, form):
        text = form.cleaned_data["text"]
        said = filled(text, values_for(form.recipients[0]))
        findings = find_details(said)
        unknown = unknown_placeholders(text)
        context = self.get_context_data(
            form=form,
            previews=[
                _preview_of(each, text) for each in form.recipients[:MOST_PREVIEWED]
            ],
            recipients=form.recipients,
            pieces=marked(said, findings),
            findings=list(dict.fromkeys(finding.kind for finding in findings)),
            unknown=what_is_unknown(unknown) if unknown else "",
        )
        return self.render_to_response(context)

    def _new_form(self, **initial):
        return AnswerForm(
            item=self.item,
            initial={"seen": self.item.version, "submission": uuid4(), **initial},
        )

    def _typed_form(self):
        """What was typed, without telling yet what is missing."""
        typed = AnswerForm(self.request.POST, item=self.item)
        initial = {name: typed[name].value() for name in typed.fields}
        return AnswerForm(item=self.item, initial=initial)

    def get_context_data(self, **kwargs):
        return super().get_context_data(item=self.item, **kwargs)


def _preview_of(item, text):
    letter = answer_letter(item, text, message_id=new_message_id())
    (html,) = [each.content for each in letter.alternatives]
    # Its links open beside the frame, not in it.
    html = html.replace("<head>", LINK_TARGET, 1)
    return Preview(item=item, subject=letter.subject, text=letter.body, html=html)
