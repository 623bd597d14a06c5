"""The help desk: its form is for everybody, its figures for who manages or edits, its settings for administrators."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /ask                                                        ++++++++++
POST /ask/answers                                                .+.++.....
POST /ask/people                                                 ++++++++++
GET  /ask/figures                                                sxxxxx+++x
GET  /ask/figures.csv                                            sxxxxx+++x
GET  /ask/mine                                                   s+++++++++
GET  /admin/help-desk                                            sxxxxxxx+x
POST /admin/help-desk                                            sxxxxxxx+x
"""

WORDS = "How long does a silence take?"
DATA = {
    "POST /ask/answers": lambda world, which: {"words": WORDS, "kind": "topic", "found": world.topic},
    "POST /ask/people": {"words": WORDS},
    "POST /admin/help-desk": {"cost": "12.50", "contact": "help@example.org"},
}
