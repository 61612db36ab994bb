"""Addresses as QR codes, for people who hold paper and a phone."""

from io import BytesIO

import segno

# Around the code, in modules: less, and phones don't find it.
QUIET_ZONE = 4


def code_as_svg(address):
    """An address as a QR code: an SVG image without styles of its own."""
    file = BytesIO()
    _code(address).save(
        file, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False
    )
    return file.getvalue().decode()


def code_as_data(address):
    """The same as an address of the picture, for a page."""
    return _code(address).svg_data_uri(border=QUIET_ZONE, light="#fff", omitsize=True)


def _code(address):
    return segno.make_qr(address, error="m", boost_error=False)
