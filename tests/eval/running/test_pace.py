"""How far a run is, in words."""

from eval.running.pace import Pace


def test_the_pace_is_that_of_this_process_alone():
    now = [100.0]
    pace = Pace(40, ["question"] * 30, clock=lambda: now[0])
    assert pace.words() == "10 of 40 cases done"
    now[0] = 162.0
    pace.add("question", 31.0)
    pace.add("question", 31.0)
    assert pace.words() == "12 of 40 cases done, one every 31 s, about 14 min left"
    now[0] = 100.0 + 30 * 400
    for _ in range(28):
        pace.add("question", 400.0)
    assert pace.words() == "40 of 40 cases done, one every 7 min"


def test_what_is_left_is_told_by_how_long_its_kind_takes():
    now = [0.0]
    pace = Pace(12, ["draft", *["question"] * 11], clock=lambda: now[0])
    now[0] = 900.0
    pace.add("draft", 900.0)
    assert pace.words().endswith("about 2.8 h left")  # nothing is known of questions yet
    now[0] = 920.0
    pace.add("question", 20.0)
    assert pace.words().endswith("about 3 min left")


def test_two_cases_at_once_halve_what_is_left():
    now = [0.0]
    pace = Pace(6, ["question"] * 6, clock=lambda: now[0])
    now[0] = 30.0
    pace.add("question", 30.0)
    pace.add("question", 30.0)
    assert pace.words().endswith("about 60 s left")
