"""Macie is required and does not look at every artifact bucket, or it is paused.

Why
---
The guidance: "Use advanced managed security services such as Amazon Macie, which assists in discovering and securing
sensitive data that is stored in Amazon S3" (AWS CodePipeline User Guide, *Data protection*). Macie works region by
region, and a paused account looks at nothing. Artifacts arrive all the time, so a job that runs once sees only what was
there on that day.

Fix
---
```hcl
resource "aws_macie2_account" "this" {
  status = "ENABLED"
}

resource "aws_macie2_classification_job" "artifacts" {
  job_type = "SCHEDULED"

  s3_job_definition {
    bucket_definitions {
      account_id = data.aws_caller_identity.current.account_id
      buckets    = [aws_s3_bucket.artifacts.bucket]
    }
  }

  schedule_frequency {
    daily_schedule = true
  }
}
```

Jobs are judged where `[require] macie = true` stands in `pipewarden.toml`; a paused account always is.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import argument
from pipewarden.subjects.macie import Coverage, WatchedBucket, coverage, watched_buckets
from pipewarden.subjects.regions import region, same_region
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.MEDIUM


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every Macie account; where Macie is required, an account and a job for every artifact bucket."""
    stack = subjects.stack
    for account in stack.of_type("aws_macie2_account"):
        yield from argument(account, "status", "ENABLED").judged(lambda status: status != "PAUSED")
    if not subjects.config.require.macie:
        return
    doubts = tuple(subjects.unresolved_could_hold())
    for bucket in watched_buckets(stack):
        yield _judge_account(stack, bucket, doubts)
        yield _judge_jobs(stack, bucket, doubts)


def _judge_account(stack: Stack, bucket: WatchedBucket, doubts: tuple[str, ...]) -> Verdict:
    for account in stack.of_type("aws_macie2_account"):
        if _elsewhere(stack, account, bucket.region):
            continue
        if account.may_be_absent is None:
            return passed(stack, f"`{account.address}` switches Macie on for {bucket.title}", account)
        doubts = (f"whether `{account.address}` exists is not known: {account.may_be_absent.why}", *doubts)
    if doubts:
        return unknown(stack, f"whether Macie is on for {bucket.title} is not known: {doubts[0]}")
    return absent(stack, f"no `aws_macie2_account` switches Macie on for {bucket.title}")


def _judge_jobs(stack: Stack, bucket: WatchedBucket, doubts: tuple[str, ...]) -> Verdict:
    partial: list[tuple[Resource, Coverage]] = []
    for job in stack.of_type("aws_macie2_classification_job"):
        if _elsewhere(stack, job, bucket.region):
            continue
        found = coverage(stack, job, bucket)
        if found.whole and job.may_be_absent is None:
            return passed(stack, f"`{job.address}` looks at {bucket.title}", job)
        if found.whole is False and found.why:
            partial.append((job, found))
        elif found.whole is not False:
            doubts = (found.why or f"whether `{job.address}` exists is not known", *doubts)
    for job, found in partial:
        return failed(job, f"the job does not look at all of {bucket.title}: {found.why}", found.place)
    if doubts:
        return unknown(stack, f"whether a job looks at {bucket.title} is not known: {doubts[0]}")
    return absent(stack, f"no `aws_macie2_classification_job` looks at {bucket.title}")


def _elsewhere(stack: Stack, resource: Resource, home: Value) -> bool:
    return same_region(stack, region(resource), home) is False
