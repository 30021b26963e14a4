"""Verdicts on what identity policies grant, each policy or each identity once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipewarden.iam.model import Policy
from pipewarden.iam.questions import Grant
from pipewarden.subjects.identities import Held, Identity, identities
from pipewarden.subjects.joining import by_reason, in_one_place
from pipewarden.subjects.policies import policy_of
from pipewarden.verdict import Verdict, failed, passed, unknown

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects


def judged_policies(
    subjects: Subjects, ask: Callable[[Policy], tuple[Grant, ...]], holds: str, slips: str
) -> Iterator[Verdict]:
    """A verdict on the wildcards that `ask` finds in one place of an identity policy, a pass where there are none.

    What is not known for one reason is one verdict for all policies.
    """
    yield from by_reason(_judged(subjects, ask, holds, slips))


def _judged(
    subjects: Subjects, ask: Callable[[Policy], tuple[Grant, ...]], holds: str, slips: str
) -> Iterator[Verdict]:
    for carrier, value in _each(identities(subjects.stack)):
        policy = policy_of(value, "identity", subjects.names)
        grants = ask(policy)
        if policy.invalid:
            broken = policy.invalid[0]
            why = f"whether {holds} is not known: AWS would refuse the policy: {broken.message}"
            yield unknown(carrier, why, broken.location or value)
        elif not grants:
            yield passed(carrier, holds, value)
        wrong: list[tuple[Verdict, str]] = []
        for grant in grants if not policy.invalid else ():
            doubt = grant.assuming or (carrier.may_be_absent.why if carrier.may_be_absent else None)
            if doubt:
                yield unknown(carrier, f"whether {holds} is not known: {doubt}", grant.location)
            else:
                wrong.append((failed(carrier, slips, grant.location), grant.text))
        yield from in_one_place(slips, wrong)


def _each(found: Iterator[Identity]) -> Iterator[Held]:
    """Every policy once, however many hold it."""
    seen: list[Held] = []
    for identity in found:
        for held in identity.held:
            if not any(held[0] == carrier and held[1] is value for carrier, value in seen):
                seen.append(held)
                yield held


def policies_of(subjects: Subjects, identity: Identity) -> list[Policy]:
    """The policies of an identity that the stack holds."""
    return [policy_of(value, "identity", subjects.names) for _, value in identity.held]
