"""`execute-api:/stage/GET/*` is the API that has the policy, whichever its ARN is."""

from __future__ import annotations

import json
from typing import Any

from pipewarden.iam.diff import Difference, diff
from pipewarden.iam.evaluate import verdict
from pipewarden.iam.model import Kind, Policy
from pipewarden.iam.phrases import sentence
from pipewarden.iam.prove import Counterexample, Proved
from pipewarden.iam.read import policy
from pipewarden.iam.request import Request, Requester
from pipewarden.stack.values import Known

_API = "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5"


def _read(*statements: dict[str, Any], kind: Kind = "resource") -> Policy:
    return policy(Known(json.dumps({"Version": "2012-10-17", "Statement": statements})), kind)


def _invoke(resource: str, effect: str = "Allow", **others: Any) -> dict[str, Any]:
    return {"Effect": effect, "Principal": "*", "Action": "execute-api:Invoke", "Resource": resource, **others}


def _differ(new: list[dict[str, Any]], base: list[dict[str, Any]]) -> Difference:
    read = [_read(*new), _read(*base)]
    assert [found.invalid for found in read] == [(), ()]
    return diff(*read)


def test_the_short_form_is_taken_in_the_policy_of_a_resource_only() -> None:
    assert _read(_invoke("execute-api:/prod/GET/*")).invalid == ()
    allow = {key: value for key, value in _invoke("execute-api:/*").items() if key != "Principal"}
    [problem] = _read(allow, kind="identity").invalid
    assert "is no ARN" in problem.message
    assert "is no ARN" in _read(_invoke("execute-apis:/*")).invalid[0].message


def test_it_is_explained_as_it_is_written() -> None:
    [statement] = _read(_invoke("execute-api:/prod/GET/*")).statements
    assert sentence(statement) == "anyone at all may do `execute-api:Invoke` on `execute-api:/prod/GET/*`"


def test_a_wider_path_of_the_same_api_is_more_permissive() -> None:
    narrow, wide = [_invoke("execute-api:/prod/GET/*")], [_invoke("execute-api:/prod/*")]
    found = _differ(wide, narrow).outcome
    assert isinstance(found, Counterexample) and found.assuming == ()
    assert found.request.resource.startswith("arn:aws:execute-api:us-east-1:")
    assert isinstance(_differ(narrow, wide).outcome, Proved)


def test_every_api_takes_in_the_own_one() -> None:
    everywhere = [_invoke("arn:aws:execute-api:*:*:*/prod/*")]
    assert isinstance(_differ([_invoke("execute-api:/prod/*")], everywhere).outcome, Proved)


def test_the_own_api_is_in_the_partition_of_the_other_texts() -> None:
    everywhere = [_invoke("arn:aws-cn:execute-api:*:*:*/prod/*")]
    assert isinstance(_differ([_invoke("execute-api:/prod/*")], everywhere).outcome, Proved)
    found = _differ([_invoke("execute-api:/*")], everywhere).outcome
    assert isinstance(found, Counterexample)
    assert found.request.resource.startswith("arn:aws-cn:execute-api:cn-north-1:")


def test_an_arn_that_is_written_out_may_be_the_own_api() -> None:
    found = _differ([_invoke("execute-api:/prod/*")], [_invoke(f"{_API}/prod/*")]).outcome
    assert isinstance(found, Counterexample) and _API in found.assuming[0]


def test_a_request_is_one_to_the_own_api() -> None:
    read = _read(_invoke("execute-api:/*"), _invoke("execute-api:/prod/POST/*", "Deny"))
    decided = [
        verdict(read, Request(Requester("*"), "execute-api:Invoke", f"{_API}/prod/{method}/pets")).decision
        for method in ("GET", "POST")
    ]
    assert [found and found.effect for found in decided] == ["allowed", "denied"]
