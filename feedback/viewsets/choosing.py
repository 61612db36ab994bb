"""What is chosen among many: the message that says the same, and the page that one is about."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from pages.narrowing import named

from ..forms.working import FindForm, LinkForm, PageForm
from ..models import FeedbackItem
from ..models.linking import to_link_with
from ..services import duplicates, working
from ..services.states import ChangedMeanwhile, Refused
from .guards import DecidersOnlyMixin, message_address
from .working import CONFLICT

MOST_SHOWN = 20


class ChooseView(DecidersOnlyMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for what something is to be linked with, with words to find it by."""

    header_icon = "mail"
    template_name = "feedback/admin/choose.html"
    explanation = ""
    find_label = ""
    question = ""
    done = ""
    # What the button says.
    do = ""
    # What stands for nothing, where nothing may be chosen.
    may_be_none = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.find_form = FindForm(request.POST or request.GET)
        self.words = (
            self.find_form.cleaned_data["find"] if self.find_form.is_valid() else ""
        )

    def dispatch(self, request, *args, pk, **kwargs):
        self.pk = pk
        return super().dispatch(request, *args, **kwargs)

    @property
    def item(self):
        items = FeedbackItem.objects.select_related("kind", "page")
        return get_object_or_404(items, pk=self.pk)

    def found(self, item):
        """What fits the words that were typed; none typed: what is likely."""
        raise NotImplementedError

    def carry_out(self, item, chosen, **who):
        """Do what was chosen."""
        raise NotImplementedError

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "item": self.item}

    def get_breadcrumbs_items(self):
        inbox = reverse("feedback_inbox:new")
        item = self.item
        return [
            *self.breadcrumbs_items,
            {"url": inbox, "label": _("Feedback")},
            {"url": message_address(item), "label": item.reference},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        item = self.item
        found = list(self.found(item)[: MOST_SHOWN + 1])
        return super().get_context_data(
            item=item,
            back=message_address(item),
            find_form=self.find_form,
            words=self.words,
            found=found[:MOST_SHOWN],
            has_more=len(found) > MOST_SHOWN,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            self.carry_out(
                form.item,
                form.cleaned_data["chosen"],
                by=self.request.user,
                seen=form.cleaned_data["seen"],
            )
        except ChangedMeanwhile:
            return self._again(form, CONFLICT, is_changed=True)
        except Refused as refusal:
            form.add_error("chosen", str(refusal))
            return self._again(form)
        messages.success(self.request, self.done)
        return redirect(message_address(form.item))

    def form_invalid(self, form):
        return self._again(form)

    def _again(self, form, status=422, **context):
        return self.render_to_response(
            self.get_context_data(form=form, **context), status=status
        )


class LinkView(ChooseView):
    """Asks which message says the same."""

    form_class = LinkForm
    page_title = gettext_lazy("Link to a message that says the same")
    explanation = gettext_lazy(
        "One answer then answers both, and both can be done together. "
        "Messages that are linked to this one come along. It can be taken apart again."
    )
    find_label = gettext_lazy("Find a message by its reference or its words")
    question = gettext_lazy("Which message says the same?")
    do = gettext_lazy("Link them")
    done = gettext_lazy("The message is linked: one answer answers both.")

    def found(self, item):
        return to_link_with(item, self.words).select_related("kind", "page")

    def carry_out(self, item, chosen, **who):
        duplicates.link(item, chosen, **who)


class PageView(ChooseView):
    """Asks which page a message is about."""

    form_class = PageForm
    page_title = gettext_lazy("Change the page")
    explanation = gettext_lazy(
        "The message counts for the page that it is about, and is shown to whoever edits it."
    )
    find_label = gettext_lazy("Find a page by its title or address")
    question = gettext_lazy("Which page is it about?")
    do = gettext_lazy("Change the page")
    done = gettext_lazy("The page that it is about is changed.")
    may_be_none = gettext_lazy("No particular page")

    def found(self, item):
        pages = Page.objects.filter(depth__gte=2).order_by("path")
        if self.words:
            return pages.filter(named(self.words))
        return pages.sibling_of(item.page) if item.page else pages.filter(depth__lte=3)

    def carry_out(self, item, chosen, **who):
        working.set_page(item, chosen, **who)
