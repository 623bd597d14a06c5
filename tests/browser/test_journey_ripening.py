"""From answer to article: an answer is proposed, an editor makes an article of it, its writers say yes, and one takes it back."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.browser.visiting import MANNERS

pytestmark = pytest.mark.parametrize("manner", MANNERS, indirect=True, scope="module", ids=str)
TITLE = "A teapot without a lid, may I say so?"
ABOUT = "What to say at a kitchen table about what you see there."
QUESTION, ANSWER = "I never know whether to mention it.", "Mention the tea, and leave the pot alone."


def test_an_answer_ripens_into_an_article_until_it_is_taken_back(page_as, places):
    asker, answerer, editor, reader = (page_as(name) for name in ("trainee", "alumna", "editor", "outsider"))
    asker.opens(places("/spaces/{academy_space}/topics/new?kind=question&step=write"))
    asker.writes("Your question in one sentence", TITLE)
    asker.writes("What others need to know to answer it", QUESTION)
    asker.presses("Ask it")
    asker.heading(TITLE)
    topic = asker.path.partition("#")[0].partition("?")[0]
    answerer.opens(topic)
    answerer.page.locator("#body").fill(ANSWER)
    answerer.page.locator("#composer button.primary").click()
    answerer.sees(ANSWER)
    asker.opens(topic)
    asker.presses("This answers it")
    asker.button("Not the answer after all").wait_for()

    asker.opens(topic)
    asker.opens(f"{topic}/article-proposal")
    with asker.expecting(422):
        asker.presses_anyway("Propose it to the editors")
        asker.sees("Write in a sentence what the article would be about.")
    asker.writes("What would the article be about?", ABOUT)
    assert not asker.manner.javascript or violations(asker.page) == []
    asker.presses("Propose it to the editors")
    asker.sees("Waits for the editors")

    editor.opens("/knowledge/proposals")
    editor.follows(ABOUT)
    assert not editor.manner.javascript or violations(editor.page) == []
    editor.follows("Make this an article")
    assert not editor.manner.javascript or violations(editor.page) == []
    editor.page.locator("input[name=title]").fill("Tea without a lid")
    editor.page.get_by_label("The conversation itself").check()
    editor.presses("Make a draft and ask the writers")
    editor.sees("%(number)d: its writer has not said yes", number=2)
    article = editor.path.removesuffix("/edit").partition("#")[0]
    assert not editor.manner.javascript or violations(editor.page) == []
    with editor.expecting(422):
        editor.unfolds("Publish")
        editor.presses("Publish this article")
        editor.page.locator("#body-error").wait_for()

    asker.opens("/inbox")
    asker.sees("An editor makes an article of what you proposed")
    for person, choice in ((asker, "Yes, without my name"), (answerer, "Yes, with my name")):
        person.opens("/inbox")
        asked = person.page.get_by_role("listitem").filter(has_text=person.words("Asks to show your words elsewhere"))
        person.follows("Answer", asked.filter(has_text=TITLE))
        person.field(choice).check()
        person.presses("That is my answer")
        person.sees("It is shown now. You can take it back at any time.")

    editor.opens(f"{article}/edit")
    editor.sees("%(number)d: its writer says yes, without a name", number=1)
    editor.unfolds("Publish")
    editor.presses("Publish this article")
    editor.sees(ANSWER)
    reader.opens(article)
    reader.sees(QUESTION)
    reader.sees("Linde de Graaf")
    assert not reader.manner.javascript or violations(reader.page) == []
    answerer.opens(topic)
    answerer.follows("Read the article that came of it")
    answerer.follows(TITLE)
    answerer.heading(TITLE)

    answerer.opens("/consents")
    answerer.presses("Take it back", answerer.page.get_by_role("listitem").filter(has_text=ANSWER))
    answerer.sees("It is no longer shown.")
    editor.opens("/inbox")
    editor.sees("Quotation %(numbers)s was taken back. Readers no longer see it.", numbers="2")
    reader.opens(article)
    reader.sees(QUESTION)
    expect(reader.page.get_by_text(ANSWER)).to_have_count(0)
    expect(reader.page.get_by_text("Linde de Graaf")).to_have_count(0)
