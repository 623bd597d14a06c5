"""Searches in vain: whoever has signed in says so, and only who keeps the knowledge reads what several people sought."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
POST /search/misses                                              s+++++++++
GET  /knowledge/searches                                         sxxxxx+x+x
POST /knowledge/searches/<group_id>/handling                     sxxxxx+x+x  -           sxxxxx.x.x
"""

DATA = {"POST /search/misses": {"q": "a word nobody wrote"}}
USUAL = {"group_id": ("search_group", "search_group")}
