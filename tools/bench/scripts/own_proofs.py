"""Answers the questions of a file with pipewarden."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from pipewarden.iam.diff import diff
from pipewarden.iam.model import Policy
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Counterexample, Outcome, Proved
from pipewarden.iam.questions.intents import ANYONE, plain_condition, refused, statement, words
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known


def ask(document: dict[str, Any], question: dict[str, Any]) -> Outcome:
    """The outcome of one question."""
    asked = _read(document["policies"][question["policy"]])
    if "base" in question:
        return diff(asked, _read(document["policies"][question["base"]])).outcome
    where = [plain_condition(_operator(value), key, value) for key, value in question["where"].items()]
    resources = [words(each, Names()) for each in question["resources"]]
    return refused(asked, statement(*where, principals=ANYONE, actions=question["actions"], resources=resources))


def _operator(value: str) -> str:
    if value in ("true", "false"):
        return "Bool"
    return "NumericEquals" if value.replace(".", "").isdigit() and len(value) < 12 else "StringEquals"


def _read(document: dict[str, Any]) -> Policy:
    return policy(Known(json.dumps(document)), "resource")


def main(path: str) -> None:
    """Prints for each question its answer and the seconds that it took."""
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    ask(document, document["first"])
    found = {}
    for question in document["questions"]:
        start = time.process_time()
        outcome = ask(document, question)
        seconds = time.process_time() - start
        said = "no" if isinstance(outcome, Proved) else "yes" if isinstance(outcome, Counterexample) else "undecided"
        found[question["name"]] = {"answer": said, "seconds": seconds}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
