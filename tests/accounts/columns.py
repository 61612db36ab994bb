"""Every column of the installed tables that could hold something about a person."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

# Nobody's name, address or words fit into these.
TOO_SMALL = (
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.TimeField,
    models.UUIDField,
)


def all_models():
    """Each model that has a table, those between two others included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def candidates():
    """The names of all columns that could, as "comments.Comment.body"."""
    return {name_of(field): field for field in _fields() if could_hold(field)}


def name_of(field):
    return f"{field.model._meta.label}.{field.name}"


def could_hold(field):
    """Whether something about a person fits in: words, files, numbers and links of people."""
    if field.is_relation:
        return field.related_model is get_user_model()
    if isinstance(field, models.IntegerField):
        return field.name.endswith("_id")
    return not (isinstance(field, TOO_SMALL) or field.choices)


def resolve(name):
    """The model that a name begins with and the column that it ends with, as far as they exist."""
    label, _dot, column = name.rpartition(".")
    if "." not in label:
        label, column = name, None
    try:
        model = apps.get_model(label)
    except LookupError:
        return None, None
    known = {field.name: field for field in model._meta.local_fields}
    return model, known.get(column) if column else None


def is_model(name):
    return name.count(".") == 1


def _fields():
    for model in all_models():
        yield from model._meta.local_fields
