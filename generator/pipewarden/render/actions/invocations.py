"""Calls: of a Lambda function, of a state machine."""

from __future__ import annotations

from pipewarden.render.actions.base import Draft, in_template
from pipewarden.render.literal import quote
from pipewarden.render.parts import Action
from pipewarden.spec.invocations import Lambda, StepFunctions


def invoke_lambda(action: Lambda, slug: str) -> Action:
    """A call of a function."""
    draft = Draft(action, slug)
    function = draft.variable("function", "The function that {} calls.", action.function)
    draft.configuration["FunctionName"] = function
    if action.user_parameters is not None:
        parameters = draft.variable("user_parameters", "What {} gives the function.", action.user_parameters)
        draft.configuration["UserParameters"] = parameters
    arn = draft.arn("lambda", f"function:{in_template(function)}")
    draft.allow("InvokeFunctions", ("lambda:InvokeFunction",), arn)
    draft.allow("ListFunctions", ("lambda:ListFunctions",), '"*"')
    return draft.finish("Invoke", "Lambda")


def run_state_machine(action: StepFunctions, slug: str) -> Action:
    """A run of a state machine."""
    draft = Draft(action, slug)
    machine = draft.variable("state_machine", "The state machine that {} runs.", action.state_machine)
    arn = draft.arn("states", f"stateMachine:{in_template(machine)}")
    draft.configuration["StateMachineArn"] = arn
    if action.input_text is not None:
        draft.configuration["Input"] = draft.variable("input", "What {} gives the state machine.", action.input_text)
        draft.configuration["InputType"] = quote("Literal")
    draft.allow("RunStateMachines", ("states:DescribeStateMachine", "states:StartExecution"), arn)
    runs = draft.arn("states", f"execution:{in_template(machine)}:*")
    draft.allow("DescribeStateMachineRuns", ("states:DescribeExecution",), runs)
    return draft.finish("Invoke", "StepFunctions")
