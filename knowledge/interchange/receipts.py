"""The receipt of imported articles: what it counts."""

from lms.interchange.receipts import Receipt

COUNTED = ("collections", "articles", "images", "files", "links")


def empty_receipt() -> Receipt:
    return Receipt(dict.fromkeys(COUNTED, 0), kind="collection")
