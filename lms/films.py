"""Videos of other sites within a page: only from the hosts an academy chose, and only once a reader asks for one."""

import re

from lms.pages import let_frames_in
from lms.people.signing_in import academy

EMBED = re.compile(r' data-embed="https://([a-z0-9.-]+)/')


def playing_in(html: str) -> str:
    """The hosts whose videos this text shows and the academy lets play, with spaces between them; the page lets them in."""
    if " data-embed=" not in html:
        return ""
    hosts = set(EMBED.findall(html)) & set(academy().video_hosts)
    if hosts:
        let_frames_in(hosts)
    return " ".join(sorted(hosts))
