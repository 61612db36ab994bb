"""What a search asks for besides its words, as it stands in the address."""

from django import forms

from .asking.answering import MOST_PAGES
from .asking.question import Filters
from .models import Findable

LARGEST_ID = 2**31 - 1
RELEVANCE, DATE = "relevance", "date"


class NarrowingForm(forms.Form):
    """How results are narrowed down and put in order: what makes no sense counts as not said."""

    kind = forms.ChoiceField(choices=Findable.Kind)
    topic = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    setting = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    language = forms.RegexField(r"\A[a-z]{2,3}\Z")
    year = forms.IntegerField(min_value=1900, max_value=2999)
    sort = forms.ChoiceField(choices=[(RELEVANCE, RELEVANCE), (DATE, DATE)])
    page = forms.IntegerField(min_value=1, max_value=MOST_PAGES)
    exact = forms.BooleanField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.full_clean()

    @property
    def filters(self):
        """What the results are narrowed down to."""
        said = {
            name: self.cleaned_data.get(name) for name in Filters.__dataclass_fields__
        }
        return Filters(**{name: value for name, value in said.items() if value})

    @property
    def number(self):
        """Which page of the results is asked for."""
        return self.cleaned_data.get("page", 1)

    @property
    def is_exact(self):
        """Whether no other words may stand in for those that were typed."""
        return self.cleaned_data.get("exact", False)
