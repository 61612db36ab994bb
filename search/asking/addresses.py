"""The address of each state of the results."""

from dataclasses import dataclass, fields, replace

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode

from .question import Filters


@dataclass(frozen=True)
class State:
    """What is asked for, as the address says it."""

    words: str
    filters: Filters = Filters()
    number: int = 1
    # Nothing may stand in for the words as they were typed.
    is_exact: bool = False

    @property
    def address(self):
        """The one address of this state: only what differs from a plain search is said."""
        said = {"q": self.words}
        for field in fields(Filters):
            value = getattr(self.filters, field.name)
            if value != field.default:
                said[field.name] = value
        if self.is_exact:
            said["exact"] = 1
        if self.number > 1:
            said["page"] = self.number
        return f"{reverse('search')}?{urlencode(said)}"

    def narrowed(self, **changes):
        """The first page with other filters or in another order."""
        return replace(self, filters=replace(self.filters, **changes), number=1)

    def cleared(self):
        """The first page without any filter."""
        return replace(self, filters=Filters(sort=self.filters.sort), number=1)

    def turned_to(self, number):
        """Another page of the same results."""
        return replace(self, number=number)


class Turning:
    """The pages of the results, as far as they are led to from one of them."""

    ELLIPSIS = Paginator.ELLIPSIS

    def __init__(self, state, pages):
        self.state = state
        self.pages = pages

    @property
    def previous(self):
        """The address of the page before, if there is one."""
        return self._address(self.state.number - 1)

    @property
    def next(self):
        """The address of the page after, if there is one."""
        return self._address(self.state.number + 1)

    @property
    def numbers(self):
        """The numbers of pages with their addresses; between them, where some are left out, an ellipsis."""
        numbers = Paginator(range(self.pages), 1).get_elided_page_range(
            self.state.number
        )
        return [(number, self._address(number)) for number in numbers]

    def _address(self, number):
        if number == self.ELLIPSIS or not 1 <= number <= self.pages:
            return ""
        return self.state.turned_to(number).address
