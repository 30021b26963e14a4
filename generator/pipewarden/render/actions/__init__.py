"""From each action of a spec to what the pipeline module needs for it: configuration, variables, permissions."""

from __future__ import annotations

from pipewarden.render.actions.approval import approval
from pipewarden.render.actions.build import build, commands
from pipewarden.render.actions.cloudformation import cloudformation
from pipewarden.render.actions.connection import connection
from pipewarden.render.actions.deploys import codedeploy, ecs, elastic_beanstalk, s3_deploy
from pipewarden.render.actions.invocations import invoke_lambda, run_state_machine
from pipewarden.render.actions.sources import codecommit, ecr, s3_source
from pipewarden.render.parts import Action
from pipewarden.spec.approvals import Manual
from pipewarden.spec.builds import CodeBuild, Commands
from pipewarden.spec.deploys import ECS, CodeDeploy, ElasticBeanstalk, S3Deploy
from pipewarden.spec.invocations import Lambda, StepFunctions
from pipewarden.spec.pipeline import AnyAction
from pipewarden.spec.sources import ECR, CodeCommit, Connection, S3Source
from pipewarden.spec.stacks import CloudFormation


def plan_action(action: AnyAction, slug: str) -> Action:
    """The plan of one action, which is called `slug` in Terraform."""
    match action:
        case Connection():
            return connection(action, slug)
        case CodeCommit():
            return codecommit(action, slug)
        case S3Source():
            return s3_source(action, slug)
        case ECR():
            return ecr(action, slug)
        case CodeBuild():
            return build(action, slug)
        case Commands():
            return commands(action, slug)
        case Manual():
            return approval(action, slug)
        case S3Deploy():
            return s3_deploy(action, slug)
        case CodeDeploy():
            return codedeploy(action, slug)
        case ECS():
            return ecs(action, slug)
        case ElasticBeanstalk():
            return elastic_beanstalk(action, slug)
        case CloudFormation():
            return cloudformation(action, slug)
        case Lambda():
            return invoke_lambda(action, slug)
        case StepFunctions():
            return run_state_machine(action, slug)
