"""“Is this page useful?” at the end of every page, and the question that follows.

Pages are stored without a token, so answers are told from forgeries by where they come from.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from safeguards.address import client_network
from safeguards.limits import Limit, too_many_requests, within_limit
from safeguards.origin import same_origin_required

from ..forms.sending import AboutForm
from ..forms.useful import Answer, AnswerForm, WordsForm
from ..models import FeedbackKind
from ..services.receiving import receive_feedback
from ..services.usefulness import Reader, count_answer
from .sending import MESSAGES

# A whole hospital may sit behind one address, and a course may read one page together.
ANSWERS = Limit("useful", count=1200, seconds=60 * 60)
ANSWERS_ON_PAGE = Limit("useful_on_page", count=120, seconds=60 * 60)


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_required
def useful(request, page_id):
    """Count an answer and lead to the question that follows; by GET to the page itself."""
    about = _about_or_404(page_id, request.POST, request)
    if request.method != "POST":
        return redirect(about.page.get_url(request))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, "feedback/useful_again.html", about, form, status=422)
    network = client_network(request)
    for limit, key in [
        (ANSWERS_ON_PAGE, f"{network} {about.page.pk}"),
        (ANSWERS, network),
    ]:
        if not within_limit(limit, key):
            return too_many_requests(request, limit)
    count_answer(about.page, is_useful=form.chosen.is_useful, reader=Reader.of(request))
    address = reverse("useful_words", args=[about.page.pk, form.chosen])
    if about.page_version:
        address += "?" + urlencode({"version": about.page_version.pk})
    return _see(address)


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_required
def useful_words(request, page_id, answer):
    """Thank for an answer and ask one question; on POST keep what a reader wrote."""
    answer = _answer_or_404(answer)
    data = request.POST if request.method == "POST" else request.GET
    about = _about_or_404(page_id, data, request)
    if request.method != "POST":
        return _ask(request, about, answer, WordsForm(answer=answer))
    form = WordsForm(request.POST, answer=answer)
    if not form.is_valid():
        return _ask(request, about, answer, form, status=422)
    if not within_limit(MESSAGES, client_network(request)):
        form.add_error(
            None,
            _(
                "A great many messages have come from your network, so we could not take "
                "this one. Your text is still here: please send it again in an hour."
            ),
        )
        return _ask(request, about, answer, form, status=429)
    item = receive_feedback(
        kind=FeedbackKind.objects.for_use(answer.use, Locale.get_active()),
        message=form.cleaned_data["message"],
        page=about.page,
        page_version=about.page_version,
        source=answer.source,
        user=request.user if request.user.is_authenticated else None,
        language=get_language(),
        is_caught=form.is_caught,
    )
    return _see(reverse("feedback_thanks", args=[item.reference]))


def _about_or_404(page_id, data, request):
    """The page that an answer is about and which version of it was read; 404 for one that is not this reader's."""
    said = {"page": page_id, "version": data.get("version", "")}
    about = AboutForm(said).for_reader(request)
    if about.page is None:
        raise Http404
    return about


def _answer_or_404(name):
    try:
        return Answer(name)
    except ValueError as error:
        raise Http404 from error


def _ask(request, about, answer, form, status=200):
    return _show(
        request, "feedback/useful.html", about, form, status=status, answer=answer
    )


def _show(request, template, about, form, *, status, **context):
    context = {"about": about, "form": form, **context}
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _see(address):
    response = redirect(address)
    # See other: a reload shows the page again and sends nothing.
    response.status_code = 303
    return response
