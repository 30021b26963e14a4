"""The HTML report in a real browser: it asks for nothing, runs nothing of the user's, and can be searched and read."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from browser.conftest import Opener
from pipewarden.finding import Place, Report
from pipewarden.report import Format, Presentation, write
from pipewarden.report.drawing import Drawing, Kind, Link, Node
from pipewarden.report.printable import printable
from pipewarden.verdict import Severity
from unit.report.samples import CLEAN, HOSTILE, HOSTILE_FILE, REPORT, ROTATION, SOURCE, hostile

pytestmark = pytest.mark.xdist_group("browser")

STACK = Drawing(
    ".",
    (
        Node(Kind.PIPELINE, "module.a.aws_codepipeline.this"),
        Node(Kind.BUCKET, "aws_s3_bucket.this", "artifacts"),
        Node(Kind.KEY, "aws_kms_key.this"),
    ),
    (
        Link("module.a.aws_codepipeline.this", "aws_s3_bucket.this", "keeps artifacts in"),
        Link("module.a.aws_codepipeline.this", "aws_kms_key.this", "encrypts with"),
    ),
    frozenset({"module.a.aws_codepipeline.this", "aws_s3_bucket.this", "aws_kms_key.this"}),
    frozenset({"main.tf"}),
)
HOSTILE_STACK = Drawing(
    HOSTILE,
    (Node(Kind.PIPELINE, HOSTILE, HOSTILE), Node(Kind.BUCKET, "aws_s3_bucket.this")),
    (Link(HOSTILE, "aws_s3_bucket.this", HOSTILE),),
    frozenset({HOSTILE}),
    frozenset({HOSTILE_FILE}),
)


def html(report: Report, source: str = SOURCE, *drawings: Drawing) -> str:
    return write(report, Format.HTML, Presentation(lambda _: source, drawings=lambda: drawings))


PAGES = [
    pytest.param(html(REPORT, SOURCE, STACK), id="findings"),
    pytest.param(html(CLEAN, SOURCE, STACK), id="clean"),
    pytest.param(html(hostile(), HOSTILE, HOSTILE_STACK), id="hostile"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(open_page: Opener, page: str, scheme: str) -> None:
    opened = open_page(page, color_scheme=scheme)
    opened.page.wait_for_load_state("networkidle")
    assert opened.requests == [opened.page.url]
    assert opened.complaints == []
    assert opened.page.evaluate("window.pwned") is None
    ground = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 23, 29)"}[scheme]


def test_the_policy_stops_whatever_else_would_run_or_be_fetched(open_page: Opener) -> None:
    injected = '<script>window.pwned = 1</script><img src="http://127.0.0.1:9/" onerror="window.pwned = 2"></main>'
    opened = open_page(html(REPORT, SOURCE, STACK).replace("</main>", injected))
    opened.page.wait_for_load_state("networkidle")
    assert opened.page.evaluate("window.pwned") is None
    assert opened.answered == [opened.page.url]
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_text_of_the_user_is_text(open_page: Opener) -> None:
    opened = open_page(html(hostile(), HOSTILE, HOSTILE_STACK))
    page = opened.page
    assert page.locator("script, img, iframe, link").count() == 1
    assert page.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))") == ["#finding-1"]
    shown = printable(HOSTILE).replace("`", "")
    heading = page.locator("article h3").first.text_content() or ""
    assert heading.replace("`", "") == shown
    title = page.locator("svg title").first.text_content()
    assert title == f"{printable(HOSTILE)} {printable(HOSTILE)} aws_s3_bucket.this"


def test_findings_are_searched_by_words_and_chosen_by_severity_and_outcome(open_page: Opener) -> None:
    low = replace(ROTATION, severity=Severity.LOW, message="something low", place=Place("other.tf", 1, 1, 1, 2))
    page = open_page(html(Report((*REPORT.findings, low), 6, 3, 4), SOURCE, STACK)).page
    visible = page.locator("article:visible h3")
    assert page.locator("#count").text_content() == "4 of 4 shown"

    page.get_by_label("Search").fill("ROTATION main.tf")
    assert visible.all_text_contents() == ["enable_key_rotation is false"]
    assert page.locator("#count").text_content() == "1 of 4 shown"

    page.get_by_label("Search").fill("")
    page.get_by_label("critical").uncheck()
    page.get_by_label("accepted").uncheck()
    assert visible.all_text_contents() == ["enable_key_rotation is false", "something low"]


def test_a_drawn_resource_leads_to_its_findings(open_page: Opener) -> None:
    part = replace(ROTATION, resource="aws_kms_key_policy.this", message="the policy is too wide")
    drawing = replace(STACK, nodes=(*STACK.nodes[:2], Node(Kind.KEY, "aws_kms_key.this", "", (part.resource,))))
    drawing = replace(drawing, addresses=drawing.addresses | {part.resource})
    page = open_page(html(Report((*REPORT.findings, part), 6, 3, 4), SOURCE, drawing)).page
    names = [" ".join(name.split()) for name in page.locator("svg a .state").all_text_contents()]
    assert names == ["✗ 1 finding · critical", "✗ 2 findings · high"]

    page.get_by_label("Search").fill("nothing that is there")
    page.get_by_role("link", name="aws_kms_key.this").click()
    visible = page.locator("article:visible h3")
    assert visible.all_text_contents() == ["enable_key_rotation is false", "the policy is too wide"]
    assert page.evaluate("document.activeElement.id") == "finding-2"

    page.get_by_role("button", name="Show all").click()
    assert visible.count() == 4
    assert not page.get_by_role("button", name="Show all").is_visible()


def test_without_script_everything_is_there_and_links_work(open_page: Opener) -> None:
    page = open_page(html(REPORT, SOURCE, STACK), java_script_enabled=False).page
    assert page.locator("article:visible").count() == 3
    assert not page.get_by_label("Search").is_visible()
    page.get_by_role("link", name="aws_kms_key.this").click()
    assert page.url.endswith("#finding-2")


@pytest.mark.parametrize("page", PAGES)
def test_a_narrow_page_scrolls_in_its_parts_only(open_page: Opener, page: str) -> None:
    opened = open_page(page, viewport={"width": 380, "height": 700})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 380


def test_what_is_wrong_is_marked_in_the_source(open_page: Opener) -> None:
    page = open_page(html(REPORT, SOURCE, STACK)).page
    excerpt = page.locator("#finding-2 pre.excerpt")
    assert excerpt.text_content() == "   2 \tenable_key_rotation = false\n"
    assert excerpt.locator("mark").all_text_contents() == ["false"]


def test_instances_of_one_finding_are_told_once_and_each_can_be_reached(open_page: Opener) -> None:
    twin = replace(ROTATION, resource='aws_kms_key.this["other"]')
    drawing = replace(STACK, nodes=(*STACK.nodes, Node(Kind.KEY, twin.resource)))
    drawing = replace(drawing, addresses=drawing.addresses | {twin.resource})
    page = open_page(html(Report((ROTATION, twin), 1, 2, 0), SOURCE, drawing)).page
    headings = page.locator("article h3").all_text_contents()
    assert headings == ["enable_key_rotation is false", 'The same: aws_kms_key.this["other"]']
    assert page.locator("pre.excerpt").count() == 1
    page.get_by_role("link", name='aws_kms_key.this["other"]').click()
    assert page.evaluate("document.activeElement.id") == "finding-2"
