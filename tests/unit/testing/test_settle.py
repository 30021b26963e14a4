"""`settled` takes out what differs by chance, and nothing else."""

from __future__ import annotations

import json

from pipewarden.terraform import TerraformResult
from pipewarden.testing.settle import settled


def _text(text: str, *args: str) -> str:
    return settled(TerraformResult(args or ("apply",), 0, text, ""), "/tmp/x").stdout


def test_progress_is_in_order_and_without_durations() -> None:
    text = [
        "Plan: 2",
        "b.b: Creating...",
        "a.a: Creating...",
        "b.b: Still creating... [10s elapsed]",
        "b.b: Creation complete after 1m2s [id=b]",
        "Apply complete!",
    ]
    assert _text("\n".join(text)).split("\n") == [
        "Plan: 2",
        "a.a: Creating...",
        "b.b: Creating...",
        "b.b: Creation complete after 0s [id=b]",
        "Apply complete!",
    ]


def test_modules_that_are_installed_at_the_same_time_are_in_order() -> None:
    text = "Initializing modules...\n- b in modules/b\n- a in modules/a\nDone\n"
    assert _text(text) == "Initializing modules...\n- a in modules/a\n- b in modules/b\nDone\n"


def test_progress_stays_between_the_lines_around_it() -> None:
    text = "b.b: Reading...\nheading\na.a: Reading...\n"
    assert _text(text) == text


def test_other_text_keeps_its_order() -> None:
    text = "z\ny: Creating nothing\na\n"
    assert _text(text) == text


def test_the_folder_is_a_dot_in_both_outputs() -> None:
    done = settled(TerraformResult(("apply",), 1, "in /tmp/x/main.tf", "at /tmp/x"), "/tmp/x")
    assert (done.stdout, done.stderr) == ("in ./main.tf", "at .")


def test_a_plan_loses_its_moment_and_the_order_of_its_relevant_attributes() -> None:
    plan = {
        "timestamp": "2026-07-01T12:00:00Z",
        "relevant_attributes": [{"resource": "b"}, {"resource": "a"}],
        "n": [2, 1],
    }
    assert json.loads(_text(json.dumps(plan), "show", "-json")) == {
        "timestamp": "2000-01-01T00:00:00Z",
        "relevant_attributes": [{"resource": "a"}, {"resource": "b"}],
        "n": [2, 1],
    }


def test_what_was_not_shown_keeps_its_timestamp() -> None:
    assert _text('{"timestamp": "2026"}', "output", "-json") == '{"timestamp": "2026"}'
