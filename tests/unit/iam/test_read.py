"""A policy is read from every way to write it; what AWS would refuse is reported with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipewarden.iam.model import Kind, Policy, Variable, Wildcard, holes_of
from pipewarden.iam.read import policy
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value

_STATEMENT = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}


def _read(document: Any, kind: Kind | None = "resource") -> Policy:
    text = document if isinstance(document, str) else json.dumps(document)
    return policy(Known(text), kind, file="p.json")


def _value(document: Any) -> Value:
    if isinstance(document, dict):
        return Mapping(tuple((key, _value(value)) for key, value in document.items()))
    if isinstance(document, list):
        return Sequence(tuple(map(_value, document)))
    return document if isinstance(document, Symbol | Unknown | Template) else Known(document)


def _with(**changes: Any) -> dict[str, Any]:
    found = {**_STATEMENT, **changes}
    return {"Version": "2012-10-17", "Statement": {key: value for key, value in found.items() if value is not None}}


@pytest.mark.parametrize(
    ("document", "kind", "message"),
    [
        ("{", "resource", "not valid JSON"),
        ('{"Statement": [],}', "resource", "not valid JSON"),
        ("[]", "resource", "must be a JSON object"),
        ({"Version": "2012-10-17"}, "resource", "has no `Statement`"),
        ({"Version": "2012-10-17", "Statement": []}, "resource", "`Statement` is empty"),
        ({"Version": "2012", "Statement": [_STATEMENT]}, "resource", "write `2012-10-17`"),
        ({"Statement": [_STATEMENT], "statement": []}, "resource", "write `Statement`"),
        (_with(Effect="allow"), "resource", "`Effect` is `allow`"),
        (_with(Effect=None), "resource", "has no `Effect`"),
        (_with(Action=None), "resource", "neither `Action` nor `NotAction`"),
        (_with(NotAction="s3:*"), "resource", "exclude each other"),
        (_with(Action="GetObject"), "resource", "is no action"),
        (_with(Action=[]), "resource", "`Action` is empty"),
        (_with(Action=7), "resource", "must be a string"),
        (_with(Resource="bucket"), "resource", "is no ARN"),
        (_with(Principal=None), "resource", "neither `Principal` nor `NotPrincipal`"),
        (_with(Principal="arn:aws:iam::111122223333:root"), "resource", "has no type"),
        (_with(Principal={"Aws": "*"}), "resource", "is no type of principal"),
        (_with(Principal={"AWS": "arn:aws:iam::*:root"}), "resource", "has a wildcard"),
        (_with(Principal={"AWS": "12345"}), "resource", "is no AWS principal"),
        (_with(Principal={"AWS": "arn:aws:iam::111122223333:group/g"}), "resource", "is a group"),
        (_with(), "identity", "an identity policy has no `Principal`"),
        (_with(), "trust", "a trust policy has no `Resource`"),
        (_with(Principal=None, Resource=None), "identity", "neither `Resource` nor `NotResource`"),
        (_with(Condition={"StringEqual": {"aws:a": "b"}}), "resource", "did you mean `StringEquals`?"),
        (_with(Condition={"NullIfExists": {"aws:a": "true"}}), "resource", "is no condition operator"),
        (_with(Condition={"Bool": {"SecureTransport": "false"}}), "resource", "write it with its prefix"),
        (_with(Condition={"Bool": {"aws:a": {"b": "c"}}}), "resource", "a condition's value must be"),
        (_with(Condition=["Bool"]), "resource", "`Condition` must be a JSON object"),
        (
            {"Statement": [{**_STATEMENT, "Sid": "A"}, {**_STATEMENT, "Sid": "A"}]},
            "resource",
            "two statements have the Sid `A`",
        ),
        ('{"Statement": {"Effect": "Allow", "Effect": "Deny"}}', "resource", "`Effect` stands twice"),
    ],
)
def test_what_aws_would_refuse_is_invalid(document: Any, kind: Kind, message: str) -> None:
    found = [problem.message for problem in _read(document, kind).invalid]
    assert any(message in each for each in found), found


@pytest.mark.parametrize(
    "document",
    [
        _with(),
        _with(Principal={"AWS": ["111122223333", "AROAEXAMPLEID00000000"]}),
        _with(Principal={"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}),
        _with(Condition={"forallvalues:stringlikeifexists": {"aws:TagKeys": ["a", "b"]}}),
        _with(Condition={"Bool": {"aws:SecureTransport": False}, "NumericLessThan": {"s3:TlsVersion": 1.2}}),
        {"Statement": _STATEMENT},
    ],
)
def test_what_aws_takes_is_valid(document: Any) -> None:
    assert _read(document).invalid == ()


def test_a_problem_is_named_where_it_stands() -> None:
    [problem] = _read(
        '{"Version": "2012-10-17",\n "Statement": [\n  {"Effect": "allow", "Principal": "*", '
        '"Action": "s3:*", "Resource": "*"}]}'
    ).invalid
    assert problem.location is not None
    span = problem.location.span
    assert (problem.location.file, span.line, span.column, span.end_column) == ("p.json", 3, 14, 21)


def test_json_numbers_and_booleans_in_conditions_are_their_text() -> None:
    [statement] = _read(_with(Condition={"Bool": {"aws:a": False}, "NumericLessThan": {"s3:b": [1.2, 3]}})).statements
    assert [[str(value) for value in each.values] for each in statement.conditions] == [["false"], ["1.2", "3"]]


def test_a_structure_and_its_json_text_are_the_same_policy() -> None:
    document = _with(Condition={"StringLike": {"s3:prefix": ["a*", "${aws:username}/?"]}})
    encoded = policy(Encoded(_value(document), Known(json.dumps(document))), "resource")
    assert encoded.statements == _read(document).statements


def test_variables_and_wildcards_are_told_from_text() -> None:
    [statement] = _read(_with(Resource="arn:aws:s3:::b/${aws:username, 'no'}/${*}*")).statements
    assert statement.resources is not None
    assert statement.resources.items[0].parts == (
        "arn:aws:s3:::b/",
        Variable("aws:username", "no"),
        "/*",
        Wildcard("*"),
    )


def test_the_version_of_2008_has_no_variables() -> None:
    [statement] = _read({"Statement": {**_STATEMENT, "Resource": "arn:aws:s3:::b/${aws:username}"}}).statements
    assert statement.resources is not None
    assert statement.resources.items[0].parts == ("arn:aws:s3:::b/${aws:username}",)


def test_an_exact_comparison_takes_a_star_for_a_star() -> None:
    [statement] = _read(_with(Condition={"StringEquals": {"s3:prefix": "a*"}})).statements
    assert statement.conditions[0].values[0].parts == ("a*",)


def test_text_with_holes_is_read_around_them() -> None:
    bucket = Symbol("aws_s3_bucket.b", ("bucket",))
    text = Template(
        (
            '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", '
            '"Resource": ["arn:aws:s3:::',
            bucket,
            '/*", "',
            Unknown("`var.more` has no value"),
            '"]}}',
        )
    )
    [statement] = policy(text, "resource").statements
    assert statement.resources is not None
    first, second = statement.resources.items
    assert first.parts == ("arn:aws:s3:::", bucket, "/", Wildcard("*"))
    assert [hole.why for hole in holes_of(statement)] == ["`var.more` has no value"] and len(second.parts) == 1


@pytest.mark.parametrize(
    "value",
    [
        Unknown("a remote module"),
        Encoded(_value({"Version": "2012-10-17", "Statement": Unknown("a remote module")}), Known("")),
        Encoded(_value({"Version": "2012-10-17", "Statement": [Unknown("a remote module")]}), Known("")),
    ],
)
def test_a_statement_that_cannot_be_known_may_allow_or_deny(value: Value) -> None:
    found = policy(value, "resource")
    assert found.invalid == ()
    assert [(each.effect, [hole.why for hole in holes_of(each)]) for each in found.statements] == [
        ("Allow", ["a remote module"]),
        ("Deny", ["a remote module"]),
    ]


def test_an_effect_that_cannot_be_known_is_both() -> None:
    found = policy(Encoded(_value(_with(Effect=Unknown("`var.effect` has no value"))), Known("")), "resource")
    assert [each.effect for each in found.statements] == ["Allow", "Deny"]
