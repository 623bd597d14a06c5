"""Typesetting: words of ours set by Typst with the fonts it brings along, the same on every machine."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from flask import current_app


def typeset(template: Path, words: dict, files: dict[str, bytes], **how) -> bytes:
    """The template as it comes out with these words (`sys.inputs.words`, JSON) and these files beside it."""
    with TemporaryDirectory() as folder:
        for name, data in {"main.typ": template.read_bytes(), **files}.items():
            (Path(folder) / name).write_bytes(data)
        return typst.compile(
            Path(folder) / "main.typ",
            root=folder,
            sys_inputs={"words": json.dumps(words)},
            ignore_system_fonts=True,
            **how,
        )


def pdf_answer(pdf: bytes, name: str):
    """A PDF that is fetched anew each time, under a name of plain letters."""
    return pdf, {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="{name}.pdf"',
        "Cache-Control": "private, no-store",
    }


def logo_of(academy) -> bytes | None:
    """The academy's logo as it is kept, where it has one."""
    if not academy.logo_key:
        return None
    try:
        with current_app.extensions["storage"].open(academy.logo_key) as file:
            return file.read()
    except FileNotFoundError:
        return None
