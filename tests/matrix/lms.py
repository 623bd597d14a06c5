"""Pages of the platform: the door, accounts, people, inbox, search, files, administration."""

import io

from PIL import Image

from lms.people.models import PROFILE_FIELDS
from lms.people.profiles.actions import PARTS
from tests.cast import PASSWORD

#                                                                gtamfaemAo  foreign     missing     crossed
TABLE = """
GET  /                                                           ++++++++++
GET  /healthz                                                    ++++++++++
GET  /readyz                                                     ++++++++++
GET  /brand.css                                                  ++++++++++
GET  /search                                                     ++++++++++
GET  /files/<key>/<name>                                         .+.++.....  .........+  ..........
GET  /files/<key>/<name> @lesson                                 .+++++....  .....+...+
GET  /files/<key>/<name> @article                                .+++++++++  ....+++++.

GET  /sign-in                                                    ++++++++++
POST /sign-in                                                    ++++++++++
POST /sign-in/demo                                               ..........
POST /sign-out                                                   ssssssssss
POST /language                                                   ++++++++++
GET  /join                                                       ++++++++++
POST /join                                                       ++++++++++
GET  /join/sent                                                  ++++++++++
GET  /password/forgotten                                         ++++++++++
POST /password/forgotten                                         ++++++++++
GET  /password/forgotten/sent                                    ++++++++++
GET  /password/reset/<secret>                                    ++++++++++  -           ..........
POST /password/reset/<secret>                                    ssssssssss  -           ..........
GET  /invitations/<secret>                                       ++++++++++  -           ..........
POST /invitations/<secret>                                       +xxxxxxxxx  -           ..........
GET  /account/address/<secret>                                   ++++++++++  -           ..........
POST /account/address/<secret>                                   s+++++++++  -           ..........

GET  /mails/stop/<stop_token>                                    ++++++++++  -           ..........
POST /mails/stop/<stop_token>                                    ++++++++++  -           ..........
POST /mails/stop/<stop_token>/undo                               ++++++++++  -           ..........

GET  /account                                                    s+++++++++
POST /account/address                                            s+++++++++
POST /account/mail                                               s+++++++++
POST /account/password                                           s+++++++++
POST /account/photo                                              s+++++++++
POST /account/photo/removal                                      s+++++++++
GET  /account/deeds                                              s+++++++++
POST /account/deeds                                              s+++++++++
GET  /account/profile                                            s+++++++++
POST /account/profile                                            s+++++++++
POST /account/sessions/<session_id>/end                          s+........  s........+  s.........
POST /account/sessions/end                                       s+++++++++
POST /account/settings                                           s+++++++++
GET  /people                                                     s+++++++++
GET  /people/<user_id>                                           s+++++++++  s+++++++++  s.........
POST /people/<user_id>/block                                     sx++++++++  s++++++++x  s.........
GET  /people/<user_id>/messages                                  sx++++++++  s++++++++x  s.........
POST /people/<user_id>/messages                                  sx++++++++  sx+++++++x  s.........
GET  /messages                                                   s+++++++++
POST /account/contact                                            s+++++++++
POST /people/<user_id>/block/end                                 s.........  s+........  s.........

GET  /inbox                                                      s+++++++++
POST /inbox/<notification_id>/done                               s+........  s........+  s.........
POST /inbox/done                                                 s+++++++++
POST /inbox/threads/<thread>/done                                s+.+......  s........+  s.........
POST /inbox/threads/<thread>/open                                s+.+......  s........+  s.........
POST /inbox/undo                                                 s+++++++++

GET  /first-run                                                  ..........
POST /first-run                                                  ..........
GET  /first-run/course                                           sxxxxxxx+x
GET  /first-run/language                                         sxxxxxxx+x
POST /first-run/language                                         sxxxxxxx+x
GET  /first-run/look                                             sxxxxxxx+x
POST /first-run/look                                             sxxxxxxx+x
GET  /first-run/people                                           sxxxxxxx+x
POST /first-run/people                                           sxxxxxxx+x

GET  /admin                                                      sxxxxxxx+x
GET  /admin/audit                                                sxxxxxxx+x
GET  /admin/brand                                                sxxxxxxx+x
POST /admin/brand/colour                                         sxxxxxxx+x
POST /admin/brand/logo                                           sxxxxxxx+x
POST /admin/brand/logo/removal                                   sxxxxxxx+x
GET  /admin/invitations                                          sxxxxxxx+x
POST /admin/invitations                                          sxxxxxxx+x
POST /admin/invitations/<invitation_id>/resending                sxxxxxxx+x  sxxxxxxx+x  sxxxxxxx.x
POST /admin/invitations/<invitation_id>/revocation               sxxxxxxx+x  sxxxxxxx+x  sxxxxxxx.x
GET  /admin/join-requests                                        sxxxxxx++x
POST /admin/join-requests/<request_id>/acceptance                sxxxxxx++x  -           sxxxxxx..x
POST /admin/join-requests/<request_id>/decline                   sxxxxxx++x  -           sxxxxxx..x
GET  /admin/mails                                                sxxxxxxx+x
GET  /admin/mails/<mail_id>                                      sxxxxxxx+x  -           sxxxxxxx.x
POST /admin/mails/<mail_id>/link                                 sxxxxxxx+x  -           sxxxxxxx.x
GET  /admin/people                                               sxxxxxxx+x
GET  /admin/people/<user_id>                                     sxxxxxxx+x  sxxxxxxx+x  sxxxxxxx.x
POST /admin/people/<user_id>/deactivation                        sxxxxxxx+x  sxxxxxxx+x  sxxxxxxx.x
POST /admin/people/<user_id>/reactivation                        sxxxxxxx+x  sxxxxxxx+x  sxxxxxxx.x
POST /admin/people/<user_id>/roles                               sxxxxxxx+x  sxxxxxxx+x  sxxxxxxx.x
GET  /admin/settings                                             sxxxxxxx+x
POST /admin/settings                                             sxxxxxxx+x
"""

