"""How many messages there are, asked for once a request: by the menu, the admin's home and the tabs."""

from django.utils.formats import number_format

from .models import MOST_COUNTED, FeedbackItem


def counts_on(request):
    """The numbers of each tab, of what is overdue and of what is at risk, for whoever asks."""
    if not hasattr(request, "feedback_counts"):
        request.feedback_counts = FeedbackItem.objects.counts_for(request.user)
    return request.feedback_counts


def is_more(count):
    """Whether counting stopped before the end."""
    return count > MOST_COUNTED


def in_figures(count):
    """A number as people read it; beyond what is counted, that there are more."""
    if is_more(count):
        return f"{number_format(MOST_COUNTED, force_grouping=True)}+"
    return number_format(count, force_grouping=True)
