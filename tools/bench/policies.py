"""The policies that are asked about, and the questions, as plain data that every prover reads.

The bucket and the key policy follow AWS's recommendations for CodePipeline's artifacts (the CodePipeline User Guide on
KMS keys and artifact buckets, and the S3 and KMS guides on policies).
"""

from __future__ import annotations

from typing import Any

ACCOUNT = "111122223333"
OTHER = "999988887777"
BUCKET = "arn:aws:s3:::artifacts"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ROLES = [f"arn:aws:iam::{ACCOUNT}:role/{name}" for name in ("pipeline", "build", "deploy")]
_BOTH = [BUCKET, f"{BUCKET}/*"]
_ALGORITHM = "s3:x-amz-server-side-encryption"


def _statement(effect: str, who: Any, action: Any, resource: Any, **condition: dict[str, Any]) -> dict[str, Any]:
    found = {"Effect": effect, "Principal": who, "Action": action, "Resource": resource}
    return {**found, "Condition": condition} if condition else found


def _policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def bucket_policy() -> dict[str, Any]:
    """Eight statements on a bucket of artifacts."""
    objects = f"{BUCKET}/*"
    return _policy(
        _statement("Deny", "*", "s3:*", _BOTH, Bool={"aws:SecureTransport": "false"}),
        _statement("Deny", "*", "s3:*", _BOTH, NumericLessThan={"s3:TlsVersion": "1.2"}),
        _statement("Deny", "*", "s3:PutObject", objects, StringNotEqualsIfExists={_ALGORITHM: "aws:kms"}),
        _statement("Deny", "*", "s3:PutObject", objects, StringNotEqualsIfExists={f"{_ALGORITHM}-aws-kms-key-id": KEY}),
        _statement("Deny", "*", "s3:*", _BOTH, StringNotEquals={"aws:PrincipalAccount": ACCOUNT}),
        _statement("Allow", {"AWS": ROLES}, ["s3:GetObject", "s3:GetObjectVersion"], objects),
        _statement("Allow", {"AWS": ROLES[:2]}, ["s3:PutObject", "s3:PutObjectAcl"], objects),
        _statement("Allow", {"AWS": ROLES}, ["s3:ListBucket", "s3:GetBucketVersioning"], BUCKET),
    )


def key_policy() -> dict[str, Any]:
    """Six statements on the key that encrypts it."""
    using = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    managing = ["kms:Create*", "kms:Describe*", "kms:Enable*", "kms:List*", "kms:Put*", "kms:ScheduleKeyDeletion"]
    via = {"kms:ViaService": "s3.us-east-1.amazonaws.com"}
    return _policy(
        _statement("Allow", {"AWS": f"arn:aws:iam::{ACCOUNT}:role/admin"}, managing, "*"),
        _statement("Allow", {"AWS": ROLES}, using, "*", StringEquals=via),
        _statement("Allow", {"AWS": ROLES[:1]}, "kms:CreateGrant", "*", Bool={"kms:GrantIsForAWSResource": "true"}),
        _statement("Deny", "*", "kms:*", "*", StringNotEquals={"aws:PrincipalAccount": ACCOUNT}),
        _statement("Deny", "*", "kms:PutKeyPolicy", "*", Bool={"kms:BypassPolicyLockoutSafetyCheck": "true"}),
        _statement("Deny", {"AWS": ROLES}, ["kms:ScheduleKeyDeletion", "kms:DisableKey"], "*"),
    )


def hundred(*, rewritten: bool = False) -> dict[str, Any]:
    """A hundred statements; `rewritten` says the same with the lists split over statements, in another order."""
    found = []
    for number in range(80):
        actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject*"][: 1 + number % 3]
        place = f"{BUCKET}/team-{number}/*"
        tag = {"aws:PrincipalTag/team": f"team-{number}"}
        parts = [[action] for action in actions] if rewritten else [actions]
        found += [_statement("Allow", {"AWS": ROLES[number % 3]}, part, place, StringEquals=tag) for part in parts]
    for number in range(20):
        away = {"aws:SourceVpce": f"vpce-{number:08x}"}
        found.append(_statement("Deny", "*", "s3:*", f"{BUCKET}/team-{number}/private/*", StringNotEquals=away))
    return _policy(*(reversed(found) if rewritten else found))


def document() -> dict[str, Any]:
    """The policies, the questions in the order in which they are asked, and one to ask before the clock runs."""
    questions: list[dict[str, Any]] = []

    def question(name: str, policy: str, actions: list[str], resources: list[str], **where: str) -> dict[str, Any]:
        asked = {key.replace("__", ":").replace("_", "-"): value for key, value in where.items()}
        return {"name": name, "policy": policy, "actions": actions, "resources": resources, "where": asked}

    keyed = {f"{_ALGORITHM}-aws-kms-key-id".replace(":", "__").replace("-", "_"): f"{KEY[:-1]}f"}
    stranger = {"aws__PrincipalAccount": OTHER}
    questions += [
        question("bucket: plaintext", "bucket", ["s3:*"], _BOTH, aws__SecureTransport="false"),
        question("bucket: TLS 1.1", "bucket", ["s3:*"], _BOTH, s3__TlsVersion="1.1"),
        question("bucket: an upload under another key", "bucket", ["s3:PutObject"], [f"{BUCKET}/*"], **keyed),
        question("bucket: another account", "bucket", ["s3:*"], _BOTH, **stranger),
        question("bucket: deleting", "bucket", ["s3:Delete*"], _BOTH),
        question("bucket: reading, which is allowed", "bucket", ["s3:GetObject"], [f"{BUCKET}/*"]),
        question("key: another service", "key", ["kms:Decrypt"], [KEY], kms__ViaService="ec2.us-east-1.amazonaws.com"),
        question("key: another account", "key", ["kms:*"], [KEY], **stranger),
        question("key: without the safety check", "key", ["kms:PutKeyPolicy"], [KEY], **_BYPASS),
        {"name": "100 statements against themselves", "policy": "hundred", "base": "hundred"},
        {"name": "100 statements against the same, rewritten", "policy": "hundred", "base": "rewritten"},
    ]
    first = question("a first one", "first", ["s3:GetObject"], [f"{BUCKET}/*"])
    policies = {
        "bucket": bucket_policy(),
        "key": key_policy(),
        "hundred": hundred(),
        "rewritten": hundred(rewritten=True),
        "first": _policy(_statement("Allow", {"AWS": ROLES}, "s3:ListBucket", BUCKET)),
    }
    return {"policies": policies, "principals": [*ROLES, f"arn:aws:iam::{OTHER}:role/x"], "first": first} | {
        "questions": questions
    }


_BYPASS = {"kms__BypassPolicyLockoutSafetyCheck": "true"}
