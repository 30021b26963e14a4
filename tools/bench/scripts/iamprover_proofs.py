"""Answers the questions of a file with iamprover, which knows requests of named principals and of anonymous ones."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from iamprover.engine.solver import check_all
from iamprover.invariants import Invariant
from iamprover.model import ANONYMOUS_ARN, Account, Principal
from iamprover.parsers.iam import parse_policy_document


def answer(document: dict[str, Any], question: dict[str, Any]) -> str:
    """`no` where no request slips through, else `yes`."""
    policy = parse_policy_document("policy", document["policies"][question["policy"]])
    people = [Principal(arn, []) for arn in (*document["principals"], ANONYMOUS_ARN)]
    asked = Invariant("question", "", question["actions"], question["resources"], where=question["where"])
    results = check_all(Account(people, [policy]), [asked])
    return "no" if all(result.passed for result in results) else "yes"


def main(path: str) -> None:
    """Prints for each question its answer and the seconds that it took; it cannot compare two policies."""
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    found = {}
    for question in document["questions"]:
        if "base" not in question:
            start = time.process_time()
            said = answer(document, question)
            found[question["name"]] = {"answer": said, "seconds": time.process_time() - start}
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
