"""Cards: the picture beside a shared link, drawn for what guests read, once, and not for whoever wants a machine to work."""

import io

import pytest
from PIL import Image

from knowledge import actions as knowing
from lms.access import PUBLIC
from lms.admin.actions import save_colour, save_logo
from lms.admin.brand import ENOUGH, PAPER_LIGHT, contrast, to_oklch
from lms.admin.queries import get_academy
from lms.database import db
from lms.files.storage import Folder
from lms.public import cards
from lms.public.cards import HEIGHT, WIDTH
from tests.factories.knowledge import make_article, make_collection


@pytest.fixture
def article(cast):
    return make_article(make_collection(audience_id=PUBLIC), title="Één keer aanbellen, en dan wachten", language="nl")


@pytest.fixture(autouse=True)
def nothing_kept(app):
    kept = Folder(app.config["INSTANCE"] / "cards")
    for key in list(kept.keys()):
        kept.delete(key)


def picture_of(answer) -> Image.Image:
    assert answer.status_code == 200
    assert answer.mimetype == "image/png"
    image = Image.open(io.BytesIO(answer.data))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


def colours_of(image: Image.Image) -> list[str]:
    """The colours of at least a thousand points."""
    return ["#%02x%02x%02x" % colour for number, colour in image.getcolors(WIDTH * HEIGHT) if number >= 1_000]  # noqa: UP031


def test_a_card_is_the_same_for_everybody_and_may_be_shown_anywhere(cast, article):
    answers = [person.get(f"/articles/{article.id}/card.png") for person in (cast.guest, cast.editor, cast.outsider)]
    picture_of(answers[0])
    assert len({answer.data for answer in answers}) == 1
    assert len(answers[0].data) < 200_000
    assert answers[0].headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("colour", ["#ffee00", "#ffffff", "#003366"])
def test_the_colour_of_the_academy_is_corrected_until_it_can_be_read(cast, article, colour):
    save_colour(get_academy(), colour, by=cast.admin)
    db.session.commit()
    drawn = colours_of(picture_of(cast.guest.get(f"/articles/{article.id}/card.png")))
    paper = max(drawn, key=lambda colour: to_oklch(colour)[0])
    brand = [colour for colour in drawn if contrast(to_oklch(colour), to_oklch(paper)) >= ENOUGH - 0.05]
    assert abs(to_oklch(paper)[0] - PAPER_LIGHT[0]) < 0.01
    assert brand, drawn


def test_another_look_or_title_makes_another_card_at_another_address(cast, article):
    def seen():
        page = cast.guest.get(f"/articles/{article.id}")
        address = page.text.split('property="og:image" content="')[1].split('"')[0]
        return address, cast.guest.get(f"/articles/{article.id}/card.png").data

    before = seen()
    logo = io.BytesIO()
    Image.new("RGB", (300, 100), "#aa2200").save(logo, "PNG")
    save_logo(get_academy(), logo.getvalue(), "logo.png", by=cast.admin)
    db.session.commit()
    with_logo = seen()
    assert "#aa2200" in colours_of(Image.open(io.BytesIO(with_logo[1])).convert("RGB"))
    knowing.save_draft(
        article, title="Bellen", summary="", body="Eén keer.", version=article.draft_version, by=cast.editor
    )
    knowing.publish_article(article, by=cast.editor)
    db.session.commit()
    looks = [before, with_logo, seen()]
    assert len({address for address, _data in looks}) == len({data for _address, data in looks}) == 3


def test_a_title_of_any_length_fits(cast):
    collection = make_collection(audience_id=PUBLIC, title="Wat " * 40)
    for title in ("A", "Schuldhulpverleningsgesprekstechnieken " * 5, "#strong[x] $1/0$ \\ @label <b>", "✓ 中文 🙂"):
        article = make_article(collection, title=title.strip())
        image = picture_of(cast.guest.get(f"/articles/{article.id}/card.png"))
        # Nothing reaches the edge: the last rows hold paper and the ring alone.
        bottom = image.crop((0, HEIGHT - 40, 600, HEIGHT))
        assert len(bottom.getcolors()) == 1, title


def test_who_has_a_card_already_is_only_told_so(cast, article):
    address = f"/articles/{article.id}/card.png"
    tag = cast.guest.get(address).headers["ETag"]
    again = cast.guest.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_nobody_can_make_the_academy_draw_without_end(cast, article, app, monkeypatch):
    monkeypatch.setattr(cards, "DRAWN_FOR_ONE", cards.Allowance.of("cards in a test", "2/hour"))
    others = [make_article(make_collection(audience_id=PUBLIC), title=f"Article {n}") for n in range(2)]
    addresses = [f"/articles/{row.id}/card.png" for row in (article, *others)]
    drawn = [cast.guest.get(address) for address in addresses]
    assert [answer.status_code for answer in drawn] == [200, 200, 429]
    assert drawn[2].headers["Retry-After"]
    # What was drawn before is there for everybody, whatever stands behind the “?”.
    assert cast.guest.get(f"{addresses[0]}?v=anything").status_code == 200
    assert len(list(Folder(app.config["INSTANCE"] / "cards").keys())) == 2


def test_only_so_many_cards_are_kept(cast, article, app, monkeypatch):
    monkeypatch.setattr(cards, "MOST_KEPT", 10)
    kept = Folder(app.config["INSTANCE"] / "cards")
    for n in range(10):
        kept.put(f"{n:064}", b"older")
    assert cast.guest.get(f"/articles/{article.id}/card.png").status_code == 200
    assert len(list(kept.keys())) == 10
