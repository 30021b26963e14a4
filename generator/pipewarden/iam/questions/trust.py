"""Questions about who may take a role."""

from __future__ import annotations

from pipewarden.iam.model import Policy
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions.intents import ANYONE, principals, refused, statement, words

_NO_NAMES = Names()


def only_service(policy: Policy, service: str, names: Names = _NO_NAMES) -> Outcome:
    """A trust policy lets nobody in but the AWS service of that name (`codepipeline.amazonaws.com`)."""
    alone = statement(principals=principals("Service", [words(service, names, wildcards=False)]))
    return refused(policy, statement(principals=ANYONE), [alone])
