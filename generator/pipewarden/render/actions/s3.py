"""A bucket, as a target."""

from __future__ import annotations

from pipewarden.spec.deploys import S3Deploy

from ..literal import quote
from ..parts import Action, Statement, Variable, pascal


def s3_deploy(action: S3Deploy, slug: str) -> Action:
    """The action, with the right to write into its bucket and to use the bucket's key."""
    name = slug.replace("-", "_")
    configuration = [("BucketName", f"var.{name}_bucket"), ("Extract", quote(str(action.extract).lower()))]
    variables = [Variable(f"{name}_bucket", "string", f"The bucket that `{action.name}` writes to.", action.bucket)]
    if action.object_key is not None:
        configuration.append(("ObjectKey", f"var.{name}_object_key"))
        description = f"The key or the prefix that `{action.name}` writes to."
        variables.append(Variable(f"{name}_object_key", "string", description, action.object_key))
    bucket = f'"arn:${{var.partition}}:s3:::${{var.{name}_bucket}}'
    statements = [
        Statement(f"{pascal(slug)}ReadBucket", ("s3:GetBucketLocation", "s3:GetBucketVersioning"), (f'{bucket}"',)),
        Statement(
            f"{pascal(slug)}WriteObjects",
            ("s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectVersionAcl"),
            (f'{bucket}/*"',),
        ),
    ]
    if action.kms_key_arn is not None:
        description = f"The ARN of the key that encrypts the bucket of `{action.name}`."
        variables.append(Variable(f"{name}_kms_key_arn", "string", description, action.kms_key_arn))
        actions = ("kms:Decrypt", "kms:GenerateDataKey")
        statements.append(Statement(f"{pascal(slug)}UseKey", actions, (f"var.{name}_kms_key_arn",)))
    return Action(
        name=action.name,
        category="Deploy",
        provider="S3",
        configuration=tuple(configuration),
        inputs=action.inputs,
        outputs=(),
        run_order=action.run_order,
        namespace=action.namespace,
        statements=tuple(statements),
        variables=tuple(variables),
    )
