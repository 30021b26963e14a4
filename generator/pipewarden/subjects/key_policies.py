"""The policy in force on a KMS key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.iam.evaluate import verdict
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Counterexample, Outcome
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Symbol, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.companions import companions
from pipewarden.subjects.policies import policy_of, proof_verdict
from pipewarden.verdict import Verdict, unknown

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects


class KeyPolicies(Struct, frozen=True):
    """The policies that are put on a key: the resource that carries each, and its value; `doubt` says why not all."""

    key: Resource
    found: tuple[tuple[Resource, Value], ...]
    doubt: str | None


def key_policies(stack: Stack, key: Resource) -> KeyPolicies:
    """The key's own `policy`, and those of `aws_kms_key_policy`. Without any, AWS lets the account alone decide."""
    split = companions(stack, key, "aws_kms_key_policy", "key_id")
    carriers = (key, *split.found)
    values = ((carrier, configured(carrier.values, "policy")) for carrier in carriers)
    return KeyPolicies(key, tuple((carrier, value) for carrier, value in values if value is not None), split.doubt)


def judged_key(
    subjects: Subjects, key: Resource, ask: Callable[[Policy], Outcome], holds: str, slips: str
) -> Iterator[Verdict]:
    """The verdicts on what the policies on a key allow; without any there is nothing to judge."""
    policies = key_policies(subjects.stack, key)
    if policies.doubt:
        yield unknown(key, f"whether {holds} is not known: {policies.doubt}")
    for _, value in policies.found:
        policy = policy_of(value, "resource", subjects.names)
        yield proof_verdict(key, _about(subjects, key, policy, ask(policy)), holds, slips, value)


def _about(subjects: Subjects, key: Resource, policy: Policy, outcome: Outcome) -> Outcome:
    """The outcome, with a request about the key where it is in place of one somewhere, if that is decided alike."""
    if not isinstance(outcome, Counterexample):
        return outcome
    request = outcome.request
    parts = subjects.names.parts(Symbol(key.address, ("arn",)))
    own = "".join(part if isinstance(part, str) else "*" for part in parts).split(":")
    fields = request.resource.split(":")
    if len(fields) != len(own):
        return outcome
    here = ":".join(old if "*" in new else new for old, new in zip(fields, own, strict=True))
    moved = replace(request, resource=here)
    alike = verdict(policy, moved).decision == verdict(policy, request).decision
    return replace(outcome, request=moved) if alike else outcome
