"""Verdicts on requests that must work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipewarden.iam.prove import Proved
from pipewarden.subjects.amends import amends
from pipewarden.subjects.errands import CALL, Errand, Errands
from pipewarden.subjects.joining import in_one_place
from pipewarden.subjects.policies import proof_verdict
from pipewarden.subjects.ways import Request, asked
from pipewarden.verdict import Outcome, Verdict, unknown

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects


def judged_errands(subjects: Subjects, found: Errands, what: str) -> Iterator[Verdict]:
    """The verdicts on requests: what is refused in the same place is one finding, and of those requests that could not
    be decided the first of each subject stands for all.

    `what` is what does not work when one is refused: `the pipeline cannot run`.
    """
    undecided: dict[str, Verdict] = {}
    refused: list[tuple[Errand, Verdict, str]] = []
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
                refused.append((errand, verdict, missing))
        if verdict.outcome is Outcome.PASS:
            yield verdict
        elif verdict.outcome is Outcome.UNKNOWN:
            undecided.setdefault(verdict.subject, verdict)
    yield from undecided.values()
    for verdict in in_one_place(what, ((verdict, missing) for _, verdict, missing in refused)):
        here = (verdict.subject, verdict.location)
        together = [
            (errand, _refused_actions(subjects, errand), each)
            for errand, each, _ in refused
            if (each.subject, each.location) == here
        ]
        yield replace(verdict, fix=amends(together))


def _otherwise(what: str) -> str:
    """What would be well: `the pipeline can run`."""
    for bad, good in (("cannot", "can"), ("does not work", "works"), ("tells nobody", "tells anybody"), (" not ", " ")):
        if bad in what:
            return what.replace(bad, good)
    return what


def _refused_actions(subjects: Subjects, errand: Errand) -> tuple[str, ...]:
    """The actions of a refused request that are refused one by one."""
    request = errand.request
    alone = ((action, replace(request, actions=(action,))) for action in request.actions)
    return tuple(name for name, each in alone if not isinstance(asked(subjects, errand.caller, each), Proved))


def _refused(request: Request, verdict: Verdict) -> str:
    """What may not be done; of several actions, the one that is refused first."""
    shown = verdict.counterexample
    if shown is None or request.either or not request.does.startswith(f"{CALL} "):
        return request.does
    return f"{CALL} `{shown.action}`"
