"""The forms behind the image, document and media libraries."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.formsets import BaseFormSetMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from .captions import MAX_BYTES as MAX_CAPTION_BYTES
from .captions import BrokenCaptions, read_chapters
from .contents import check_contents, check_picture
from .models import CaptionTrack, CLICMedia
from .storage import delete_after_commit

MAX_MEDIA_BYTES = 500 * 1024 * 1024
MAX_TRACKS = 40


def _bound(field, max_bytes):
    """Have the browser say at once that a file is too large; the server says so as well."""
    field.widget.attrs |= {
        "data-max-bytes": max_bytes,
        "data-too-large": _(
            "This file is larger than %(size)s, so it can't be uploaded. Choose a smaller one."
        )
        % {"size": filesizeformat(max_bytes)},
    }


def _refuse_what_cannot_be_measured(field):
    """Have a field for pictures say so where a broken one makes Wagtail's check of its size fail."""
    check = field.check_image_pixel_size

    def check_kindly(file):
        try:
            check(file)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(
                field.error_messages["invalid_image"], code="invalid_image"
            ) from error

    field.check_image_pixel_size = check_kindly


class ConsentForm(forms.ModelForm):
    """Asks where the consent of the people shown is kept."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "shows_people" in self.fields:
            self.fields["shows_people"].help_text = _(
                "Tick if anyone in it could be recognised. Their consent is needed first."
            )

    def clean(self):
        cleaned = super().clean()
        if self._has("shows_people"):
            self._require(
                "consent_record",
                _("Say where the consent of the people shown is kept."),
            )
        return cleaned

    def _require(self, name, message):
        if name in self.fields and name not in self.errors and not self._has(name):
            self.add_error(name, message)

    def _has(self, name):
        """What the row will say, whether this form asks for it or not."""
        if name in self.fields:
            return self.cleaned_data.get(name)
        return getattr(self.instance, name)


class ImageForm(ConsentForm, BaseImageForm):
    """Asks for a description or for the tick that says none is needed."""

    class Meta(BaseImageForm.Meta):
        widgets = {
            **BaseImageForm.Meta.widgets,
            "consent_ends_on": AdminDateInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            _refuse_what_cannot_be_measured(self.fields["file"])
            _bound(self.fields["file"], settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        if "description" in self.fields:
            self.fields["description"].label = _("Description (alt text)")
            self.fields["description"].help_text = _(
                "What someone who can't see the picture needs to know, in a sentence. "
                "Screen readers say it in place of the picture."
            )

    def clean(self):
        cleaned = super().clean()
        if not self._has("is_decorative"):
            self._require(
                "description",
                _(
                    "Describe the picture for people who can't see it, or tick "
                    "“decorative” if it adds nothing."
                ),
            )
        return cleaned

    def save(self, commit=True):
        # Wagtail would delete the old file at once, even if nothing is saved in the end.
        replaced, self.original_file = self.original_file, None
        image = super().save(commit=commit)
        if commit and replaced and "file" in self.changed_data:
            image.renditions.all().delete()
            delete_after_commit(replaced)
        return image


class DocumentForm(BaseDocumentForm):
    """Keeps every file a document has held."""

    what_changed = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=255,
        help_text=_(
            "Only with a new file: tell readers in a few words what is different. "
            "The old file can still be fetched."
        ),
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        if "file" in self.fields:
            _bound(self.fields["file"], settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        # Wagtail would delete the old file; it stays as a version.
        self.replaced_file, self.original_file = self.original_file, None
        if "language" in self.fields:
            # The uploader of many files sends no more than their names.
            self.fields["language"].required = False
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _(
                "Stays as it is, so that links never break."
            )
        if self._is_replacing_possible():
            self.order_fields(["title", "file", "what_changed"])
        else:
            del self.fields["what_changed"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_contents(file)
        return file

    def clean_slug(self):
        return self.cleaned_data["slug"].lower()

    def clean_language(self):
        return self.cleaned_data["language"] or self.instance.language

    def clean(self):
        cleaned = super().clean()
        if "what_changed" in self.fields and "what_changed" not in self.errors:
            is_new = "file" in self.changed_data
            if is_new and not cleaned.get("what_changed"):
                self.add_error(
                    "what_changed",
                    _(
                        "Say in a few words what changed, so that people know whether "
                        "they need the new file."
                    ),
                )
            if cleaned.get("what_changed") and not is_new:
                self.add_error(
                    "file", _("Choose the new file too, or leave “What changed” empty.")
                )
        return cleaned

    def save(self, commit=True):
        if "file" in self.changed_data:
            self.instance.what_changed = self.cleaned_data.get("what_changed", "")
            self.instance.changed_by = self.user
        return super().save(commit=commit)

    def _is_replacing_possible(self):
        return bool(self.instance.pk) and "file" in self.fields


class CaptionTrackForm(forms.ModelForm):
    """One language of what is said."""

    class Meta:
        model = CaptionTrack
        fields = ["language", "kind", "file"]
        widgets = {"file": forms.FileInput(attrs={"accept": ".vtt,text/vtt"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _bound(self.fields["file"], MAX_CAPTION_BYTES)
        self.file_before = self.instance.file if self.instance.pk else None
        if self.file_before:
            self.fields["file"].required = False
            self.fields["file"].label = _("New WebVTT file")

    def clean(self):
        cleaned = super().clean()
        is_chapters = cleaned.get("kind") == CaptionTrack.Kind.CHAPTERS
        if is_chapters and cleaned.get("file") and self.has_changed():
            file = cleaned["file"]
            file.open()
            try:
                read_chapters(file.read())
            except BrokenCaptions as error:
                self.add_error("file", str(error))
            file.seek(0)
        return cleaned

    def save(self, commit=True):
        track = super().save(commit=commit)
        if commit and "file" in self.changed_data:
            delete_after_commit(self.file_before)
        return track


class BaseCaptionTrackFormSet(BaseFormSetMixin, forms.BaseInlineFormSet):
    """All tracks of a video; rows are added and removed by Wagtail's own script."""

    def get_unique_error_message(self, unique_check):
        return _("Two tracks are of the same kind in the same language. Keep one.")


