"""What AWS allows in the names that a stack gives, and how long they may be.

Sources: the CodePipeline, CodeBuild, IAM, S3 and CloudTrail API references, and S3's bucket naming rules.
"""

from __future__ import annotations

import re

PIPELINE = re.compile(r"[A-Za-z0-9.@_-]{1,100}")
STACK = re.compile(r"[a-z][a-z0-9-]{1,48}[a-z0-9]")
ARTIFACT = re.compile(r"[A-Za-z0-9_-]{1,100}")
NAMESPACE = re.compile(r"[A-Za-z0-9@_-]{1,100}")
VARIABLE = re.compile(r"[A-Za-z0-9@_-]{1,128}")
ENVIRONMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
BUCKET = re.compile(
    r"(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)"
    r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
)
BUCKET_PREFIX = re.compile(r"(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{0,35}[a-z0-9]")
ACCOUNT = re.compile(r"\d{12}")
REGION = re.compile(r"[a-z]{2,5}(?:-[a-z]+)+-\d{1,2}")
PARTITION = re.compile(r"aws(?:-[a-z]+)*")
ORGANIZATION = re.compile(r"o-[a-z0-9]{10,32}")
ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws)?:\S+")
ROLE_ARN = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+")
BUCKET_ARN = re.compile(r"arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
TRAIL_ARN = re.compile(r"arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail/[A-Za-z0-9._-]{3,128}")
CONNECTION_ARN = re.compile(
    r"arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection/[A-Za-z0-9-]+"
)
KEY_ARN = re.compile(r"arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

ROLE_LENGTH = 64
BUCKET_LENGTH = 63
PIPELINE_LENGTH = 100
CONNECTION_LENGTH = 32
PROJECT_LENGTH = 150
TOPIC_LENGTH = 256
RULE_LENGTH = 64
TRAIL_LENGTH = 128
