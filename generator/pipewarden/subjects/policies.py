"""Policies in force, and verdicts from what is proved of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipewarden.iam import read
from pipewarden.iam.model import Invalid, Kind, Policy
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Counterexample, Outcome, Proved
from pipewarden.iam.reasons import Because
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Symbol, Value
from pipewarden.subjects.buckets import Bucket
from pipewarden.verdict import Note, Place, Verdict, failed, passed, unknown

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects


def arn(resource: Resource) -> Symbol:
    """The resource's ARN as an identity."""
    return Symbol(resource.address, ("arn",))


def policy_of(value: Value, kind: Kind, names: Names) -> Policy:
    """The policy that an argument holds, read once however many controls ask for it."""
    known = names.policies.get((id(value), kind))
    if known is None:
        known = names.policies[id(value), kind] = value, _complete(read.policy(value, kind, names))
    return known[1]


def _complete(policy: Policy) -> Policy:
    """The policy; one of a bucket, key, topic or endpoint is refused where a statement has no resources."""
    if policy.kind != "resource":
        return policy
    message = "the statement has neither `Resource` nor `NotResource`"
    bare = (each for each in policy.statements if each.resources is None and not each.holes)
    return replace(policy, invalid=(*policy.invalid, *(Invalid(message, each.location) for each in bare)))


def proof_verdict(
    subject: Resource,
    outcome: Outcome,
    holds: str,
    slips: str,
    at: Place = None,
    *,
    refuted: str = "a request gets through",
) -> Verdict:
    """What a proof says of a subject: `holds` is the message when it is proved, `slips` when it is refuted.

    `refuted` says what the request of a counterexample shows. A finding is placed at the element that decides about
    the request, else at `at`, the policy.
    """
    if isinstance(outcome, Proved):
        return passed(subject, holds, at)
    if not isinstance(outcome, Counterexample):
        return unknown(subject, f"whether {holds} is not known: {outcome.why}", outcome.location or at)
    notes = tuple(_note(reason) for reason in outcome.because)
    place = next((reason.location for reason in outcome.because if reason.location), None) or at
    if outcome.assuming:
        assumed = "; ".join(outcome.assuming)
        message = f"whether {holds} is not known: {refuted} if {assumed}"
        return unknown(subject, message, place, because=notes, counterexample=outcome.request)
    return failed(subject, slips, place, because=notes, counterexample=outcome.request)


def judged_bucket(
    subjects: Subjects, bucket: Bucket, ask: Callable[[Policy, Symbol], Outcome], holds: str, slips: str
) -> Iterator[Verdict]:
    """The verdict on what the policy in force on a bucket denies; without a policy nothing is denied.

    `ask` puts the question to a policy about the bucket with that ARN.
    """
    if bucket.doubt:
        yield unknown(bucket.resource, f"whether {holds} is not known: {bucket.doubt.why}")
        return
    if not bucket.policies:
        yield failed(bucket.resource, f"it has no policy, so {slips}")
    for _, value in bucket.policies:
        outcome = ask(policy_of(value, "resource", subjects.names), arn(bucket.resource))
        yield proof_verdict(bucket.resource, outcome, holds, slips, value)


def _note(reason: Because) -> Note:
    return Note(reason.location, reason.text)
