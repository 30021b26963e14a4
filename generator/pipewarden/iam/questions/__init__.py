"""The questions of the catalogue, each about all requests, in one place.

A question is named after what must hold. `Proved` means that it does. `Counterexample` holds the request that says it
does not; with `assuming` not empty it does so only under that assumption, and a control's outcome is *unknown*.
`Undecided` says why there is no answer. Each question is also asked of no policy at all, where it must find a request:
one that finds none is vacuous, and is `Undecided`.

Values (the ARN of a bucket, an account) are those of the evaluator: `Known`, `Symbol`, `Template`, or a plain string.
`names` says what symbols stand for; pass the one with which the policy was read.
"""

from pipewarden.iam.questions.denials import (
    customer_key_denied,
    old_tls_denied,
    other_algorithm_denied,
    other_key_denied,
    outside_perimeter_denied,
    plaintext_denied,
)
from pipewarden.iam.questions.function import Required, allows
from pipewarden.iam.questions.grants import (
    Trusted,
    actions_refused,
    mfa_required,
    nothing_to_outsiders,
    other_accounts_conditioned,
    pass_role_confined,
    policy_writing_bounded,
    services_name_their_source,
)
from pipewarden.iam.questions.wildcards import Grant, wildcard_actions, wildcard_resources

__all__ = [
    "Grant",
    "Required",
    "Trusted",
    "actions_refused",
    "allows",
    "customer_key_denied",
    "mfa_required",
    "nothing_to_outsiders",
    "old_tls_denied",
    "other_accounts_conditioned",
    "other_algorithm_denied",
    "other_key_denied",
    "outside_perimeter_denied",
    "pass_role_confined",
    "plaintext_denied",
    "policy_writing_bounded",
    "services_name_their_source",
    "wildcard_actions",
    "wildcard_resources",
]
