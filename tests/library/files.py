"""Files as readers and editors have them: whole, broken, locked, and made to do harm."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress, crc32

import pypdfium2
from django.core.files.base import ContentFile

from library.contents import OFFICE_PARTS


def pdf_bytes(pages=1, width=595, height=842):
    """Empty pages."""
    pdf = pypdfium2.PdfDocument.new()
    for _page in range(pages):
        pdf.new_page(width, height)
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def pdf_file(name="guide.pdf", **sizes):
    return ContentFile(pdf_bytes(**sizes), name=name)


LOCKED_PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>> endobj
4 0 obj <</Filter /Standard /V 1 /R 2 /P -4
/O <0000000000000000000000000000000000000000000000000000000000000000>
/U <0000000000000000000000000000000000000000000000000000000000000000>>> endobj
trailer <</Root 1 0 R /Encrypt 4 0 R /Size 5 /ID [<00> <00>]>>
%%EOF
"""


def zip_of(parts):
    """A ZIP of named parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office_bytes(kind="docx", also=""):
    """As little of an Office file as says what it is."""
    types = f'<Types><Override ContentType="{OFFICE_PARTS[kind]}"/>{also}</Types>'
    return zip_of({"[Content_Types].xml": types})


def bomb_png(width=30_000, height=30_000):
    """A picture of a few bytes that unpacks to very many pixels."""

    def chunk(kind, data):
        whole = kind + data
        return len(data).to_bytes(4, "big") + whole + crc32(whole).to_bytes(4, "big")

    header = (
        width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\x00\x00\x00\x00"
    )
    rows = compress(bytes((width // 8 + 1) * 10))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )
