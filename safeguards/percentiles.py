"""The time that a share of all is done in."""

from django.db.models import Aggregate


class Percentile(Aggregate):
    """The smallest value that a share of all values, such as 0.9, does not exceed."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Percentile"

    def __init__(self, expression, share, **extra):
        super().__init__(expression, share=float(share), **extra)


class Median(Aggregate):
    """The value in the middle of all values; of an even number, what lies between the two there."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Median"
