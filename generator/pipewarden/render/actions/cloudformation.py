"""A CloudFormation stack, as a target."""

from __future__ import annotations

import json

from pipewarden.render.actions.base import Draft, in_template
from pipewarden.render.literal import quote
from pipewarden.render.parts import Action, Condition, Statement
from pipewarden.spec.stacks import CloudFormation

_DESCRIBE = ("cloudformation:DescribeStackEvents", "cloudformation:DescribeStacks")
_RIGHTS = {
    "CREATE_UPDATE": (
        "cloudformation:CreateStack",
        "cloudformation:DeleteStack",
        "cloudformation:DescribeStackResources",
        "cloudformation:GetTemplate",
        "cloudformation:SetStackPolicy",
        "cloudformation:UpdateStack",
    ),
    "CHANGE_SET_REPLACE": (
        "cloudformation:CreateChangeSet",
        "cloudformation:DeleteChangeSet",
        "cloudformation:DescribeChangeSet",
    ),
    "CHANGE_SET_EXECUTE": ("cloudformation:DescribeChangeSet", "cloudformation:ExecuteChangeSet"),
    "DELETE_ONLY": ("cloudformation:DeleteStack",),
}


def cloudformation(action: CloudFormation, slug: str) -> Action:
    """The action; the stack's role is passed to CloudFormation alone."""
    draft = Draft(action, slug)
    stack = draft.variable("stack", "The CloudFormation stack of {}.", action.stack)
    draft.configuration = {"ActionMode": quote(action.mode), "StackName": stack}
    if action.template is not None:
        draft.configuration["TemplatePath"] = quote(action.template)
        draft.allow("ValidateTemplates", ("cloudformation:ValidateTemplate",), '"*"')
    if action.configuration is not None:
        draft.configuration["TemplateConfiguration"] = quote(action.configuration)
    if action.change_set is not None:
        name = draft.variable("change_set", "The change set of {}.", action.change_set)
        draft.configuration["ChangeSetName"] = name
    if action.capabilities:
        draft.configuration["Capabilities"] = quote(",".join(action.capabilities))
    if action.parameters:
        text = json.dumps(dict(action.parameters), ensure_ascii=False, sort_keys=True)
        parameters = draft.variable("parameters", "The parameters that {} overrides, as JSON.", text)
        draft.configuration["ParameterOverrides"] = parameters
    arn = draft.arn("cloudformation", f"stack/{in_template(stack)}/*")
    draft.allow(draft.own("DeployStack"), tuple(sorted((*_DESCRIBE, *_RIGHTS[action.mode]))), arn)
    if action.stack_role_arn is not None:
        role = draft.variable("stack_role_arn", "The ARN of the role with which {} works.", action.stack_role_arn)
        draft.configuration["RoleArn"] = role
        passed = Condition("StringEquals", "iam:PassedToService", (quote("cloudformation.amazonaws.com"),))
        draft.statements.append(Statement(draft.own("PassStackRole"), ("iam:PassRole",), (role,), (passed,)))
    return draft.finish("Deploy", "CloudFormation")
