"""The text report: whole findings as a person sees them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipewarden import controls
from pipewarden.finding import Finding, Place, Report, Step
from pipewarden.report import Format, Presentation, write
from pipewarden.verdict import Severity
from unit.report.samples import CLEAN, HOSTILE, NOTHING, REPORT, REQUEST, ROTATION, SOURCE, hostile

PLAIN = Finding("some-control", "fail", Severity.HIGH, "a.b", "it is wrong", Place("m.tf", 1, 1, 1, 2), None, (), None)


def text(report: Report, source: Callable[[str], str | None] = lambda _: SOURCE, *, colour: bool = False) -> str:
    return write(report, Format.TEXT, Presentation(source, colour))


def excerpt(source: str, place: Place, *because: Step) -> str:
    """What stands between the arrow and the closing line, without indentation."""
    finding = replace(PLAIN, place=place, because=because)
    lines = text(Report((finding,), 1, 1, 0), lambda file: source if file == place.file else None).splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines[4:-2])


def unsafe(shown: str) -> set[str]:
    return {character for character in shown if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


def fix_of(name: str) -> str:
    control = controls.find(name)
    assert control is not None
    lines = (line for line in control.fix.splitlines() if not line.startswith("```"))
    return "".join(f"        {line}".rstrip() + "\n" for line in lines)


def test_text_is_grouped_by_file_with_source_chain_request_and_fix() -> None:
    assert text(REPORT) == (
        "(no file)\n"
        "\n"
        "  critical[bucket-plaintext-transport] absent: no\\u001b[2J\n"
        "    --> no file  aws_s3_bucket.this\n"
        "    = for example: the role `arn:aws:iam::111122223333:role/pipeline` calls `s3:ListBucket` on"
        " `arn:aws:s3:::artifacts`, over plain HTTP (`aws:SecureTransport` = `false`)\n"
        "    = why: A bucket of the pipeline answers requests that are not encrypted in transit.\n"
        "    = fix (more: `pipewarden controls bucket-plaintext-transport`):\n"
        f"{fix_of('bucket-plaintext-transport')}"
        "\n"
        "main.tf\n"
        "\n"
        "  high[kms-rotation-disabled] `enable_key_rotation` is `false`\n"
        "    --> main.tf:2:24  aws_kms_key.this\n"
        "      |\n"
        "    2 |     enable_key_rotation = false\n"
        "      |                           ^^^^^\n"
        "    = because variables.tf:3: `var.rotate` is `false`\n"
        "    = why: A key that encrypts pipeline data is not rotated, or too seldom.\n"
        "    = fix (more: `pipewarden controls kms-rotation-disabled`):\n"
        f"{fix_of('kms-rotation-disabled')}"
        "\n"
        "accepted\n"
        "  trail-missing: main.tf:1:1  .: central trail (until 2027-01-31)\n"
        "\n"
        "1 fail, 1 absent: 6 controls on 3 subjects, 4 pass, 1 accepted\n"
    )


def test_text_explains_a_fix_once() -> None:
    twice = (replace(PLAIN, control="kms-asymmetric"), replace(PLAIN, control="kms-asymmetric", resource="a.c"))
    assert text(Report(twice, 1, 2, 0)).count("fix (more") == 1


def test_text_says_that_a_needed_request_is_refused() -> None:
    control = next(control for control in controls.catalogue() if control.family == "function")
    finding = replace(PLAIN, control=control.id, counterexample=REQUEST)
    assert "= this request is needed and does not get through: the role `arn" in text(Report((finding,), 1, 1, 0))


@pytest.mark.parametrize(
    ("report", "line"),
    [
        pytest.param(NOTHING, "nothing was checked: no subject of any control is here\n", id="nothing"),
        pytest.param(CLEAN, "clean: 6 controls on 3 subjects, 9 pass\n", id="clean"),
    ],
)
def test_text_is_one_line_when_there_is_nothing_to_tell(report: Report, line: str) -> None:
    assert text(report) == line


def test_text_has_colour_only_when_asked() -> None:
    assert "\x1b[" not in text(REPORT)
    assert "\x1b[31mhigh[kms-rotation-disabled]\x1b[0m" in text(REPORT, colour=True)


def test_excerpt_marks_further_lines_of_a_long_stretch_and_leaves_out_the_middle() -> None:
    source = "a = jsonencode({\n  b = 1\n  c = 2\n  d = 3\n  e = 4\n  f = 5\n})\n"
    assert excerpt(source, Place("m.tf", 1, 5, 7, 3)) == (
        "  |\n"
        "1 |   a = jsonencode({\n"
        "  |       ^^^^^^^^^^^^\n"
        "2 | >   b = 1\n"
        "3 | >   c = 2\n"
        "4 | >   d = 3\n"
        "... |\n"
        "7 | > })"
    )


def test_excerpt_annotates_the_chain_where_it_is_in_the_same_file() -> None:
    source = "locals {\n  on = false\n}\n\nx = 1\ny = 1\nrotate = local.on\n"
    steps = (
        Step(Place("m.tf", 7, 10, 7, 18), "`local.on`"),
        Step(Place("m.tf", 2, 8, 2, 13), "is `false`"),
        Step(Place("v.tf", 9, 1, 9, 2), "elsewhere"),
        Step(None, "nowhere"),
        Step(None, "nowhere"),
    )
    assert excerpt(source, Place("m.tf", 7, 10, 7, 18), *steps) == (
        "  |\n"
        "2 |   on = false\n"
        "  |        ----- is `false`\n"
        "...\n"
        "7 | rotate = local.on\n"
        "  |          ^^^^^^^^ `local.on`\n"
        "= because v.tf:9: elsewhere\n"
        "= because nowhere"
    )


def test_excerpt_shows_the_one_line_between_two_marked_ones() -> None:
    shown = excerpt("a\nb\nc\n", Place("m.tf", 3, 1, 3, 2), Step(Place("m.tf", 1, 1, 1, 2), "first"))
    assert shown == "  |\n1 | a\n  | - first\n2 | b\n3 | c\n  | ^"


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        pytest.param("\ta\t= b", 6, 7, "    a   = b", "          ^", id="tabs"),
        pytest.param('a = "日本" + c', 12, 13, 'a = "日本" + c', "             ^", id="wide"),
        pytest.param("e\u0301 = b", 6, 7, "e\u0301 = b", "    ^", id="combining"),
        pytest.param("\x1b[2J = b", 8, 9, "\\u001b[2J = b", "            ^", id="control"),
        pytest.param("\u202e = b", 5, 6, "\\u202e = b", "         ^", id="bidirectional"),
        pytest.param("a\u2028b\x0cc", 4, 5, "a\\u2028b\\u000cc", "        ^^^^^^", id="other line ends"),
        pytest.param("a =", 9, 9, "a =", "   ^", id="past the end"),
    ],
)
def test_carets_stand_under_what_the_terminal_shows(line: str, column: int, end: int, shown: str, carets: str) -> None:
    assert excerpt(f"{line}\r\n", Place("m.tf", 1, column, 1, end)) == f"  |\n1 | {shown}\n  | {carets}"


@pytest.mark.parametrize("before", [0, 30, 5000])
@pytest.mark.parametrize("after", [0, 30, 5000])
def test_a_very_long_line_is_cut_around_the_caret(before: int, after: int) -> None:
    source = "<" * before + "WRONG" + ">" * after
    _, line, carets = excerpt(source, Place("m.tf", 1, before + 1, 1, before + 6)).splitlines()
    assert len(line) <= len("1 | ") + 112
    assert line.index("WRONG") == carets.index("^^^^^")
    assert ("…<" in line, ">…" in line) == (before == 5000, after == 5000)


@pytest.mark.parametrize("place", [Place("m.tf", 9, 1, 9, 2), Place("gone.tf", 1, 1, 1, 2)])
def test_a_place_that_is_not_in_the_file_is_named_without_an_excerpt(place: Place) -> None:
    finding = replace(PLAIN, place=place)
    assert f"    --> {place.file}:{place.line}:1  a.b\n\n1 fail" in text(
        Report((finding,), 1, 1, 0), lambda file: "a\n" if file == "m.tf" else None
    )


def test_text_of_the_user_cannot_end_a_line_or_command_the_terminal() -> None:
    shown = text(hostile(), lambda _: HOSTILE)
    assert unsafe(shown) == {"\n"}
    assert not any(line.lstrip().startswith(("::", "##")) for line in shown.splitlines())


def test_a_file_named_like_a_command_of_a_log_reader_is_no_command() -> None:
    finding = replace(PLAIN, place=Place("::add-mask::x.tf", 1, 1, 1, 2))
    assert text(Report((finding,), 1, 1, 0)).startswith("./::add-mask::x.tf\n")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=150), st.integers(1, 170), st.integers(1, 170), st.integers(1, 5), st.integers(1, 5))
def test_any_place_in_any_file_can_be_shown(source: str, column: int, end: int, line: int, last: int) -> None:
    finding = replace(PLAIN, place=Place("m.tf", line, column, max(line, last), end))
    shown = text(Report((finding,), 1, 1, 0), lambda _: source)
    assert shown.endswith("\n1 fail: 1 control on 1 subject, 0 pass\n")
    assert unsafe(shown) == {"\n"}


def test_text_says_once_how_a_variable_gets_its_value() -> None:
    waiting = replace(PLAIN, outcome="unknown", message="`x` is not known: `var.size` has no value")
    failing = replace(waiting, outcome="fail")
    shown = text(Report((waiting, replace(waiting, control="another-control"), failing), 1, 1, 0))
    assert shown.count("= to let it be decided, give the value: `--var size=…`, or a file with `--var-file`") == 1
    assert "give the value" not in text(Report((failing,), 1, 1, 0))


def _instance(resource: str, message: str = "`privileged_mode` is `true`", line: int = 2) -> Finding:
    return replace(ROTATION, resource=resource, message=message, place=Place("main.tf", line, 1, line, 5), because=())


def _also(*findings: Finding) -> list[str]:
    shown = text(Report(findings, controls=1, subjects=9, passes=0), lambda _: None)
    return [line.strip() for line in shown.splitlines() if line.strip().startswith(("high[", "= also"))]


def test_text_joins_what_the_instances_of_a_block_share() -> None:
    first, second = _instance('module.m["a"].aws_vpc.b[0]'), _instance('module.m["a"].aws_vpc.b[1]')
    third, elsewhere = _instance('module.m["b[0]"].aws_vpc.b[0]'), _instance('module.m["a"].aws_vpc.b[0]', line=3)
    assert _also(first, second, third, elsewhere) == [
        "high[kms-rotation-disabled] `privileged_mode` is `true`",
        '= also `[1]`, `module.m["b[0]"].aws_vpc.b[0]`',
        "high[kms-rotation-disabled] `privileged_mode` is `true`",
    ]


def test_text_keeps_apart_what_differs_in_more_than_names() -> None:
    first, named = (
        _instance("aws_vpc.b[0]", "the group `a` is lost"),
        _instance("aws_vpc.b[1]", "the group `c` is lost"),
    )
    again, other = _instance("aws_vpc.b[0]", "the group `d` is lost"), _instance("aws_vpc.b[1]", "it is lost")
    assert _also(first, again, named, other) == [
        "high[kms-rotation-disabled] the group `a` is lost",
        "= also `[1]`: the group `c` is lost",
        "high[kms-rotation-disabled] the group `d` is lost",
        "high[kms-rotation-disabled] it is lost",
    ]


def test_text_counts_the_instances_beyond_five() -> None:
    found = _also(*(_instance(f"aws_vpc.b[{number}]") for number in range(9)))
    assert found[1:] == ["= also `[1]`, `[2]`, `[3]`, `[4]`, `[5]` and 3 more"]


def test_text_shows_one_finding_of_many_instances_once_and_names_the_others() -> None:
    twin = replace(PLAIN, resource='a.b["other"]')
    shown = text(Report((PLAIN, twin, replace(PLAIN, message="another")), 1, 2, 0))
    assert shown.count("it is wrong") == 1
    assert '    = also `a.b["other"]`\n' in shown
    assert "another" in shown and shown.endswith("3 fail: 1 control on 2 subjects, 0 pass\n")


def test_text_puts_what_waits_for_a_module_below_the_module() -> None:
    why = "`module.b` is not in the tree: `x/y/aws`; run `terraform init` first"
    place = Place("m.tf", 7, 1, 7, 11)
    module = replace(PLAIN, control="module-unread", outcome="unknown", resource=".", message=why, place=place)
    waiting = replace(PLAIN, outcome="unknown", message=f"which bucket it is is not known: {why}")
    elsewhere = replace(waiting, place=Place("other/m.tf", 2, 1, 2, 2))
    other = replace(module, place=Place("other/m.tf", 1, 1, 1, 5))
    shown = text(Report((waiting, module, other, elsewhere), 1, 2, 0))
    assert shown.count("which bucket") == 0
    below = "    = not decided for want of it:\n        high[some-control] {}  a.b\n"
    assert shown.index("m.tf:7:1") < shown.index(below.format("m.tf:1:1")) < shown.index("other/m.tf:1:1")
    assert shown.index("other/m.tf:1:1") < shown.index(below.format("other/m.tf:2:1"))
