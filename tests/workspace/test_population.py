"""Questions about some people, of whom only the customer file knows who they are."""

from pathlib import Path

from personas.demographics import age_of
from tests.workspace.command import done
from workspace.chat.population import own_first

_CUSTOMERS = "customer_id,Date of birth,Sex,Region\n" + "\n".join(
    f"M-{100 + n},{1950 + 2 * n}-05-04,{'F' if n % 2 else 'M'},{'Wales' if n % 3 else 'Fife'}" for n in range(20)
)
_SURVEY = "Number on your card,What would you change about the pottery class?\n" + "\n".join(
    f"M-{100 + n},The {'kiln' if n % 2 else 'glaze'} at wheel {n} is too far from the door" for n in range(20)
)


def test_the_customer_file_says_who_somebody_is_who_was_asked_something_else(room: Path, tmp_path: Path) -> None:
    for name, text in (("people.csv", _CUSTOMERS), ("asked.csv", _SURVEY)):
        (tmp_path / name).write_text(text, "utf-8")
        done("ingest", tmp_path / name, room=room)
    women = done("chat", "--ask", "What do women say about the kiln?", room=room).words
    assert "From women (10 of the 20 of whom it is known):" in women and "kiln" in women
    men = done("chat", "--ask", "What do men say about the kiln?", room=room).words
    assert "The evidence does not say" in men and "men (10 of the 20" in men
    old = done(
        "chat",
        "--ask",
        "What do customers over 60 say about the door?",
        room=room,
    ).words
    assert "people of 60 and over (" in old
    fife = done("chat", "--ask", "What do people in Fife say about the door?", room=room).words
    assert "From people in Fife (7 of the 20 of whom it is known):" in fife


def test_the_age_that_somebody_told_goes_before_the_age_band_of_the_customer_file() -> None:
    known = own_first({"age": 34, "region": "Fife"}, {"age_band": "65+", "region": "Wales", "sex": "F"})
    assert age_of(known) == 34
    assert (known["region"], known["sex"]) == ("Fife", "F")
