"""The results of `pipewarden policy` as lines and as JSON documents, version 1."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipewarden.hcl.ast import Location
from pipewarden.iam.diff import Difference
from pipewarden.iam.evaluate import Verdict
from pipewarden.iam.model import Policy
from pipewarden.iam.oddities import Oddity
from pipewarden.iam.phrases import sentence
from pipewarden.iam.prove import Counterexample, Proved, Undecided
from pipewarden.iam.reasons import Because
from pipewarden.iam.request import Request

_VERSION = 1


def diff_document(difference: Difference) -> dict[str, object]:
    """The JSON of `policy diff`; `more_permissive` is null where it could not be decided."""
    outcome = difference.outcome
    found = isinstance(outcome, Counterexample)
    document: dict[str, object] = {
        "schema_version": _VERSION,
        "more_permissive": False if isinstance(outcome, Proved) else True if _certain(outcome) else None,
        "kind": difference.kind,
        "request": outcome.request.to_json() if isinstance(outcome, Counterexample) else None,
        "assuming": list(outcome.assuming) if isinstance(outcome, Counterexample) else [],
        "because": _because(outcome.because) if found and isinstance(outcome, Counterexample) else [],
    }
    if isinstance(outcome, Undecided):
        document["why"] = outcome.why
    if isinstance(outcome, Proved):
        document["classes"] = outcome.classes
    return document


def _certain(outcome: object) -> bool:
    return isinstance(outcome, Counterexample) and not outcome.assuming


def _because(reasons: Iterable[Because]) -> list[dict[str, object]]:
    return [{"statement": _identifier(each.statement), "text": each.text, **_place(each.location)} for each in reasons]


def _identifier(label: str) -> str:
    """The Sid, or the number where there is none."""
    return label.removeprefix("number ").strip("`")


def _place(location: Location | None) -> dict[str, object]:
    return {"file": location.file, "line": location.span.line} if location else {}


def diff_lines(difference: Difference) -> list[str]:
    """The lines of `policy diff`, as the policies gave them."""
    outcome = difference.outcome
    if isinstance(outcome, Proved):
        return ["not more permissive"]
    if isinstance(outcome, Undecided):
        return [f"undecided: {outcome.why}"]
    head = {
        "allowed": "more permissive: NEW allows a request that BASE does not allow",
        "undenied": "more permissive: BASE denies a request that NEW no longer denies",
    }[difference.kind or "allowed"]
    lines = [f"undecided: {head}, assuming that" if outcome.assuming else head]
    lines += [f"  {each}" for each in outcome.assuming]
    return [*lines, *_request(outcome.request), *_reasons(outcome.because)]


def _request(request: Request) -> list[str]:
    principal = request.principal.to_json()
    lines = [
        f"  principal  {principal if isinstance(principal, str) else json.dumps(principal)}",
        f"  action     {request.action}",
        f"  resource   {request.resource}",
    ]
    return lines + [f"  context    {key} = {', '.join(values)}" for key, values in request.context]


def _reasons(reasons: Iterable[Because]) -> list[str]:
    return [f"  because    {_where(each.location)}{each.text}" for each in reasons]


def _where(location: Location | None) -> str:
    return f"{location.file}:{location.span.line}: " if location else ""


def eval_document(verdict: Verdict) -> dict[str, object]:
    """The JSON of `policy eval`: `decision` is null where it could not be decided, `explicit` true where a Deny did."""
    return {
        "schema_version": _VERSION,
        "decision": None if verdict.decision is None else "allowed" if verdict.decision.allowed else "denied",
        "explicit": verdict.decision is not None and verdict.decision.effect == "denied",
        "statements": [
            {"statement": _identifier(each.label), "effect": each.effect, **_place(each.location)}
            for each in verdict.statements
        ],
        "why": verdict.why,
    }


def eval_lines(verdict: Verdict) -> list[str]:
    """The lines of `policy eval`, as the policy gave them."""
    found = [f"  {_where(each.location)}statement {each.label}: {sentence(each)}" for each in verdict.statements]
    return [verdict.why, *found]


def explain_document(policy: Policy, odd: Iterable[Oddity]) -> dict[str, object]:
    """The JSON of `policy explain`."""
    return {
        "schema_version": _VERSION,
        "kind": policy.kind,
        "statements": [
            {
                "statement": _identifier(each.label),
                "effect": each.effect,
                "text": sentence(each),
                **_place(each.location),
            }
            for each in policy.statements
        ],
        "oddities": [
            {"statement": _identifier(each.statement), "text": each.text, **_place(each.location)} for each in odd
        ],
    }


def explain_lines(policy: Policy, odd: Iterable[Oddity]) -> list[str]:
    """The lines of `policy explain`, as the policy gave them: one a statement, then what is odd."""
    lines = [f"{each.label.removeprefix('number ')}: {sentence(each)}" for each in policy.statements]
    found = [f"  {_where(each.location)}statement {each.statement}: {each.text}" for each in odd]
    return [*lines, *(["", "odd:", *found] if found else [])]
