"""Reports: valid XML, an HTML page that fetches nothing and escapes everything, the failures first."""

from html.parser import HTMLParser
from xml.etree import ElementTree as Xml

from eval.metrics import Observation, Shown
from eval.reports import html, junit
from eval.running import CaseResult, Figure, RunReport, SuiteReport
from personas.claims import Check

EVIL = "<script>alert(1)</script><img src=http://evil.example/x>\x00"


def results():
    shown = Shown(
        why=f"wrong {EVIL}", claim=f"claim {EVIL}", evidence=(f"words {EVIL}",),
        checks=(Check(name="numbers", outcome="fail", reason="No such figure."),),
    )  # fmt: skip
    seen = (Observation(metric="lies_caught", hit=0, failure=shown), Observation(metric="seconds", hit=0.25))
    yield CaseResult(suite="small", case_id="good", status="passed", title="a good one")
    yield CaseResult(suite="small", case_id="bad", status="failed", title=f"a bad one {EVIL}", observations=seen)
    yield CaseResult(suite="small", case_id="broken", status="error", title="a broken one", message=EVIL)


def report():
    figure = Figure(value=0.5, low=0.1, high=0.9, n=2, bar="at least 1", holds=False)
    suite = SuiteReport(
        name="small", cases=3, passed=1, failed=1, errors=1, metrics={"lies_caught": figure},
        missed=("lies_caught is 0.500, and must be at least 1",),
    )  # fmt: skip
    return RunReport(id="r-1", writer="extractive", suites=(suite,))


def judged():
    """The report of a run with a judge, and its results, one of which the judge doubts."""
    doubt = Shown(why=f"the judge says “not enough”: {EVIL}", claim=EVIL, evidence=(EVIL,))
    seen = (Observation(metric="judge_support", hit=0, doubt=doubt),)
    passed = CaseResult(suite="small", case_id="good", status="passed", title="a good one", observations=seen)
    counts = {"supported": 31, "not enough": 17, "contradicted": 0, "unscored": 13}
    suite = report().suites[0].model_copy(update={"opinions": counts})
    return report().model_copy(update={"judge": "second", "suites": (suite,)}), [passed]


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("src", "href", "action", "data", "srcset")]

    def handle_data(self, data):
        self.words.append(data.strip())


def test_the_page_runs_nothing_and_asks_for_nothing():
    text = html(report(), list(results()))
    page = Page(text)
    assert not set(page.tags) & {"script", "img", "link", "iframe", "object", "form"}
    assert page.links == []
    assert "default-src 'none'" in text


def test_every_table_scrolls_by_itself_on_a_narrow_screen():
    text = html(report(), list(results()))
    assert text.count("<table>") == text.count('<div class="wide"><table>') == 2


def test_what_a_judge_says_has_columns_of_its_own_and_its_reasons():
    text = html(*judged())
    page = Page(text)
    words = " ".join(page.words)
    for number in ("31", "17", "13"):
        assert number in page.words
    assert "Judge: second; its word makes no case pass or fail." in words
    assert "What the judge doubts, or could not be read on (1)" in words
    assert not set(page.tags) & {"script", "img"}


def test_the_page_shows_the_broken_and_the_failed_before_the_passed():
    words = " ".join(Page(html(report(), list(results()))).words)
    assert words.index("a broken one") < words.index("a bad one") < words.index("a good one")
    assert "No such figure." in words
    assert "at least 1" in words


def test_what_fails_alike_in_several_repeats_is_shown_once():
    [bad] = [one for one in results() if one.case_id == "bad"]
    page = html(report(), [bad.model_copy(update={"repeat": number}) for number in (1, 2, 3)])
    assert page.count('class="failure"') == 1
    assert "repeat 1, 2, 3" in page


def test_junit_is_xml_with_a_test_a_case_and_one_a_missed_bar():
    suite = Xml.fromstring(junit(report(), list(results()))).find("testsuite")
    assert {name: suite.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "4",
        "failures": "2",
        "errors": "1",
    }
    cases = {case.get("name").split(":")[0]: case for case in suite}
    assert cases["bad"].find("failure").text.startswith("  lies_caught: wrong <script>")
    assert cases["bad"].get("time") == "0.250"
    assert cases["broken"].find("error") is not None
    assert len(cases["good"]) == 0
