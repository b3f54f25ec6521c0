"""What other people wrote, in a terminal: shown, and never obeyed."""

import json

import pytest

from ui.cli import output

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31mred\u202egnp.exe \udcff[bold]b[/bold]\rover"


def test_escapes_and_turned_letters_are_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    output.out.print(HOSTILE, markup=False)
    output.say(HOSTILE)
    output.print_table(HOSTILE, ["text"], [[HOSTILE]])
    for said in capsys.readouterr():
        assert not set(said) & set("\x1b\x07\x9b\u202e\udcff\r")
        assert "\\x1b]0;owned\\x07" in said
        assert "\\u202egnp.exe" in said


def test_json_holds_no_escape_and_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json({HOSTILE: HOSTILE})
    said = capsys.readouterr().out
    assert not set(said) & set("\x1b\x07\x9b\u202e\udcff\r")
    assert json.loads(said) == {HOSTILE: HOSTILE}


def test_in_a_narrow_terminal_dates_and_numbers_stay_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output.out, "width", 60)
    row = ("src-150d1383c9", "orders_of_the_stores_and_of_the_web.csv.gz", "transaction ledger", "26,804", "2026-11-23")
    output.print_table("Sources", ("id", "file", "what it is", "kept", "taken in"), [row])
    said = capsys.readouterr().out
    assert all(cell in said for cell in ("src-150d1383c9", "26,804", "2026-11-23"))
    assert max(map(len, said.splitlines())) <= 60
