"""What the tests of the catalogue's questions share: a stack's names, a policy that is read, an outcome in a word."""

from __future__ import annotations

import json
from typing import Any

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome, Proved, Undecided
from pipewarden.iam.read import policy
from pipewarden.stack.values import Known

ACCOUNT = "111122223333"
BUCKET = "arn:aws:s3:::artifacts"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/pipeline"
BOTH = [BUCKET, f"{BUCKET}/*"]


def deny(condition: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A Deny on the bucket and its objects under a condition."""
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": BOTH, "Condition": condition}
    return {**statement, **changes}


TLS = deny({"Bool": {"aws:SecureTransport": "false"}})
ALLOW = {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": "s3:GetObject", "Resource": f"{BUCKET}/*"}

KEY_POLICY = [
    {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"},
    {
        "Effect": "Allow",
        "Principal": {"AWS": ROLE},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
        "Resource": "*",
    },
    {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "kms:GenerateDataKey*",
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
    },
]


def policy_of(*statements: dict[str, Any], kind: Any = "resource") -> Policy:
    """The policy of these statements, which AWS would take."""
    found = policy(Known(json.dumps({"Version": "2012-10-17", "Statement": list(statements)})), kind)
    assert found.invalid == ()
    return found


def kind_of(outcome: Outcome) -> str:
    """`holds`, `broken`, or `unknown` where that takes an assumption; never undecided."""
    assert not isinstance(outcome, Undecided), outcome
    return "holds" if isinstance(outcome, Proved) else "unknown" if outcome.assuming else "broken"