NEW_PASSWORD = "seven herons hum softly"


def picture(name: str = "picture.png"):
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "#005b5d").save(stream, "PNG")
    stream.seek(0)
    return stream, name


DATA = {
    "POST /sign-in": {"email": "trainee@test.example", "password": PASSWORD, "next": "/inbox"},
    "POST /sign-in/demo": {"role": "trainee"},
    "POST /language": {"language": "nl"},
    "POST /join": {"name": "Joke Join", "email": "joke@new.example", "reason": "I visit families."},
    "POST /password/forgotten": {"email": "trainee@test.example"},
    "POST /password/reset/<secret>": {"password": NEW_PASSWORD},
    "POST /invitations/<secret>": {"name": "Nieke Nieuw", "password": NEW_PASSWORD},
    "POST /account/address": {"new_email": "fresh@new.example", "address_password": PASSWORD},
    "POST /account/contact": {"can_be_contacted": "y"},
    "POST /people/<user_id>/messages": {"body": "May I ask you something?"},
    "POST /account/mail": {"reasons": ["mentioned"]},
    "POST /account/password": {"current_password": PASSWORD, "new_password": NEW_PASSWORD},
    "POST /account/photo": lambda world, which: {"photo": picture()},
    "POST /account/deeds": {"kinds": ["replied"]},
    "POST /account/profile": {
        "name": "Somebody",
        **{field: "Words" for field in PROFILE_FIELDS if field != "email"},
        **{f"{field}_seen_by": "academy" for field in PARTS},
    },
    "POST /account/settings": {"locale": "en", "timezone": "Europe/Amsterdam", "theme": "auto", "shortcuts": "y"},
    "POST /inbox/done": {"up_to": "999999"},
    "POST /inbox/undo": {"mark": "1"},
    "POST /first-run": {
        "academy": "Taken over", "name": "Somebody", "email": "somebody@new.example", "password": NEW_PASSWORD
    },
    "POST /first-run/language": {"locale": "en", "timezone": "Europe/Amsterdam"},
    "POST /first-run/look": {"colour": "#005b5d"},
    "POST /first-run/people": {"people": "fresh@new.example"},
    "POST /admin/brand/colour": {"colour": "#005b5d"},
    "POST /admin/brand/logo": lambda world, which: {"logo": picture()},
    "POST /admin/invitations": {"people": "fresh@new.example", "language": "en", "roles": ["author"]},
    "POST /admin/join-requests/<request_id>/decline": {"reason": "Not now."},
    "POST /admin/people/<user_id>/roles": {"roles": ["author"]},
    "POST /admin/settings": {
        "name": "Academy", "about": "We learn.", "locale": "en", "timezone": "Europe/Amsterdam", "allows_join_requests": "y",
        "shows_meter": "y",
    },
}  # fmt: skip

OBJECTS = {
    "POST /admin/mails/<mail_id>/link": {"mail_id": ("account_mail",)},
    "GET /files/<key>/<name> @lesson": {"key": ("lesson_file", "other_lesson_file")},
    "GET /files/<key>/<name> @article": {"key": ("article_file", "staff_file")},
    "GET /password/reset/<secret>": {"secret": ("reset_secret",)},
    "POST /password/reset/<secret>": {"secret": ("reset_secret",)},
    "GET /account/address/<secret>": {"secret": ("address_secret",)},
    "POST /account/address/<secret>": {"secret": ("address_secret",)},
    "POST /admin/invitations/<invitation_id>/resending": {"invitation_id": ("account_invitation", "other_invitation")},
    "POST /admin/invitations/<invitation_id>/revocation": {"invitation_id": ("account_invitation", "other_invitation")},
}

ANSWERS = {}
