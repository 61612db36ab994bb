"""Pictures, and each size of them that a page shows."""

from django.db import models
from django.db.models import Q
from django.templatetags.static import static
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
)

from ..storage import unused_name
from .consent import Consent, ConsentQuerySet


class CLICImageQuerySet(ConsentQuerySet, ImageQuerySet):
    pass


class CLICImage(Consent, AbstractImage):
    """A picture: described for those who can't see it, with the consent of the people it shows."""

    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_(
            "Tick if the picture adds nothing that a reader who can't see it would miss."
        ),
    )
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the picture.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "shows_people",
        "consent_record",
        "consent_ends_on",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    objects = CLICImageQuerySet.as_manager()

    class Meta(Consent.Meta, AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        indexes = [models.Index(fields=["file"], name="image_by_file")]
        constraints = [
            *Consent.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(description=""),
                name="image_described_or_decorative",
                violation_error_message=_(
                    "Describe the picture for people who can't see it, or tick “decorative”."
                ),
            ),
        ]

    @property
    def default_alt_text(self):
        if self.is_withheld:
            return gettext("This picture is not shown any more.")
        return "" if self.is_decorative else self.description

    def get_upload_to(self, filename):
        folder, _slash, name = super().get_upload_to(filename).rpartition("/")
        return unused_name(folder, name)

    # Every tag, block and preview asks for its picture here.
    def get_rendition(self, filter):
        if not self.is_withheld:
            return super().get_rendition(filter)
        return self._stand_in(getattr(filter, "spec", filter))

    def get_renditions(self, *filters):
        """Return the picture in these sizes; while it is withheld, a neutral one in its place."""
        if not self.is_withheld:
            return super().get_renditions(*filters)
        specs = [getattr(each, "spec", each) for each in filters]
        return {spec: self._stand_in(spec) for spec in specs}

    def _stand_in(self, spec):
        width, height = Filter(spec).get_transform(self).size
        return CLICRendition(
            image=self, filter_spec=spec, width=round(width), height=round(height)
        )


class CLICRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(
        CLICImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta(AbstractRendition.Meta):
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_filter",
            )
        ]

    @property
    def url(self):
        return static("img/withheld.svg") if self.image.is_withheld else super().url
