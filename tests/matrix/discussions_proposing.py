"""Answers proposed as articles; `own` was proposed by the trainee, of cohort A, `foreign` by the outsider, of cohort B."""

#                                                                gtamfaemAo  foreign     missing
TABLE = """
GET  /topics/<topic_id>/article-proposal                         s+.++.....  s........x  s.........
GET  /topics/<topic_id>/article-proposal @academy                s+++++++++
POST /topics/<topic_id>/article-proposal                         s+.++.....  s........x  s.........
POST /topics/<topic_id>/article-proposal @academy                s+++++++++
GET  /knowledge/proposals                                        sxxxxx+x+x
GET  /article-proposals/<article_proposal_id>                    s+....+.+.  s.....+.++  s.........
POST /article-proposals/<article_proposal_id>/taking-up          sx....+.+.  s.....+.+x  s.........
POST /article-proposals/<article_proposal_id>/refusal            sx....+.+.  s.....+.+x  s.........
POST /article-proposals/<article_proposal_id>/withdrawal         s+....x.x.  s.....x.x+  s.........
"""

USUAL = {"article_proposal_id": ("article_proposal", "other_article_proposal")}
OBJECTS = {
    "GET /topics/<topic_id>/article-proposal": {"topic_id": ("ripe_topic", "other_topic")},
    "POST /topics/<topic_id>/article-proposal": {"topic_id": ("ripe_topic", "other_topic")},
    "GET /topics/<topic_id>/article-proposal @academy": {"topic_id": ("ripe_academy_topic",)},
    "POST /topics/<topic_id>/article-proposal @academy": {"topic_id": ("ripe_academy_topic",)},
}
DATA = {
    "POST /topics/<topic_id>/article-proposal": {"about": "How long a silence takes."},
    "POST /topics/<topic_id>/article-proposal @academy": {"about": "Where people meet."},
    "POST /article-proposals/<article_proposal_id>/taking-up": lambda world, which: {
        "collection": world.collection,
        "title": "Silence",
        "language": "en",
        "version": 1,
    },
    "POST /article-proposals/<article_proposal_id>/refusal": {"reason": "We have it.", "version": 1},
    "POST /article-proposals/<article_proposal_id>/withdrawal": {"version": 1},
}
