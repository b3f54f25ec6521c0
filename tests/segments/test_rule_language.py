from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personas.errors import BadInput
from segments.features import Features
from segments.segmentation.definitions import learn_definition
from segments.segmentation.parts import ColumnType
from segments.segmentation.rule_language import parse_rule
from segments.segmentation.rule_sql import rule_sql
from segments.segmentation.rule_tree import columns_of
from segments.segmentation.rules import SegmentRule, check_rules, rule_parts
from segments.tables import Tables

COLUMNS: dict[str, ColumnType] = {
    "age": "text",
    "vote": "number",
    "department_name": "text",
    "member": "boolean",
    "income": "text",
    "joined_on": "text",
}


def fits(tables: Tables, rule: str, **values: object) -> bool:
    """Whether a row of these values (others missing) is in the segment of the rule."""
    types = {"text": "VARCHAR", "number": "DOUBLE", "boolean": "BOOLEAN", "time": "TIMESTAMP"}
    cells = ", ".join(
        f"CAST({'NULL' if values.get(name) is None else repr(values[name])} AS {types[kind]}) AS {name}"
        for name, kind in COLUMNS.items()
    )
    condition = rule_sql(parse_rule(rule), COLUMNS)
    sql = f"SELECT coalesce({condition}, FALSE) FROM (SELECT {cells})"
    return bool(tables.connection.raw_sql(sql).fetchone()[0])


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ("vote >= 4", {"vote": 4}, True),
        ("vote >= 4", {"vote": 3.5}, False),
        ("4 <= vote", {"vote": 5}, True),
        ("2 <= vote < 4", {"vote": 3}, True),
        ("2 <= vote < 4", {"vote": 4}, False),
        ('department_name == "Dresses"', {"department_name": " dresses "}, True),
        ("DEPARTMENT_NAME != 'Tops'", {"department_name": "Dresses"}, True),
        ('Department Name == "Dresses"', {"department_name": "Dresses"}, True),
        ("`department name` in ('Tops', 'Dresses')", {"department_name": "Dresses"}, True),
        ("department_name not in ['Tops', 'Dresses']", {"department_name": "Jackets"}, True),
        ("vote > 1 and (age < 30 or member == true)", {"vote": 2, "age": "41", "member": True}, True),
        ("not vote > 1", {"vote": 1}, True),
        ("vote > -1", {"vote": 0}, True),
        ('vote == "4"', {"vote": 4}, True),
        ("member = false", {"member": False}, True),
        ('joined_on >= "2025-01-01"', {"joined_on": "2025-03-02"}, True),
    ],
)
def test_rules_say_who_is_in(tables: Tables, rule: str, values: dict[str, object], expected: bool) -> None:
    assert fits(tables, rule, **values) is expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        ("55-64", True),
        ("65+", True),
        ("45-54", False),
        ("55 to 64", True),
        ("under 18", False),
        ("60", True),
        ("over 55", True),
    ],
)
def test_a_range_counts_by_its_lower_bound(tables: Tables, age: str, expected: bool) -> None:
    assert fits(tables, "age >= 55", age=age) is expected


@pytest.mark.parametrize(
    ("income", "expected"),
    [("£25,000-£34,999", True), ("25K-34K", False), ("Below Rs.10000", False), ("More than 50000", True)],
)
def test_amounts_in_ranges_count_by_the_number_written(tables: Tables, income: str, expected: bool) -> None:
    assert fits(tables, "income > 20000", income=income) is expected


def test_text_that_is_no_number_never_fits_a_comparison_of_numbers(tables: Tables) -> None:
    assert not fits(tables, "age >= 0", age="Clinic 3")
    assert not fits(tables, "age < 1000", age="rather not say")


@pytest.mark.parametrize(
    "rule", ["vote == 4", "vote != 4", "not vote == 4", "vote in (4)", "vote not in (4)", "vote < 9"]
)
def test_what_is_missing_never_fits(tables: Tables, rule: str) -> None:
    assert not fits(tables, rule)


@pytest.mark.parametrize(
    "rule",
    ["", "vote", "vote >=", "vote >= 4 and", "(vote > 1", "vote > 1)", "vote ~ 3", "vote in 3", "__import__('os')",
     "1 < 2", "vote not 3", "vote > 'x", "(" * 80 + "vote > 1" + ")" * 80],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(rule: str) -> None:
    with pytest.raises(BadInput):
        rule_sql(parse_rule(rule), COLUMNS)


def test_an_unknown_column_is_named_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r"'wage'.*age, department_name"):
        rule_sql(parse_rule("wage > 3"), COLUMNS)


def test_quotation_marks_in_a_text_stay_text(tables: Tables) -> None:
    condition = rule_sql(parse_rule("department_name == \"O'Neill'); DROP TABLE x; --\""), COLUMNS)
    cells = "SELECT 'o''neill''); drop table x; --' AS department_name"
    assert tables.connection.raw_sql(f"SELECT {condition} FROM ({cells})").fetchone()[0] is True
    assert columns_of(parse_rule("department_name == 'it\\'s'")) == {"department_name"}


@given(st.text(max_size=60))
def test_any_text_is_a_rule_or_a_refusal(text: str) -> None:
    try:
        rule_sql(parse_rule(text), COLUMNS)
    except BadInput as error:
        assert str(error)


def test_the_first_rule_that_fits_decides_and_the_rest_are_others(tables: Tables) -> None:
    rules = [SegmentRule(name="High", rule="vote >= 3"), SegmentRule(name="Any", rule="vote >= 1")]
    parts = rule_parts(rules, COLUMNS)
    values = "(VALUES (4.0), (2.0), (0.0), (NULL)) AS t(vote)"
    for part, expected in zip(parts, ([4.0], [2.0], [0.0, None]), strict=True):
        rows = tables.connection.raw_sql(f"SELECT vote FROM {values} WHERE {part.condition}").fetchall()
        assert [row[0] for row in rows] == expected
    assert [part.key for part in parts] == ["High", "Any", "others"]


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        ([], "no rules"),
        ([("A", "vote > 1"), ("a ", "vote > 2")], "taken twice"),
        ([("Others", "vote > 1")], "taken twice"),
        ([("A", "religion == 'x'")], "religion"),
        ([("A", "vote >")], "needs"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(rules: list[tuple[str, str]], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        check_rules([SegmentRule(name=name, rule=rule) for name, rule in rules])


def test_an_unknown_column_is_named_with_those_that_it_may_have_been() -> None:
    nobody = Features(None, datetime(2026, 1, 1, tzinfo=UTC), None, "", (), frozenset())
    rules = [SegmentRule(name="Care", rule='sectr == "Care"')]
    with pytest.raises(BadInput, match="Did you mean 'sector'"):
        learn_definition(nobody, {"sector": "text", "age": "number"}, "rules", {}, rules)
