"""Chats as apps export them: each message is whoever's wrote it, and what the app says is nobody's."""

import pytest

from retrieval.readers.chat_logs import chat_turns, is_chat
from retrieval.readers.turns import merged

_ANDROID = """\
12/03/2025, 09:14 - Messages and calls are end-to-end encrypted. Only people in this chat can read them.
12/03/2025, 09:14 - Shop created group "Fitters"
12/03/2025, 09:20 - Shop: How is the new jacket?
12/03/2025, 09:21 - Ravi P: Warm.
And dry.
12/03/2025, 09:22 - +49 170 1234567: Too dear for me.
12/03/2025, 09:23 - Shop added Tom
and two more
12/03/2025, 09:24 - Ravi P: <Media omitted>
12/03/2025, 09:25 - Ravi P: This message was deleted
12/03/2025, 09:26 - +49 170 1234567: I sent it back. <This message was edited>
12/03/2025, 09:27 - ~ Tom: Mine: fine
12/03/2025, 09:28 - Shop: Why?"""
_IOS = """\
[12.03.25, 09:14:33] Fitters: \u200eMessages and calls are end-to-end encrypted.
[12.03.25, 09:20:01] Shop: How is the new jacket?
[12.03.25, 09:21:01] Ravi P: Warm.
And dry.
[12.03.25, 09:22:01] \u202a+49 170 1234567\u202c: Too dear for me.
\u200e[12.03.25, 09:24:01] Ravi P: \u200eimage omitted
[12.03.25, 09:26:01] \u202a+49 170 1234567\u202c: I sent it back. \u200e<This message was edited>
[12.03.25, 09:27:01] ~ Tom: Mine: fine
[12.03.25, 09:27:09] Ravi P: \u200eThis message was deleted.
[12.03.25, 09:28:01] Shop: Why?"""
_SAID = [
    ("Shop", "How is the new jacket?"),
    ("Ravi P", "Warm. And dry."),
    ("+49 170 1234567", "Too dear for me. I sent it back."),
    ("Tom", "Mine: fine"),
    ("Shop", "Why?"),
]


@pytest.mark.parametrize("log", [_ANDROID, _IOS])
def test_every_message_is_told_by_its_stamp_and_the_apps_own_words_are_dropped(log: str) -> None:
    assert is_chat(log.splitlines())
    assert list(merged(chat_turns(log.splitlines()))) == _SAID


def test_the_log_of_a_program_in_which_nobody_comes_back_is_no_chat() -> None:
    lines = [f"2025-03-12 09:14:0{second} - step {second}: done" for second in range(8)]
    assert not is_chat(lines)
