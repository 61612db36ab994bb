"""Blocks that show or offer a file."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

from library.models import CLICDocument, CLICImage, CLICMedia

from .printing import heading, image, link, paragraph, rich_text_nodes, sourced
from .text import SHORT_TEXT_FEATURES


def newest_image():
    """A picture to preview a block with; None in an empty library."""
    return CLICImage.objects.order_by("-created_at").first()


class ImageBlock(blocks.StructBlock):
    """A picture with what it shows; its alt text comes from the image library."""

    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"
        description = _("A picture with a caption.")

    def get_preview_value(self):
        return self.normalize(
            {"image": newest_image(), "caption": "The team on its first walk round."}
        )

    def print_nodes(self, value):
        credit = value["image"] and value["image"].credit
        caption = " ".join(filter(None, [value["caption"], credit]))
        return image(value["image"], caption)


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side, all in view."""

    pictures = blocks.ListBlock(ImageBlock(), label=_("Pictures"), min_num=2)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        template = "blocks/gallery.html"
        description = _("Two or more pictures beside each other, with captions.")

    def get_preview_value(self):
        newest = list(CLICImage.objects.order_by("-created_at")[:4])
        return self.normalize(
            {
                "pictures": [
                    {"image": image, "caption": "The team on its first walk round."}
                    for image in newest or [None]
                ]
            }
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        images = [one["image"] for one in value["pictures"] if one["image"]]
        # The sizes in which they are kept, in one query for all of them.
        prefetch_related_objects(images, "renditions")
        context["pictures"] = [one for one in value["pictures"] if one["image"]]
        return context

    def print_nodes(self, value):
        picture = self.child_blocks["pictures"].child_block
        return [node for one in value["pictures"] for node in picture.print_nodes(one)]


class FigureBlock(blocks.StructBlock):
    """A chart or diagram with everything it says in words."""

    image = ImageChooserBlock(label=_("Picture"))
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    long_description = blocks.RichTextBlock(
        label=_("Long description"),
        features=SHORT_TEXT_FEATURES,
        help_text=_(
            "Everything a reader learns from the figure, for those who can't see it."
        ),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=150)
    # For those who can't see the figure: see pages/reading_time.py.
    unread = ("long_description",)

    class Meta:
        icon = "view"
        label = _("Figure")
        template = "blocks/figure.html"
        description = _("A chart or diagram, with a description in words.")

    def get_preview_value(self):
        return self.normalize(
            {
                "image": newest_image(),
                "title": "Days from complaint to answer",
                "long_description": "<p>The days fell from 30 in May to 19 in July.</p>",
                "source": "The team's own count",
            }
        )

    def print_nodes(self, value):
        return [
            *heading(value["title"], 3),
            *image(value["image"]),
            *rich_text_nodes(value["long_description"]),
            *sourced(value["source"]),
        ]


class DownloadBlock(blocks.StructBlock):
    """A document to download, with its type, size and language."""

    document = DocumentChooserBlock(label=_("Document"))
    text = blocks.CharBlock(label=_("What it is for"), required=False, max_length=200)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "blocks/download.html"
        description = _("A document to download. Type, size and language are shown.")

    def get_preview_value(self):
        newest = CLICDocument.objects.order_by("-created_at").first()
        return self.normalize({"document": newest, "text": "Print it on A3."})

    def print_nodes(self, value):
        document = value["document"]
        return [
            *(link(document.title, document.url) if document else []),
            *paragraph(value["text"]),
        ]


class VideoBlock(blocks.StructBlock):
    """A video of our own, with its captions."""

    video = VideoChooserBlock(label=_("Video"))
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    poster = ImageChooserBlock(label=_("Picture before it plays"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        description = _("A video from the library, with captions.")

    def get_preview_value(self):
        newest = CLICMedia.objects.filter(type="video").order_by("-created_at").first()
        return self.normalize(
            {
                "video": newest,
                "title": "A review in ten minutes",
                "poster": newest_image(),
            }
        )

    def print_nodes(self, value):
        return link(value["title"], value["video"].url) if value["video"] else []
