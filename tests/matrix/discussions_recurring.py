"""Where questions recur; of the cast only the editor and the admin write articles."""

#                                                                gtamfaemAo
TABLE = """
GET  /knowledge/recurring                                        sxxxxx+x+x
POST /knowledge/recurring/seen                                   sxxxxx+x+x
"""

DATA = {"POST /knowledge/recurring/seen": {"place": "article:1:"}}
