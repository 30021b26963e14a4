"""Verdicts on requests that must work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipewarden.hcl.ast import Location
from pipewarden.subjects.errands import CALL, Errands
from pipewarden.subjects.policies import proof_verdict
from pipewarden.subjects.ways import Request, asked
from pipewarden.verdict import Outcome, Verdict, unknown

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects


_MANY = 3


def judged_errands(subjects: Subjects, found: Errands, what: str) -> Iterator[Verdict]:
    """The verdicts on requests: what is refused in the same place is one finding, and of those requests that could not
    be decided the first of each subject stands for all.

    `what` is what does not work when one is refused: `the pipeline cannot run`.
    """
    undecided: dict[str, Verdict] = {}
    refused: dict[tuple[str, Location | None], list[tuple[Verdict, str]]] = {}
    for errand in found:
        if isinstance(errand, tuple):
            subject, why = errand
            verdict = unknown(subject, f"whether {_otherwise(what)} is not known: {why.why}", why)
        else:
            does = f"{errand.who} may {errand.request.does}"
            outcome = asked(subjects, errand.caller, errand.request)
            verdict = proof_verdict(errand.subject, outcome, does, what, refuted="it is refused")
            if verdict.outcome is Outcome.FAIL and not subjects.stack.files:
                verdict = unknown(errand.subject, f"whether {does} is not known: a plan does not show every policy")
            if verdict.outcome is Outcome.FAIL:
                missing = f"{errand.who} may not {_refused(errand.request, verdict)}"
                refused.setdefault((verdict.subject, verdict.location), []).append((verdict, missing))
        if verdict.outcome is Outcome.PASS:
            yield verdict
        elif verdict.outcome is Outcome.UNKNOWN:
            undecided.setdefault(verdict.subject, verdict)
    yield from undecided.values()
    for together in refused.values():
        yield _one(what, together)


def _otherwise(what: str) -> str:
    """What would be well: `the pipeline can run`."""
    for bad, good in (("cannot", "can"), ("does not work", "works"), ("tells nobody", "tells anybody"), (" not ", " ")):
        if bad in what:
            return what.replace(bad, good)
    return what


def _refused(request: Request, verdict: Verdict) -> str:
    """What may not be done; of several actions, the one that is refused first."""
    shown = verdict.counterexample
    if shown is None or request.either or not request.does.startswith(f"{CALL} "):
        return request.does
    return f"{CALL} `{shown.action}`"


def _one(what: str, refused: list[tuple[Verdict, str]]) -> Verdict:
    """One finding on all that is refused in one place; it shows the first request."""
    missing = list(dict.fromkeys(text for _, text in refused))
    more = f"; and {len(missing) - _MANY} more" if len(missing) > _MANY else ""
    return replace(refused[0][0], message=f"{what}: {'; '.join(missing[:_MANY])}{more}")
