"""The JUnit report, which most CI servers show as test results.

There is no standard; the shape is that of the Jenkins xUnit plugin's schema, which GitLab and Azure Pipelines read too.
"""

from __future__ import annotations

import itertools
from collections import Counter
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipewarden import controls
from pipewarden.finding import Finding, Report
from pipewarden.report import Presentation
from pipewarden.report.printable import printable
from pipewarden.report.requests import in_words
from pipewarden.report.words import counted, excuse, headline, judged, lead_in, plain_lines, where


def write(report: Report, presentation: Presentation) -> str:
    """The report as indented XML: a suite for each file, and one with what passed."""
    root = Element("testsuites", {"name": "pipewarden"})
    counter: Counter[tuple[str, str]] = Counter()
    for file, findings in itertools.groupby(report.findings, key=lambda f: f.place.file if f.place else "(no file)"):
        suite = SubElement(root, "testsuite", {"name": printable(file)})
        for finding in findings:
            _case(suite, finding, counter)
    _rest(root, report)
    for suite in root:
        suite.attrib |= _counts(suite)
    root.attrib |= {name: number for name, number in _counts(root).items() if name != "skipped"}
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _case(suite: Element, finding: Finding, counter: Counter[tuple[str, str]]) -> None:
    """One finding; the name has no line, so that a CI server knows the finding again when lines move."""
    counter[(finding.control, finding.resource)] += 1
    number = counter[(finding.control, finding.resource)]
    name = printable(finding.resource) + (f" ({number})" if number > 1 else "")
    case = SubElement(suite, "testcase", {"classname": finding.control, "name": name})
    if finding.accepted is not None:
        SubElement(case, "skipped").text = printable(f"accepted: {excuse(finding.accepted)}")
        return
    kind = "error" if finding.outcome == "error" else "failure"
    result = SubElement(case, kind, {"type": finding.severity.value, "message": printable(headline(finding))})
    result.text = "\n".join(["", *_details(finding), ""])


def _details(finding: Finding) -> list[str]:
    lines = [f"{where(finding)}: {headline(finding)}"]
    for step in finding.because:
        at = f"{step.place.file}:{step.place.line}: " if step.place else ""
        lines.append(f"because {at}{step.text}")
    if finding.counterexample is not None:
        lines.append(f"{lead_in(finding)}: {in_words(finding.counterexample)}")
    control = controls.find(finding.control)
    fix = ["", f"why: {control.summary}", "", "fix:", *plain_lines(finding.fix or control.fix)] if control else []
    return [printable(line) for line in (*lines, *fix)]


def _rest(root: Element, report: Report) -> None:
    """What passed, as one case; an error where nothing was checked, because no tests would look like success."""
    suite = SubElement(root, "testsuite", {"name": "pipewarden"})
    if report.subjects or report.findings:
        if report.passes:
            name = f"{counted(report.passes, 'check')} passed"
            SubElement(suite, "testcase", {"classname": "pipewarden", "name": name})
    else:
        case = SubElement(suite, "testcase", {"classname": "pipewarden", "name": "nothing was checked"})
        SubElement(case, "error", {"type": "nothing", "message": judged(report)})


def _counts(element: Element) -> dict[str, str]:
    kinds = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    return {name: str(sum(1 for _ in element.iter(kind))) for name, kind in kinds.items()}
