"""My account: what the site holds of me, and what I can change about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from .. import purposes, unsubscribing
from ..bylines import byline_of
from ..forms.consents import MailChoicesForm
from ..forms.profile import ProfileForm
from ..models import Consent, User
from ..purposes import SHOW_ORGANISATION
from ..registry import registered
from ..services.consents import choose, withdraw, words_of
from ..services.names import message_while_held
from ..services.profile import save_profile

# What people come for more rarely than for what they wrote and kept.
LAST = {"feedback": 1, "account": 2}


@login_required
@require_safe
def account(request):
    """What the site holds of me, and the way to each part."""
    context = {
        "byline": byline_of(request.user),
        "sections": _sections(request),
    }
    return render(request, "accounts/account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """My name, where I work, and what readers see of it."""
    # What is typed shows nowhere else on the page before it is kept.
    person = User.objects.get(pk=request.user.pk)
    is_sent = request.method == "POST"
    form = ProfileForm(request.POST if is_sent else None, instance=person)
    if is_sent and form.is_valid():
        save_profile(
            person,
            typed_name=form.typed_name,
            shows_organisation=form.cleaned_data[SHOW_ORGANISATION.key],
        )
        if person.held_name:
            messages.info(request, message_while_held(person))
        else:
            messages.success(request, _("Your profile has been saved."))
        return _see("profile", language=person.language)
    context = {
        "form": form,
        "byline": byline_of(request.user),
        "show_organisation": form[SHOW_ORGANISATION.key],
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/profile.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choices(request):
    """What mail I want."""
    is_sent = request.method == "POST"
    form = MailChoicesForm(request.POST if is_sent else None, user=request.user)
    if is_sent and form.is_valid():
        for purpose in form.purposes:
            is_wanted = form.cleaned_data[purpose.key]
            choose(request.user, purpose, is_wanted=is_wanted)
        for choice in form.choices:
            choice.choose(request.user, is_wanted=form.cleaned_data[choice.key])
        messages.success(request, _("Your choices have been saved."))
        return _see("mail_choices")
    status = 422 if form.errors else 200
    return render(request, "accounts/mail.html", {"form": form}, status=status)


@login_required
@require_safe
def consents(request):
    """What I agreed to, in which words, and since when."""
    history = list(Consent.objects.of(request.user))
    standing = {each.purpose: each for each in history if each.is_standing}
    rows = [
        {
            "purpose": purpose,
            "words": words_of(purpose),
            "consent": standing.get(purpose.key),
            "address": reverse(purpose.chosen_at),
        }
        for purpose in purposes.registered()
    ]
    return render(request, "accounts/consents.html", {"rows": rows, "history": history})


@login_required
@require_POST
def withdraw_consent(request, key):
    """Take back what I agreed to."""
    purpose = purposes.purpose(key)
    if purpose is None:
        raise Http404
    withdraw(request.user, purpose)
    messages.success(
        request, _("You no longer agree to “%(title)s”.") % {"title": purpose.title}
    )
    return _see("consents")


# Mail programs send it, which have neither session nor token; the signed address is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request, token):
    """End a kind of mail from the mail itself; opening the link changes nothing."""
    found = unsubscribing.read(token)
    if found is None:
        raise Http404
    user, purpose = found
    if request.method == "POST":
        withdraw(user, purpose)
    context = {"purpose": purpose, "is_done": request.method == "POST"}
    return render(request, "accounts/stop_mail.html", context)


def _sections(request):
    for data in sorted(registered(), key=lambda data: LAST.get(data.key, 0)):
        summary = data.summary(request.user)
        if summary:
            yield {
                "key": data.key,
                "title": data.title,
                "html": render_to_string(
                    summary["template"], summary["context"], request
                ),
            }


def _see(name, *, language=""):
    with translation.override(language or translation.get_language()):
        response = redirect(name)
    # See other: a reload shows the page again and sends nothing.
    response.status_code = 303
    return response
