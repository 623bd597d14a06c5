"""Reading the bytes of a text file somebody made somewhere."""

MARKS = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes) -> tuple[str, str]:
    """(text, what it was read as): "utf-8", "utf-8-sig" (with a mark before it), "utf-16" or "cp1252" (old Windows)."""
    if data.startswith(MARKS):
        return data.decode("utf-16", errors="replace").lstrip("\ufeff"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"
