"""The Markdown report: whole for one small report, bounded, and only our own markup once it is rendered."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from pipewarden import controls
from pipewarden.finding import Acceptance, Report
from pipewarden.report import Format, Presentation, write
from pipewarden.report.markdown_text import code, fenced, prose
from pipewarden.report.printable import printable
from unit.report.samples import ACCEPTED, CLEAN, HOSTILE, NOTHING, REPORT, ROTATION, SOURCE, hostile


class Rendered(HTMLParser):
    """The tags and the text of what a Markdown renderer makes, HTML included."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.comments: list[str] = []
        self.text = ""
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        self.text += data


def markdown(report: Report, source: str | None = SOURCE) -> str:
    return write(report, Format.MARKDOWN, Presentation(lambda _: source))


def fix_of(name: str) -> str:
    control = controls.find(name)
    assert control is not None
    return control.fix


def test_markdown_of_a_small_report() -> None:
    assert markdown(REPORT) == (
        "<!-- pipewarden -->\n"
        "### pipewarden: 1 fail, 1 absent\n"
        "\n"
        "6 controls on 3 subjects, 4 pass, 1 accepted.\n"
        "\n"
        "| Severity | Control | Where | What |\n"
        "| --- | --- | --- | --- |\n"
        "| critical | <code>bucket-plaintext-transport</code> | <code>aws&#95;s3&#95;bucket.this</code> |"
        " absent&#58; no&#92;u001b&#91;2J |\n"
        "| high | <code>kms-rotation-disabled</code> | <code>main.tf&#58;2</code> |"
        " <code>enable&#95;key&#95;rotation</code> is <code>false</code> |\n"
        "\n"
        "<details><summary>critical <code>bucket-plaintext-transport</code>"
        " <code>aws&#95;s3&#95;bucket.this</code></summary>\n"
        "\n"
        "<code>aws&#95;s3&#95;bucket.this</code>: absent&#58; no&#92;u001b&#91;2J\n"
        "\n"
        "For example: the role <code>arn&#58;aws&#58;iam&#58;&#58;111122223333&#58;role/pipeline</code> calls"
        " <code>s3&#58;ListBucket</code> on <code>arn&#58;aws&#58;s3&#58;&#58;&#58;artifacts</code>, over plain HTTP"
        " (<code>aws&#58;SecureTransport</code> &#61; <code>false</code>)\n"
        "\n"
        "Why: A bucket of the pipeline answers requests that are not encrypted in transit.\n"
        "\n"
        f"Fix:\n\n{fix_of('bucket-plaintext-transport')}\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary>high <code>kms-rotation-disabled</code> <code>aws&#95;kms&#95;key.this</code></summary>\n"
        "\n"
        "<code>main.tf&#58;2</code>: <code>enable&#95;key&#95;rotation</code> is <code>false</code>\n"
        "\n"
        "```text\n"
        "  |\n"
        "2 |     enable_key_rotation = false\n"
        "  |                           ^^^^^\n"
        "```\n"
        "\n"
        "* because <code>variables.tf&#58;3</code>: <code>var.rotate</code> is <code>false</code>\n"
        "\n"
        "Why: A key that encrypts pipeline data is not rotated, or too seldom.\n"
        "\n"
        f"Fix:\n\n{fix_of('kms-rotation-disabled')}\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary>1 accepted finding</summary>\n"
        "\n"
        "| Control | Where | Reason | Until |\n"
        "| --- | --- | --- | --- |\n"
        "| <code>trail-missing</code> | <code>main.tf&#58;1</code> | central trail | 2027-01-31 |\n"
        "\n"
        "</details>\n"
    )


@pytest.mark.parametrize(
    ("report", "text"),
    [
        pytest.param(NOTHING, "nothing was checked\n\nNo subject of any control is here.\n", id="nothing"),
        pytest.param(CLEAN, "clean\n\n6 controls on 3 subjects, 9 pass.\n", id="clean"),
    ],
)
def test_a_report_without_findings_is_short(report: Report, text: str) -> None:
    assert markdown(report) == f"<!-- pipewarden -->\n### pipewarden: {text}"


@pytest.mark.parametrize("letter", ["a", "𝒳", "`", "|", "_"])
@pytest.mark.parametrize("count", [3, 400])
def test_a_comment_is_never_too_long_and_says_what_it_leaves_out(letter: str, count: int) -> None:
    long = letter * 5000
    findings = tuple(replace(ROTATION, message=f"{number} {long}", resource=long) for number in range(count))
    accepted = tuple(replace(ACCEPTED, accepted=Acceptance(f"{number} {long}", None)) for number in range(count))
    text = markdown(Report((*findings, *accepted), 1, 1, 0), long)
    assert len(text.encode("utf-16-le")) // 2 <= 65_000
    if count > 3:
        assert re.search(r"\| and \d+ more; `pipewarden check` shows them all \|", text)
        assert re.search(r"\d+ of the findings are too many for one comment", text)
    assert Rendered(text).tags >= {"table", "details"}
    assert text.count("<details>") == text.count("</details>")


TAGS = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "pre", "details", "summary", "ul", "li"}


def test_text_of_the_user_is_no_markup_no_link_and_no_mention() -> None:
    text = markdown(hostile(), HOSTILE)
    rendered = Rendered(text)
    assert rendered.tags == TAGS
    assert rendered.attributes <= {("class", "language-text"), ("class", "language-hcl")}
    assert [comment.strip() for comment in rendered.comments] == ["pipewarden"]
    assert printable(HOSTILE).split("`")[0] in rendered.text.replace("\u2060", "")
    outside = re.sub(
        r"<(code|pre)\b.*?</\1>", "", MarkdownIt("commonmark").enable("table").render(text), flags=re.DOTALL
    )
    assert not re.search(r"[@#]\w|://|www\.", outside)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.one_of(st.sampled_from("`|<>&\\*_[](){}#@!:~$\"'=\n\r\t -+1."), st.characters()), max_size=80))
def test_any_text_comes_out_of_a_table_as_it_went_in(text: str) -> None:
    rendered = Rendered(f"| a | b |\n| --- | --- |\n| x{code(text)}x | x{prose(text)}x |\n")
    shown = printable(text)
    assert rendered.tags <= {"table", "thead", "tbody", "tr", "th", "td", "code"}
    cells = re.sub(r"\s*\n\s*", "\n", rendered.text).replace("\u2060", "").strip().split("\n")
    assert [_spaceless(cell) for cell in cells[:3]] == ["a", "b", _spaceless(f"x{shown}x")]
    unpaired = shown.count("`") % 2
    assert _spaceless(cells[3]).replace("`", "") == _spaceless(f"x{shown}x").replace("`", "")
    assert cells[3].count("`") == unpaired


def _spaceless(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("text", ["", "```", "a\n````\nb", "</details>", "~~~"])
def test_nothing_ends_a_block_of_code(text: str) -> None:
    rendered = Rendered(fenced(text))
    assert rendered.tags == {"pre", "code"}
    assert rendered.text.strip("\n") == text


def test_instances_of_one_finding_are_one_row() -> None:
    twin = replace(ROTATION, resource='aws_kms_key.this["other"]')
    shown = markdown(Report((ROTATION, twin), 1, 2, 0))
    assert shown.count("| high |") == 1
    assert "(and 1 finding like it)" in shown
    assert (
        "* the same: <code>main.tf&#58;2</code> <code>aws&#95;kms&#95;key.this&#91;&#34;other&#34;&#93;</code>" in shown
    )
