"""What search keeps of a person: only that an editor wants no weekly mail. Searches are nobody's."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, register, register_impersonal

from .models import WeeklyMailRefusal

PERSONAL = ("search.WeeklyMailRefusal.user",)

A_CODE = "a code of the program"

IMPERSONAL = {
    "search.Findable": "what pages and files say while they are published, without who wrote it",
    "search.IndexState.languages": A_CODE,
    "search.IndexedWord": "single words of what everybody may read, counted anew when it changes",
    "search.LoggedSearch.corrected_to": "words of pages",
    "search.LoggedSearch.folded": "as the words",
    "search.LoggedSearch.language": A_CODE,
    "search.LoggedSearch.opened": "numbers of pages and files",
    "search.LoggedSearch.words": "what was searched for, never by whom, and nothing that looks like a person's details",
    "search.OverdueCopy.key": A_CODE,
    "search.SteeredPhrase": "a list that editors keep",
    "search.SynonymSet": "a list that editors keep",
}


def summary(user):
    """Nothing: the choice itself stands among the choices for mail."""
    return {}


def export(user):
    """Whether they switched the weekly mail off."""
    return {"weekly_mail_switched_off": _refusals(user).exists()}


def erase(user, keep_words):
    """Their choice goes with them."""
    count, _each = _refusals(user).delete()
    return count


def hand_over(from_user, to_user):
    """The account that stays keeps the mail off if either did."""
    if not _refusals(from_user).exists():
        return 0
    WeeklyMailRefusal.objects.get_or_create(user=to_user)
    _refusals(from_user).delete()
    return 1


def _refusals(user):
    return WeeklyMailRefusal.objects.of([user.pk])


def register_personal_data():
    """Tell accounts what is held here of a person, and what is nobody's."""
    register(
        PersonalData(
            key="search",
            title=_("Search"),
            summary=summary,
            export=export,
            erase=erase,
            hand_over=hand_over,
            fields=PERSONAL,
            labels={"weekly_mail_switched_off": _("Weekly mail about searches is off")},
        )
    )
    register_impersonal(IMPERSONAL)
