"""Pages of the knowledge base; `own` is what the academy reads, `foreign` what only staff reads."""

import io

from knowledge.models import Article, Collection
from lms.database import db

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /knowledge                                                  ++++++++++
GET  /collections/<collection_id>                                s+++++++++  s...+++++.  s.........
GET  /collections/<collection_id> @public                        ++++++++++
GET  /articles/<article_id>                                      s+++++++++  s...+++++.  s.........
GET  /articles/<article_id> @public                              ++++++++++
GET  /articles/<article_id> @unpublished                         s.....+.+.
GET  /articles/<article_id> @archived                            ++++++++++
GET  /articles/<article_id>/history                              s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/history @public                      ++++++++++
POST /articles/<article_id>/votes                                s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/discuss                              s+++++++++  s...xxxxx.  s.........
POST /articles/<article_id>/discuss                              s+++++++++  s...xxxxx.  s.........
GET  /articles/<article_id>/discuss @broadcast                   sxxxxxxxxx
POST /articles/<article_id>/discuss @broadcast                   sxxxxxxxxx

GET  /articles/<article_id>/edit                                 sxxxxx+x+x  s...xx+x+.  s.........
GET  /articles/<article_id>/edit @unpublished                    s.....+.+.
GET  /articles/<article_id>/preview                              sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/archive                              sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/draft                                sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/draft @unpublished                   s.....+.+.
POST /articles/<article_id>/files                                sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/files/<key>/removal                  sxxxxx+x+x  s...xx+x+.  sxxxxx.x.x  sxxxxx.x.x
POST /articles/<article_id>/pair                                 sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/preview                              sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/publication                          sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/return                               sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/revisions/<number>/restoration       sxxxxx+x+x  s...xx+x+.  sxxxxx.x.x
POST /articles/<article_id>/translation                          sxxxxx+x+x  s...xx+x+.  s.........

GET  /articles/<article_id>/verification                         s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/verification @public                 ++++++++++
POST /articles/<article_id>/verification                         sxxxxx+xxx  s...xx+xx.  s.........
POST /articles/<article_id>/obsolescence                         sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/obsolescence/end                     sxxxxx+x+x  s...xx+x+.  s.........
GET  /articles/<article_id>/report                               s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/report                               s+++++++++  s...+++++.  s.........
POST /articles/<article_id>/doubts/<doubt_id>/settlement         sxxxxx+x+x  s...xx+x+.  sxxxxx.x.x  sxxxxx.x.x
POST /articles/<article_id>/misses/<miss_id>/settlement          sxxxxx+x+x  s...xx+x+.  sxxxxx.x.x  sxxxxx.x.x
POST /articles/<article_id>/doubts/<doubt_id>/answer             sxxxxx+xxx  s...xx+xx.  s.........  s.........
POST /articles/<article_id>/owner-question                       sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/dependencies                         sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/dependencies/removal                 sxxxxx+x+x  s...xx+x+.  s.........
GET  /articles/<article_id>/links                                s+++++++++  s...+++++.  s.........
GET  /articles/<article_id>/links @public                        ++++++++++
GET  /articles/<article_id>/links/suggestions                    sxxxxx+x+x  s...+++++.  s.........
GET  /articles/<article_id>/links/choice                         sxxxxx+x+x  s...xx+x+.  s.........
GET  /knowledge/links                                            sxxxx++x+x
GET  /articles/<article_id>/review                               s.....+.+.  s.....+.+.  s.........
POST /articles/<article_id>/review                               s.....+.+.  s.....+.+.  s.........
POST /articles/<article_id>/review/verdict                       s.....+.x.  s.....+.x.  s.........
POST /articles/<article_id>/review/end                           s.....+.+.  s.....+.+.  s.........
POST /articles/<article_id>/review/comments                      s.....+.+.  s.....+.+.  s.........
POST /draft-comments/<draft_comment_id>/answers                  s.....+.+.  s.....+.+.  s.........
POST /draft-comments/<draft_comment_id>/words                    s.....+.x.  s.....+.x.  s.........
POST /draft-comments/<draft_comment_id>/removal                  s.....+.+.  s.....+.+.  s.........
POST /draft-comments/<draft_comment_id>/return                   s.....x.x.  s.....x.x.  s.........
POST /draft-comments/<draft_comment_id>/resolution               s.....+.+.  s.....+.+.  s.........
POST /draft-comments/<draft_comment_id>/reopening                s.....+.+.  s.....+.+.  s.........
GET  /knowledge/review                                           sxxxxx+x+x
GET  /collections/<collection_id>/verifiers                      sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/verifiers                      sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/verifiers/<user_id>/removal    sxxxxx+x+x  s...xx+x+.  sxxxxx.x.x
POST /collections/<collection_id>/verified-for                   sxxxxx+x+x  s...xx+x+.  s.........

