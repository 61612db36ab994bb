"""Draws the first page of a PDF: `python -m library.first_page in.pdf out.webp`."""

import sys

import pypdfium2

from library.apart import say, take_no_more_than

MEGABYTES = 1024
WIDTH, MAX_HEIGHT = 400, 800


def draw(source, picture):
    """Draw the page and return what is known of the file, or what is wrong with it."""
    try:
        pdf = pypdfium2.PdfDocument(source)
        pages = len(pdf)
        if not pages:
            return {"problem": "broken"}
        pdf.init_forms()
        page = pdf[0]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), MAX_HEIGHT / max(height, 1))
        drawn = page.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return {"problem": "locked" if is_locked else "broken"}
    drawn.convert("RGB").save(picture, "WEBP", quality=70, method=6)
    return {"pages": pages, "width": drawn.width, "height": drawn.height}


if __name__ == "__main__":
    take_no_more_than(MEGABYTES)
    say(draw(*sys.argv[1:]))
