"""All kinds of details in one pass over a text."""

from functools import partial

from . import (
    addresses,
    births,
    emails,
    hospital_numbers,
    insurance_numbers,
    nhs_numbers,
    phones,
)
from .findings import Finding, Kind
from .reading import Reading

# Where two kinds claim the same place the first one has it.
FINDERS = {
    Kind.NHS_NUMBER: nhs_numbers.find,
    Kind.EMAIL: emails.find,
    Kind.PHONE: phones.find,
    Kind.INSURANCE_NUMBER: insurance_numbers.find,
    Kind.HOSPITAL_NUMBER: hospital_numbers.find,
    Kind.ADDRESS: addresses.find,
    Kind.BIRTH_DATE: births.find,
}


def find_details(text, patterns=None):
    """What in a text could tell who a patient is: findings in their order, none over another.

    `patterns` are those of hospital numbers, where they were fetched for many texts at once.
    """
    reading = Reading(text)
    by_hospitals = partial(hospital_numbers.find, patterns=patterns)
    finders = {**FINDERS, Kind.HOSPITAL_NUMBER: by_hospitals}
    claims = [
        (*reading.original(start, end), kind)
        for kind, find in finders.items()
        for start, end in find(reading.text)
    ]
    return _apart(claims)


def _apart(claims):
    """Claims that overlap become one, of the longest one's kind, so that nothing is left over."""
    found = []
    for start, end, kind in sorted(claims, key=lambda claim: claim[0]):
        if found and start < found[-1].end:
            last = found.pop()
            if end - start > last.end - last.start:
                last = Finding(kind, last.start, last.end)
            found.append(Finding(last.kind, last.start, max(last.end, end)))
        else:
            found.append(Finding(kind, start, end))
    return found
