"""Articles that come in and collections that leave; `own` is what the academy reads, `foreign` what only staff reads."""

import io

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /knowledge/import                                           sxxxxx+x+x
POST /knowledge/import                                           sxxxxx+x+x
GET  /knowledge/imports/<article_import_id>                      s.....+.+.  -           s.........
GET  /knowledge/imports/<article_import_id>/receipt.json         s.....+.+.  -           s.........
POST /knowledge/imports/<article_import_id>/undoing              s.....+.+.  -           s.........
GET  /collections/<collection_id>/export                         sxxxxx+x+x  s...xx+x+.  s.........
GET  /collections/<collection_id>/export/file                    sxxxxx+x+x  s...xx+x+.  s.........
"""


def markdown(world, which):
    files = (io.BytesIO(b"# Listening\n\nListen first.\n"), "listening.md")
    return {"files": files, "collection": world.collection, "title": "", "language": "en", "publishing": "drafts"}


DATA = {"POST /knowledge/import": markdown}
# Somebody has worked on an article of the import since, so nobody takes it away any more.
ANSWERS = {"POST /knowledge/imports/<article_import_id>/undoing": 422}
USUAL = {"article_import_id": ("article_import", "article_import")}
