"""Pages for making: accessible at both widths and in both themes, and without a complaint."""

import pytest

from tests.browser.looking import faults
from tests.browser.pages import MAKING


@pytest.mark.parametrize("name", MAKING)
def test_page_is_whole(name, looked_at):
    looked_at(*MAKING[name], judge=faults)
