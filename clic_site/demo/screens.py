"""What a visitor's picture shows: the screen of a phone on which a chart is cut off."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from safeguards.pictures import remade

from .charts import INK, RULE, TEAL, Sheet

WIDTH, HEIGHT = 360, 640
EDGE = 24
HEIGHTS = (150, 190, 120, 210, 170, 230, 140)


def cut_off_chart():
    """The picture as it would have arrived: made anew as every picture is."""
    sheet = Sheet(WIDTH, HEIGHT)
    sheet.box(0, 0, WIDTH, 64, TEAL)
    for number, width in enumerate((300, 280, 210)):
        sheet.box(EDGE, 96 + 28 * number, width, 12, RULE, radius=6)
    sheet.line([(EDGE, 460), (WIDTH, 460)], 3, INK)
    sheet.line([(EDGE, 210), (EDGE, 460)], 3, INK)
    # The last two lie beyond the edge of the screen.
    points = [
        (EDGE + 30 + 68 * number, 460 - height) for number, height in enumerate(HEIGHTS)
    ]
    sheet.line(points, 4, TEAL)
    for x, y in points:
        sheet.disc(x, y, 8, INK)
    for number, width in enumerate((312, 240)):
        sheet.box(EDGE, 500 + 28 * number, width, 12, RULE, radius=6)
    written = BytesIO()
    sheet.image.resize((WIDTH, HEIGHT)).save(written, "PNG")
    taken = SimpleUploadedFile("screen.png", written.getvalue())
    return remade(taken, most_megabytes=5)
