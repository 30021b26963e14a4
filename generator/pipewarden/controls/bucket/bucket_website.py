"""A bucket of the pipeline serves a website, or lets every web page read it.

Why
---
A website endpoint speaks plain HTTP only and is made for the public (Amazon S3 User Guide, *Website endpoints*), and a
CORS rule with the origin `*` lets scripts of any page use what a browser may read.

Fix
---
Remove `aws_s3_bucket_website_configuration`, and name the origins:

```hcl
resource "aws_s3_bucket_cors_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["https://console.example.com"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.companions import companions
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("S5", "42bb6b7f")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Websites and CORS rules of every bucket, also where the bucket itself holds them."""
    for bucket in subjects.buckets:
        resource, stack = bucket.resource, subjects.stack
        websites = companions(stack, resource, "aws_s3_bucket_website_configuration")
        cors = companions(stack, resource, "aws_s3_bucket_cors_configuration")
        bad = [
            *(failed(site, f"`{resource.address}` serves a website", site) for site in websites.found),
            *(failed(resource, "it serves a website", block) for block in blocks(resource.values, "website")),
            *(verdict for owner in (resource, *cors.found) for verdict in _judge_cors(owner)),
        ]
        doubt = websites.doubt or cors.doubt
        if doubt and not bad:
            bad.append(unknown(resource, f"whether it serves a website is not known: {doubt}"))
        yield from bad or [passed(resource, "it serves no website, and no web page of any origin reads it")]


def _judge_cors(owner: Resource) -> Iterator[Verdict]:
    for rule in blocks(owner.values, "cors_rule"):
        origins = configured(rule, "allowed_origins") if isinstance(rule, Mapping) else rule
        for origin in _items(origins):
            if isinstance(origin, Unknown):
                yield unknown(owner, f"an allowed origin is not known: {origin.why}", origin)
            elif isinstance(origin, Known) and origin.value == "*":
                yield failed(owner, "every origin is allowed", origin)


def _items(value: Value | None) -> tuple[Value, ...]:
    if value is None:
        return ()
    return value.items if isinstance(value, Sequence) else (value,)
