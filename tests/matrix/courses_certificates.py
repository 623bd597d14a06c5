"""Certificates: `own` is the trainee's of a course they left since; `foreign` the outsider's of a course in preparation."""

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /courses/<course_id>/certificate                            s+........  s........+  s.........
POST /courses/<course_id>/certificate                            s+........  s........+  s.........
GET  /courses/<course_id>/certificate.pdf                        s+........  s........+  s.........
GET  /courses/<course_id>/certificates                           sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/certificates                           sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/certificates/end                       sxxxx+xx+x  s...x+xx+x  s.........
POST /courses/<course_id>/certificates/earlier                   sxxxx+xx+x  s...x+xx+x  s.........
GET  /courses/<course_id>/certificates/<certificate_id>.pdf      sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
POST /courses/<course_id>/certificates/<certificate_id>/revocation   sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x
POST /courses/<course_id>/certificates/<certificate_id>/restoration  sxxxx+xx+x  s...x+xx+x  sxxxx.xx.x  sxxxx.xx.x

GET  /certificates/<code>                                        ++++++++++  ++++++++++  ..........
GET  /certificates/<code>/code.svg                               ++++++++++  ++++++++++  ..........
GET  /certificates/<code>/badge.jwt                              ++++++++++  ++++++++++  ..........
GET  /certificates/<code>/badge.json                             ++++++++++  ++++++++++  ..........
GET  /certificates/<code>/status                                 ++++++++++  ++++++++++  ..........
GET  /certificates/issuer                                        ++++++++++
GET  /certificates/keys/<kid>                                    ++++++++++  ++++++++++  ..........
GET  /.well-known/jwks.json                                      ++++++++++
GET  /.well-known/did.json                                       ++++++++++
"""

USUAL = {
    "certificate_id": ("certificate", "other_certificate"),
    "code": ("certificate_code", "other_certificate_code"),
    "kid": ("signing_kid", "signing_kid"),
}


def revocation(world, which):
    certificate = world.other_certificate if which == "foreign" else world.certificate
    return {f"c{certificate}-because": "By mistake."}


COURSES = {"course_id": ("certified_course", "other_certified_course")}
OBJECTS = {" ".join(line.split()[:2]): COURSES for line in TABLE.splitlines() if "<course_id>" in line}
DATA = {
    "POST /courses/<course_id>/certificate": {"language": "en"},
    "POST /courses/<course_id>/certificates": {"words_en": "", "words_nl": "", "signer": "Daan", "signer_role": ""},
    "POST /courses/<course_id>/certificates/<certificate_id>/revocation": revocation,
}
