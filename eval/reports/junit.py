"""A run as JUnit XML."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from eval.reports.telling import reasons
from eval.running import CaseResult, RunReport, SuiteReport, by_case, status_of

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
"""Characters that XML cannot hold."""


def junit(report: RunReport, results: Sequence[CaseResult]) -> str:
    """The XML document; bars that do not hold are failing tests of their own."""
    root = Xml.Element("testsuites", name=f"verism {report.id}", time=f"{report.seconds:.2f}")
    for suite in report.suites:
        root.append(_suite(suite, [result for result in results if result.suite == suite.name]))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(suite: SuiteReport, results: Sequence[CaseResult]) -> Xml.Element:
    cases = by_case(results)
    counts = {
        "tests": len(cases) + len(suite.missed),
        "failures": suite.failed + len(suite.missed),
        "errors": suite.errors,
        "skipped": suite.unscored + suite.refused,
    }
    element = Xml.Element("testsuite", {"name": suite.name, **{name: str(count) for name, count in counts.items()}})
    for words in suite.missed:
        bar = Xml.SubElement(element, "testcase", classname=suite.name, name="bars")
        Xml.SubElement(bar, "failure", message=_clean(words))
    for name, repeats in cases.items():
        element.append(_case(name, repeats))
    return element


def _case(name: str, repeats: Sequence[CaseResult]) -> Xml.Element:
    seconds = sum(one.hit for result in repeats for one in result.observations if one.metric == "seconds")
    title = _clean(f"{name}: {repeats[0].title}")[:200]
    element = Xml.Element("testcase", classname=repeats[0].suite, name=title, time=f"{seconds:.3f}")
    message = _clean(next((result.message for result in repeats if result.message), ""))
    match status_of(repeats):
        case "failed":
            why = [line for result in repeats for line in reasons(result)]
            Xml.SubElement(element, "failure", message=_clean(why[0].strip())).text = _clean("\n".join(why))
        case "error":
            Xml.SubElement(element, "error", message=message)
        case "refused":
            Xml.SubElement(element, "skipped", message=f"refused: {message}")
        case "unscored":
            Xml.SubElement(element, "skipped", message="no gold: unscored")
    return element


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("?", text)
