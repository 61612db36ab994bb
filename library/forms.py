"""The forms behind the image, document and media libraries."""

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm


class ImageForm(BaseImageForm):
    """Asks for a description or for the tick that says none is needed."""


class DocumentForm(BaseDocumentForm):
    """Keeps every file a document has held."""


class MediaForm(BaseMediaForm):
    """A video or sound with its captions."""
