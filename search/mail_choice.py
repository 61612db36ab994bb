"""The weekly mail about searches, as colleagues can switch it off in "my account"."""

from django.utils.translation import gettext_lazy as _

from accounts.mail_choices import MailChoice

from .services.weekly_mails import choose_weekly_mail, may_get, wants_weekly_mail

WEEKLY_MAIL = MailChoice(
    key="search_weekly",
    title=_("Tell me each week what readers looked for and did not find"),
    text=_(
        "One e-mail on Monday morning, if there were searches that found nothing, or nothing worth "
        "opening. It leads to the report where you can put that right."
    ),
    is_offered_to=may_get,
    is_wanted_by=wants_weekly_mail,
    choose=choose_weekly_mail,
)
