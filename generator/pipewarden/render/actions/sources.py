"""The sources that an event rule watches: a CodeCommit repository, an object in a bucket, an image."""

from __future__ import annotations

from pipewarden.render.actions.base import Draft, in_policy, in_template
from pipewarden.render.literal import quote
from pipewarden.render.parts import Action
from pipewarden.spec.sources import ECR, CodeCommit, S3Source

PULL = (
    "codecommit:CancelUploadArchive",
    "codecommit:GetBranch",
    "codecommit:GetCommit",
    "codecommit:GetRepository",
    "codecommit:GetUploadArchiveStatus",
    "codecommit:UploadArchive",
)


def codecommit(action: CodeCommit, slug: str) -> Action:
    """A CodeCommit repository."""
    draft = Draft(action, slug)
    repository = draft.variable("repository", "The repository of {}.", action.repository)
    draft.configuration = {
        "BranchName": draft.variable("branch", "The branch that {} follows.", action.branch),
        "OutputArtifactFormat": quote("CODEBUILD_CLONE_REF" if action.full_clone else "CODE_ZIP"),
        "PollForSourceChanges": quote("false"),
        "RepositoryName": repository,
    }
    draft.allow("PullRepositories", PULL, draft.arn("codecommit", in_template(repository)))
    return draft.finish("Source", "CodeCommit")


def s3_source(action: S3Source, slug: str) -> Action:
    """An object in a bucket."""
    draft = Draft(action, slug)
    bucket = draft.variable("bucket", "The bucket that {} reads.", action.bucket)
    key = draft.variable("object_key", "The key of the object that {} reads.", action.object_key)
    draft.configuration = {"PollForSourceChanges": quote("false"), "S3Bucket": bucket, "S3ObjectKey": key}
    arn = f"arn:${{var.partition}}:s3:::{in_template(bucket)}"
    draft.allow(
        draft.own("ReadBucket"), ("s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"), f'"{arn}"'
    )
    objects = ("s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
    draft.allow(draft.own("ReadObject"), objects, f'"{arn}/{in_policy(key, action.object_key)}"')
    if action.kms_key_arn is not None:
        description = "The ARN of the key that encrypts the bucket of {}."
        key_arn = draft.variable("kms_key_arn", description, action.kms_key_arn)
        draft.allow(draft.own("UseKey"), ("kms:Decrypt",), key_arn)
    return draft.finish("Source", "S3")


def ecr(action: ECR, slug: str) -> Action:
    """A container image."""
    draft = Draft(action, slug)
    repository = draft.variable("repository", "The repository of {}.", action.repository)
    draft.configuration = {
        "ImageTag": draft.variable("image_tag", "The tag that {} follows.", action.image_tag),
        "RepositoryName": repository,
    }
    draft.allow("DescribeImages", ("ecr:DescribeImages",), draft.arn("ecr", f"repository/{in_template(repository)}"))
    return draft.finish("Source", "ECR")
