"""Refreshers: `own` is a question that came back to the trainee, `foreign` one of the outsider's; nobody else finds them."""

#                                                   gtamfaemAo  foreign     missing
TABLE = """
GET  /refreshers                                    s+++++++++
POST /refreshers/participation                      s+++++++++
POST /refreshers/pause                              s+xxxxxxx+
POST /refreshers/refusal                            sx+++++++x
POST /refreshers/erasure                            s+++++++++
GET  /refreshers/next                               s+++++++++
GET  /refreshers/<card_id>                          s+........  s........+  s.........
POST /refreshers/<card_id>/answer                   s+........  s........+  s.........
GET  /refreshers/<card_id>/answer                   s+........  s........+  s.........
POST /refreshers/<card_id>/rating                   s+........  s........+  s.........
"""

USUAL = {"card_id": ("card", "other_card")}
ANSWERED = {"card_id": ("answered_card", "other_answered_card")}
DATA = {
    "POST /refreshers/<card_id>/answer": {"turn": "1", "answer-chosen": "a"},
    "POST /refreshers/<card_id>/rating": {"turn": "1", "rating": "4"},
}
OBJECTS = {"GET /refreshers/<card_id>/answer": ANSWERED, "POST /refreshers/<card_id>/rating": ANSWERED}
