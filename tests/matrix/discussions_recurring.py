"""Where questions recur; of the cast only the editor and the admin write articles."""

#                                                                gtamfaemAo
TABLE = """
GET  /knowledge/recurring                                        sxxxxx+x+x
"""