GET  /collections/new                                            sxxxxx+x+x
POST /collections/new                                            sxxxxx+x+x
GET  /collections/<collection_id>/articles/new                   sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/articles/new                   sxxxxx+x+x  s...xx+x+.  s.........
GET  /collections/<collection_id>/edit                           sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/edit                           sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/archive                        sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/moves                          sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/parent                         sxxxxx+x+x  s...xx+x+.  s.........
GET  /articles/<article_id>/schedule                             sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/schedule                             sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/schedule/end                         sxxxxx+x+x  s...xx+x+.  s.........
GET  /articles/<article_id>/move                                 sxxxxx+x+x  s...xx+x+.  s.........
POST /articles/<article_id>/move                                 sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/readers/<who>                  sxxxxx+x+x  s...xx+x+.  s.........
POST /collections/<collection_id>/return                         sxxxxx+x+x  s...xx+x+.  s.........
"""


def draft(world, which):
    article_id = {"own": world.article, "foreign": world.staff_article}.get(which, world.article)
    version = db.session.get_one(Article, article_id).draft_version
    return {
        "title": "Consent",
        "summary": "Ask.",
        "body": "Ask before you record.",
        "version": version,
        "why": "",
        "draft_key": "k",
    }


def draft_of_unpublished(world, which):
    return {**draft(world, which), "version": db.session.get_one(Article, world.written_article).draft_version}


def collection(world, which):
    row = db.session.get_one(Collection, world.staff_collection if which == "foreign" else world.collection)
    words = {"title": "Talks", "summary": "Talks.", "openness": "discuss", "language": "en", "owner": world.editor}
    return {**words, "version": row.version}


def going(world, which):
    article_id = world.staff_article if which == "foreign" else world.article
    former = db.session.get_one(Article, article_id).collection_id
    return {"collection": world.public_collection, "former": former}


def text_file(world=None, which=""):
    return {"files": (io.BytesIO(b"Words."), "words.txt"), "alt": "Words"}


def question(world, which):
    return {
        "title": "What then?",
        "body": "They say no.",
        "kind": "question",
        "space": world.academy_space,
        "quote": "",
    }


def seen_text(world, which):
    article_id = world.staff_article if which == "foreign" else world.article
    return {"version": db.session.get_one(Article, article_id).revision_id, "days": 90, "why": ""}


DATA = {
    "POST /articles/<article_id>/verification": seen_text,
    "POST /articles/<article_id>/report": {"sentence": "The law has changed."},
    "POST /articles/<article_id>/review": lambda world, which: {"reviewer": world.editor, "note": "Short enough?"},
    "POST /articles/<article_id>/review/comments": {"comment": "Say whose they are."},
    "POST /draft-comments/<draft_comment_id>/answers": {"answer": "I will."},
    "POST /draft-comments/<draft_comment_id>/words": {"words": "Say whose they are, please."},
    "POST /draft-comments/<draft_comment_id>/removal": {"reason": "It names somebody."},
    "POST /articles/<article_id>/review/verdict": {"verdict": "changes", "words": "Shorter."},
    "POST /articles/<article_id>/owner-question": {"question": "Is this still so?"},
    "POST /articles/<article_id>/doubts/<doubt_id>/answer": {"answer": "It is."},
    "POST /articles/<article_id>/dependencies": lambda world, which: {"address": f"/articles/{world.told_article}"},
    "POST /articles/<article_id>/dependencies/removal": lambda world, which: {
        "address": f"/articles/{world.told_article}"
    },
    "POST /collections/<collection_id>/verifiers": {"person": "manager@test.example"},
    "POST /collections/<collection_id>/verified-for": {"days": 180},
    "POST /articles/<article_id>/votes": lambda world, which: {
        "version": seen_text(world, which)["version"],
        "helped": "no",
        "missing": "More.",
    },
    "POST /articles/<article_id>/discuss": question,
    "POST /articles/<article_id>/discuss @broadcast": question,
    "POST /articles/<article_id>/draft": draft,
    "POST /articles/<article_id>/draft @unpublished": draft_of_unpublished,
    "POST /articles/<article_id>/files": text_file,
    "POST /articles/<article_id>/pair": {"article": "0"},
    "POST /articles/<article_id>/preview": {"body": "Ask."},
    "POST /articles/<article_id>/publication": draft,
    "POST /articles/<article_id>/translation": {"language": "nl"},
    "POST /collections/new": lambda world, which: {**collection(world, which), "audience": "staff"},
    "POST /collections/<collection_id>/articles/new": {"title": "Opening a door", "summary": "", "language": "en"},
    "POST /collections/<collection_id>/edit": collection,
    "POST /collections/<collection_id>/moves": {"step": "1"},
    "POST /collections/<collection_id>/parent": lambda world, which: {"parent": world.public_collection},
    "POST /articles/<article_id>/move": going,
    "POST /articles/<article_id>/schedule": lambda world, which: {
        "day": "2031-03-03",
        "hour": "09:00",
        "why": "",
        "version": 1 if which == "own" else 0,
    },
}

OBJECTS = {
    "POST /articles/<article_id>/doubts/<doubt_id>/answer": {"doubt_id": ("owner_question", "staff_owner_question")},
    "POST /collections/<collection_id>/verifiers/<user_id>/removal": {"user_id": ("editor", "editor")},
    "GET /collections/<collection_id> @public": {"collection_id": ("public_collection",)},
    "GET /articles/<article_id> @public": {"article_id": ("public_article",)},
    "GET /articles/<article_id> @unpublished": {"article_id": ("written_article",)},
    "GET /articles/<article_id> @archived": {"article_id": ("archived_article",)},
    "GET /articles/<article_id>/verification @public": {"article_id": ("public_article",)},
    "GET /articles/<article_id>/links @public": {"article_id": ("public_article",)},
    "GET /articles/<article_id>/history @public": {"article_id": ("public_article",)},
    "GET /articles/<article_id>/discuss @broadcast": {"article_id": ("told_article",)},
    "POST /articles/<article_id>/discuss @broadcast": {"article_id": ("told_article",)},
    "GET /articles/<article_id>/edit @unpublished": {"article_id": ("written_article",)},
    "POST /articles/<article_id>/draft @unpublished": {"article_id": ("written_article",)},
    "POST /articles/<article_id>/files/<key>/removal": {"key": ("article_file", "staff_file")},
}

# What was public and is in the archive says that it is gone; those who can bring it back are led to it.
# The editor keeps these articles true, is the only one who writes and verifies there, and so has nobody to ask.
USUAL = {
    "doubt_id": ("doubt", "staff_doubt"),
    "draft_comment_id": ("draft_comment", "staff_draft_comment"),
    "miss_id": ("miss", "staff_miss"),
}
ANSWERS = {
    "GET /articles/<article_id> @archived": 410,
    "POST /articles/<article_id>/owner-question": {"editor": 422},
    "POST /articles/<article_id>/review": {"editor": 422},
}
