"""Sets one pack as PDF, in a process of its own: `python typesetter.py FOLDER FONTS…`.

The folder holds pack.typ, pack.json and the pictures, and takes pack.pdf. Nothing of the site
is known here: neither its settings nor its database.
"""

import sys
from pathlib import Path

import typst

# How typst begins what keeps a PDF from being as accessible as the standard asks.
NOT_ACCESSIBLE = "PDF/UA-1 error"


def main(folder, fonts):
    """Write pack.pdf: PDF/UA-1, or tagged without that promise where some letter has no shape."""
    compiler = typst.Compiler(
        str(folder / "pack.typ"),
        root=str(folder),
        font_paths=typst.Fonts(font_paths=fonts),
    )
    output = str(folder / "pack.pdf")
    try:
        compiler.compile(output=output, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if not error.message.startswith(NOT_ACCESSIBLE):
            raise
        compiler.compile(output=output, format="pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
