"""The table of the benchmark: ratios where both ran, and why something did not run."""

from __future__ import annotations

import sys

from bench.clock import Command, Taken, race
from bench.table import Answers, Race, text

_RACE = Race(
    "check: a stack",
    {"ours": Taken(0.5, 0.25, 40), "theirs": Taken(2, 3, 100), "another": Taken(why_not="cannot be installed")},
    ("ours",),
)


def test_a_race_is_shown_with_ratios_and_with_what_did_not_run() -> None:
    assert text([_RACE], "clock") == (
        "check: a stack\n"
        "           clock s  all CPUs s   MB  ÷ ours\n"
        "  ours        0.50        0.25   40    1.00\n"
        "  theirs      2.00        3.00  100    4.00\n"
        "  another  NOT RUN: cannot be installed\n"
    )
    assert "12.00" in text([_RACE], "cpu")


def test_answers_are_shown_beside_each_other() -> None:
    answers = {"ours": {"a": ("no", 0.002), "b": ("yes", 0.004)}, "theirs": {"a": ("no", 0.01)}}
    assert text([Answers("proofs", answers, {"third": "it broke"})], "clock") == (
        "proofs\n"
        "         ours ms         theirs ms  theirs ÷ ours\n"
        "  a       2.0 no           10.0 no            5.0\n"
        "  b      4.0 yes  no such question               \n"
        "  third  NOT RUN: it broke\n"
    )


def test_a_command_that_fails_is_not_run_again_and_the_others_go_on() -> None:
    python = sys.executable
    taken = race(
        {"good": Command([python, "-c", "pass"]), "bad": Command([python, "-c", "import sys; sys.exit('no way')"])},
        2,
        lambda _: None,
    )
    assert taken["bad"] == Taken(why_not="ended with 1: no way")
    assert taken["good"].why_not is None
    assert taken["good"].memory > 1


def test_a_command_that_does_not_end_is_ended() -> None:
    endless = Command([sys.executable, "-c", "import time; time.sleep(60)"])
    assert race({"endless": endless}, 2, lambda _: None, limit=0.2)["endless"] == Taken(why_not="not done within 0 s")
