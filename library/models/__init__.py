"""What editors upload once and use anywhere: pictures, documents, videos and sound."""

from .documents import CLICDocument, DocumentVersion, DownloadCount, FileText
from .images import CLICImage, CLICRendition
from .media import CaptionTrack, CLICMedia

__all__ = [
    "CLICDocument",
    "CLICImage",
    "CLICMedia",
    "CLICRendition",
    "CaptionTrack",
    "DocumentVersion",
    "DownloadCount",
    "FileText",
]
