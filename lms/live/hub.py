"""Who listens in this process: open pages by what they listen to, with a cap for all and one for each person."""

import threading
from enum import Enum, auto
from queue import SimpleQueue

MOST_EACH = 6  # open pages of one person; of more, the oldest goes over to asking


class Word(Enum):
    """What a listener may hear besides news."""

    ASK_YOURSELF = auto()
    LOOK_AGAIN = auto()
    GOODBYE = auto()


class Listener:
    """One open page: what it listens to, whose it is, and what it has not told yet."""

    def __init__(self, channel: str, user_id: int | None):
        self.channel, self.user_id = channel, user_id
        self.heard: SimpleQueue = SimpleQueue()


class Hub:
    def __init__(self, most: int):
        self.most = most
        self.relay = None
        self._guard = threading.Lock()
        self._open: dict[Listener, None] = {}  # the oldest first
        self._of_channel: dict[str, set[Listener]] = {}
        self._is_closed = False

    def __len__(self) -> int:
        return len(self._open)

    def join(self, channel: str, user_id: int | None) -> Listener | None:
        """A place to listen; None when there is none, and then the page asks now and then."""
        if self.relay:
            self.relay.wake()
        with self._guard:
            own = [other for other in self._open if other.user_id == user_id]
            if len(own) >= MOST_EACH:
                self._remove(own[0])
                own[0].heard.put(Word.ASK_YOURSELF)
            if self._is_closed or len(self._open) >= self.most:
                return None
            listener = Listener(channel, user_id)
            self._open[listener] = None
            self._of_channel.setdefault(channel, set()).add(listener)
            self._of_channel.setdefault(person_channel(user_id), set()).add(listener)
            return listener

    def leave(self, listener: Listener) -> None:
        with self._guard:
            self._remove(listener)

    def tell(self, channel: str, news: dict) -> None:
        """Pass news on to everybody who listens here, and to the other processes."""
        self.tell_here(channel, news)
        if self.relay:
            self.relay.send(channel, news)

    def tell_here(self, channel: str, news: dict) -> None:
        with self._guard:
            listeners = tuple(self._of_channel.get(channel, ()))
        for listener in listeners:
            listener.heard.put(news or Word.LOOK_AGAIN)

    def close(self) -> None:
        """End every stream at once. It is called by a signal, which may come at any moment: so it takes no lock."""
        self._is_closed = True
        for listener in tuple(self._open):
            listener.heard.put(Word.GOODBYE)

    def _remove(self, listener: Listener) -> None:
        if listener not in self._open:
            return
        del self._open[listener]
        for channel in (listener.channel, person_channel(listener.user_id)):
            others = self._of_channel[channel]
            others.discard(listener)
            if not others:
                del self._of_channel[channel]


def person_channel(user_id: int | None) -> str:
    """Where all open pages of one person hear, without any news, that they should look again at what they may read."""
    return f"person:{user_id}"
