"""A real headless Chromium, from `PATH`; without it these tests are NOT RUN, or fail where they must run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NOT_RUN = "NOT RUN: chromium is not on PATH; as root on Debian, tools/install-chromium.sh installs it"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and os.environ.get("PIPEWARDEN_REQUIRE_BROWSER"):
        pytest.fail(_NOT_RUN)
    if path is None:
        pytest.skip(_NOT_RUN)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=list(_FLAGS))
        yield started
        started.close()


@dataclass
class Opened:
    """An opened page, what it asked for, what it got, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Opener = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a report as a file; options are those of a browser context (`color_scheme`, `viewport`)."""
    contexts = []

    def opener(html: str, **options: object) -> Opened:
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        opened = Opened(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("requestfinished", lambda request: opened.answered.append(request.url))
        page.on("console", lambda message: opened.complaints.append(message.text))
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        page.goto(file.as_uri())
        return opened

    yield opener
    for context in contexts:
        context.close()