CaptionTrackFormSet = forms.inlineformset_factory(
    CLICMedia,
    CaptionTrack,
    form=CaptionTrackForm,
    formset=BaseCaptionTrackFormSet,
    extra=0,
    max_num=MAX_TRACKS,
    # Nobody makes us build, and show again, the thousand more that Django would allow.
    absolute_max=MAX_TRACKS,
    validate_max=True,
)


class MediaForm(ConsentForm, BaseMediaForm):
    """A video or sound with its captions."""

    class Meta(BaseMediaForm.Meta):
        widgets = {
            **BaseMediaForm.Meta.widgets,
            "consent_ends_on": AdminDateInput,
        }

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.files_before = [self.instance.file, self.instance.thumbnail]
        if "file" in self.fields:
            _bound(self.fields["file"], MAX_MEDIA_BYTES)
        if "duration" in self.fields:
            self.fields["duration"].label = _("Length in seconds")
            self.fields["duration"].help_text = _(
                "Readers see it before they start: 245 is shown as 4:05. "
                "Leave it empty and the site reads it from the file."
            )
        if "thumbnail" in self.fields:
            self.fields["thumbnail"].label = _("Picture before it plays")
            self.fields["thumbnail"].help_text = _(
                "Leave it empty and the site takes one from the video."
            )
        self.caption_tracks = self._caption_tracks(data, files)

    # wagtailmedia's view deletes the old file before anything is saved if it finds "file"
    # among what changed; here the old file goes after the commit.
    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name != "file"]

    @property
    def media(self):
        formset = self.caption_tracks
        return super().media + formset.media if formset else super().media

    def is_valid(self):
        tracks_are_valid = self.caption_tracks is None or self.caption_tracks.is_valid()
        return super().is_valid() and tracks_are_valid

    def clean_file(self):
        file = self.cleaned_data["file"]
        if self._is_new("file"):
            check_contents(file)
            if file.size > MAX_MEDIA_BYTES:
                raise ValidationError(
                    _(
                        "This file is larger than %(size)s. Make a smaller version of it."
                    )
                    % {"size": filesizeformat(MAX_MEDIA_BYTES)}
                )
        return file

    def clean_thumbnail(self):
        thumbnail = self.cleaned_data["thumbnail"]
        if thumbnail and self._is_new("thumbnail"):
            check_picture(thumbnail, max_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
        return thumbnail

    @transaction.atomic
    def save(self, commit=True):
        self._forget_what_was_measured()
        media = super().save(commit=commit)
        if commit:
            if self.caption_tracks is not None and self.caption_tracks.is_bound:
                self.caption_tracks.save()
            kept = {media.file.name, media.thumbnail.name}
            delete_after_commit(
                *(file for file in self.files_before if file.name not in kept)
            )
        return media

    def _forget_what_was_measured(self):
        """What the old file was like says nothing about a new one; what was typed does."""
        if "thumbnail" in self.changed_data:
            self.instance.is_thumbnail_ours = False
        if self._is_new("file"):
            self.instance.width = self.instance.height = None
            if "duration" not in self.changed_data:
                self.instance.duration = 0

    def _is_new(self, name):
        return self.add_prefix(name) in self.files

    def _caption_tracks(self, data, files):
        """The tracks as a formset; none in the window that chooses a video, which is small."""
        if self.prefix:
            return None
        if data is not None and "caption_tracks-TOTAL_FORMS" not in data:
            return None
        return CaptionTrackFormSet(
            data, files, instance=self.instance, prefix="caption_tracks"
        )
