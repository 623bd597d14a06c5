"""What is fetched from outside, the same for everybody; `own` is public, `foreign` what only some read."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /robots.txt                                                 ++++++++++
GET  /sitemap.xml                                                ++++++++++
GET  /sitemaps/<kind>/<number>.xml                               ++++++++++  -           ..........
GET  /card.png                                                   ++++++++++
GET  /articles/<article_id>/card.png                             ++++++++++  ..........  ..........
GET  /articles/<article_id>/card.png @archived                   ..........
GET  /articles/<article_id>/card.png @unpublished                ..........
GET  /collections/<collection_id>/card.png                       ++++++++++  ..........  ..........
GET  /collections/<collection_id>/feed.atom                      ++++++++++  ..........  ..........
GET  /courses/<course_id>/card.png                               ++++++++++  ..........  ..........
GET  /courses/<course_id>/card.png @withdrawn                    ..........
GET  /courses/<course_id> @public                                ++++++++++
GET  /courses/<course_id> @withdrawn                             ++++++++++
GET  /lessons/<lesson_id>/card.png                               ++++++++++  ..........  ..........
GET  /shared/<proposal_id>/card.png                              ++++++++++  ..........  ..........
GET  /shared/<proposal_id> @public                               ++++++++++
"""

ARTICLES, COLLECTIONS = ("public_article", "staff_article"), ("public_collection", "staff_collection")
OBJECTS = {
    "GET /articles/<article_id>/card.png": {"article_id": ARTICLES},
    "GET /articles/<article_id>/card.png @archived": {"article_id": ("archived_article",)},
    "GET /articles/<article_id>/card.png @unpublished": {"article_id": ("written_article",)},
    "GET /collections/<collection_id>/card.png": {"collection_id": COLLECTIONS},
    "GET /collections/<collection_id>/feed.atom": {"collection_id": COLLECTIONS},
    "GET /courses/<course_id>/card.png": {"course_id": ("public_course", "course")},
    "GET /courses/<course_id>/card.png @withdrawn": {"course_id": ("withdrawn_course",)},
    "GET /courses/<course_id> @public": {"course_id": ("public_course",)},
    "GET /courses/<course_id> @withdrawn": {"course_id": ("withdrawn_course",)},
    "GET /lessons/<lesson_id>/card.png": {"lesson_id": ("public_lesson", "lesson")},
    "GET /shared/<proposal_id>/card.png": {"proposal_id": ("public_copy", "copy")},
    "GET /shared/<proposal_id> @public": {"proposal_id": ("public_copy",)},
}
# Guests are told that it is gone; who follows a course keeps it.
ANSWERS = {"GET /courses/<course_id> @withdrawn": {"guest": 410}}
