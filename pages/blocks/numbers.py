"""Blocks made of numbers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from .charts import bar_chart, in_words, line_chart
from .printing import paragraph, sourced, statistic, table


class StatisticBlock(blocks.StructBlock):
    """One number that matters, and what it counts."""

    number = blocks.CharBlock(
        label=_("Number"),
        max_length=12,
        help_text=_("With its unit, if it is short: 76%, 1,200, £30k."),
    )
    label = blocks.CharBlock(
        label=_("What it counts"),
        max_length=120,
        help_text=_("For example: hours given back to patient care each year."),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=150)

    class Meta:
        icon = "decimal"
        label = _("Statistic")
        template = "blocks/statistic.html"
        preview_value = {
            "number": "76%",
            "label": "of referrals came from GPs",
            "source": "",
        }
        description = _("One large number with what it counts.")

    def print_nodes(self, value):
        return statistic(value["number"], value["label"], value["source"])


class TableValue(blocks.StructValue):
    """A table as it is shown."""

    @property
    def rows(self):
        """Rows of texts, without the headings."""
        return [
            [cell or "" for cell in row["values"]] for row in self["table"].row_data
        ]

    @property
    def headings(self):
        """What is in each column."""
        return [column["heading"] for column in self["table"].columns]


class CellsBlock(TypedTableBlock):
    """Rows and columns of short texts."""

    text = blocks.CharBlock(label=_("Column"), required=False, max_length=300)

    class Meta:
        default = {
            "caption": "",
            "columns": [{"type": "text", "heading": ""}] * 2,
            "rows": [{"values": ["", ""]}] * 2,
        }


class TableBlock(blocks.StructBlock):
    """Facts in rows and columns, with headings that are read out with each cell."""

    table = CellsBlock(label=_("Table"))
    header_column = blocks.BooleanBlock(
        label=_("The first column names the rows"), required=False, default=True
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        value_class = TableValue
        preview_value = {
            "table": {
                "caption": "Who does what in a review",
                "columns": [
                    {"type": "text", "heading": "Role"},
                    {"type": "text", "heading": "Before"},
                    {"type": "text", "heading": "During"},
                ],
                "rows": [
                    {"values": ["Facilitator", "Books the room", "Asks the questions"]},
                    {"values": ["Team", "Notes what happened", "Answers them"]},
                ],
            },
            "header_column": True,
        }
        description = _(
            "Facts in rows and columns. For numbers over time, use a chart."
        )

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation:
            refuse({"table": missing_in(value["table"])})
        return value

    def print_nodes(self, value):
        if not value.headings:
            return []
        return table(
            value["table"].caption,
            [value.headings, *value.rows],
            header_column=value["header_column"],
        )


class ChartValue(blocks.StructValue):
    """A chart as it is drawn."""

    @property
    def rows(self):
        """Labels and numbers as readers see them in the table."""
        return [
            [
                cell if isinstance(cell, str) else in_words(cell)
                for cell in row["values"]
            ]
            for row in self["table"].row_data
        ]

    @property
    def headings(self):
        """What the labels and each row of numbers are."""
        return [column["heading"] for column in self["table"].columns]

    @property
    def drawing(self):
        """Where everything stands; None as long as there is nothing to draw."""
        if not is_drawable(self["table"]):
            return None
        labels, *columns = zip(
            *(row["values"] for row in self["table"].row_data), strict=True
        )
        labels = [label or "" for label in labels]
        series = list(zip(self.headings[1:], columns, strict=True))
        if self["kind"] == "bar":
            return bar_chart(labels, series)
        return line_chart(labels, series, with_median=self["kind"] == "run")


class NumbersBlock(TypedTableBlock):
    """One column of labels, then columns of numbers."""

    label = blocks.CharBlock(label=_("Labels"), required=False, max_length=40)
    number = blocks.DecimalBlock(
        label=_("Numbers"), required=False, max_digits=15, decimal_places=4
    )

    class Meta:
        default = {
            "caption": "",
            "columns": [
                {"type": "label", "heading": ""},
                {"type": "number", "heading": ""},
            ],
            "rows": [{"values": ["", None]}] * 6,
        }


class ChartBlock(blocks.StructBlock):
    """Numbers drawn as lines or bars, and told as a table."""

    MOST_SERIES = 3
    MOST_ROWS = 60
    LONGEST_LABEL = 20

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("run", _("Run chart: a line over time, with its median")),
            ("line", _("Lines over time")),
            ("bar", _("Bars to compare")),
        ],
        default="run",
    )
    message = blocks.CharBlock(
        label=_("What it shows"),
        max_length=200,
        help_text=_(
            "In a sentence, for those who can't see it and for everyone else: "
            "“Waits fell by a third after the team began to meet.”"
        ),
    )
    table = NumbersBlock(
        label=_("Numbers"),
        help_text=_(
            "The first column holds the labels: months, weeks, wards. Each column of numbers is "
            "one line or one colour of bars. A cell left empty is a gap."
        ),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=150)
    # Drawn rather than read: see pages/reading_time.py.
    unread = ("table",)

    class Meta:
        icon = "sliders"
        label = _("Chart")
        template = "blocks/chart.html"
        value_class = ChartValue
        preview_value = {
            "kind": "run",
            "message": "Waits fell by a third after the team began to meet.",
            "table": {
                "caption": "Days from referral to first visit",
                "columns": [
                    {"type": "label", "heading": "Month"},
                    {"type": "number", "heading": "Days"},
                ],
                "rows": [
                    {"values": [month, days]}
                    for month, days in [
                        ("Jan", 31),
                        ("Feb", 29),
                        ("Mar", 33),
                        ("Apr", 30),
                        ("May", 27),
                        ("Jun", 22),
                        ("Jul", 21),
                        ("Aug", 19),
                        ("Sep", 20),
                        ("Oct", 18),
                    ]
                ],
            },
            "source": "The team's own count",
        }
        description = _("Numbers as a run chart, lines or bars, with their table.")

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation:
            refuse({"table": missing_in(value["table"]) or self._undrawable(value)})
        return value

    def print_nodes(self, value):
        if not value.headings:
            return []
        return [
            *paragraph(value["message"]),
            *table(
                value["table"].caption,
                [value.headings, *value.rows],
                header_column=True,
            ),
            *sourced(value["source"]),
        ]

    def _undrawable(self, value):
        """Why there is nothing to draw, in a sentence; empty when there is."""
        numbers = value["table"]
        series = [column["block"].name for column in numbers.columns][1:]
        if not is_drawable(numbers):
            return _(
                "Begin with one column of labels, then columns of numbers only; type at least one number."
            )
        if len(series) > (1 if value["kind"] == "run" else self.MOST_SERIES):
            return (
                _("A run chart shows one column of numbers.")
                if value["kind"] == "run"
                else _("More than three columns of numbers can't be told apart.")
            )
        if value["kind"] != "bar" and any(
            len(row["values"][0] or "") > self.LONGEST_LABEL for row in numbers.row_data
        ):
            return _("Labels under lines need to be short: 20 letters at most.")
        if len(numbers.row_data) > self.MOST_ROWS:
            return _("More than 60 rows can't be told apart. Show weeks or months.")
        return ""


def is_drawable(numbers):
    """Whether a table is made of labels, then numbers, and has a number in it."""
    kinds = [column["block"].name for column in numbers.columns]
    return (
        kinds[:1] == ["label"]
        and set(kinds[1:]) == {"number"}
        and any(
            number is not None
            for row in numbers.row_data
            for number in row["values"][1:]
        )
    )


def missing_in(cells):
    """What a table still needs before readers can use it, in a sentence; empty when nothing."""
    if not cells.columns or not cells.row_data:
        return _("Add at least one column and one row.")
    if not cells.caption:
        return _("Give it a caption: what the table is about.")
    if not all(column["heading"] for column in cells.columns):
        return _("Give each column a heading.")
    return ""


def refuse(reasons):
    """Raise what is wrong with the parts of a block, each beside its own part."""
    errors = {
        name: TypedTableBlockValidationError(non_block_errors=[reason])
        for name, reason in reasons.items()
        if reason
    }
    if errors:
        raise blocks.StructBlockValidationError(errors)
