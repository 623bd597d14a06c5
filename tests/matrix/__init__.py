"""Who may do what, decided on purpose: one line for every address and method, read by tests/test_route_matrix.py.

A line holds a method, a rule without its converters, perhaps a `@variant`, and up to four columns of marks. A column has
one mark for each of: guest, trainee, alumna, mentor, facilitator, author, editor, manager, admin (A), outsider.

    s  is asked to sign in          x  finds it and may not (403)
    +  may                          .  finds nothing (404)

The columns say what becomes of an object that is
    own      of cohort A, course A or, for things of one person, the trainee's; for rules without an object the only column
    foreign  of cohort B, course B (in preparation) or the outsider's; of knowledge: of the staff's collection
    missing  nobody's: an id that does not exist
    crossed  where the address names two objects: the first of A, the second of B
A column of `-` is left out. Besides, an address whose first object is missing leads nowhere for anybody.

`DATA` holds what is sent with it, `OBJECTS` which objects stand in the address where they are not the usual ones, and
`ANSWERS` the statuses of those who may and get something else than success, such as 422 for the last facilitator's leave.
`USUAL` names the objects of the world, (of A, of B), for placeholders that only this table knows. DATA, OBJECTS, ANSWERS and
USUAL may be left out; a table is any module of this folder, such as `discussions_polls.py`.
"""
