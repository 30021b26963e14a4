"""`pipewarden policy`: exit codes, JSON documents, stdin, and errors with their place."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from pipewarden.cli import main

_BUCKET = "arn:aws:s3:::artifacts"
_TLS = {
    "Sid": "DenyPlaintextTransport",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": [_BUCKET, f"{_BUCKET}/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
_READ = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/pipeline"},
    "Action": "s3:GetObject",
    "Resource": f"{_BUCKET}/*",
}
_REQUEST = {
    "principal": {"AWS": "arn:aws:iam::111122223333:role/pipeline"},
    "action": "s3:GetObject",
    "resource": f"{_BUCKET}/x",
    "context": {"aws:SecureTransport": ["true"]},
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process; `stdin` is what `-` reads."""

    def start(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pipewarden", "policy", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin.encode())))
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        else:
            code = 0
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return start


def _file(folder: Path, name: str, *statements: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text(json.dumps({"Version": "2012-10-17", "Statement": list(statements)}), encoding="utf-8")
    return path


def test_diff_says_yes_with_a_request(tmp_path: Path, run: Run) -> None:
    base = _file(tmp_path, "base.json", _TLS, _READ)
    new = _file(tmp_path, "new.json", {**_TLS, "Resource": f"{_BUCKET}/*"}, _READ)
    code, out, err = run("diff", new, base, "--format", "json")
    document = json.loads(out)
    assert (code, err, document["schema_version"], document["more_permissive"]) == (1, "", 1, True)
    assert (document["kind"], document["assuming"]) == ("undenied", [])
    assert document["request"] == {
        "principal": {"AWS": "arn:aws:iam::111122223333:role/pipeline"},
        "action": "s3:ListBucket",
        "resource": _BUCKET,
        "context": {"aws:SecureTransport": ["false"]},
    }
    assert {each["statement"] for each in document["because"]} == {"DenyPlaintextTransport"}


def test_a_statement_without_a_sid_is_named_by_its_number(tmp_path: Path, run: Run) -> None:
    new = _file(tmp_path, "new.json", {**_READ, "Resource": "*"})
    _, out, _ = run("diff", new, _file(tmp_path, "base.json", _READ), "--format", "json")
    assert [each["statement"] for each in json.loads(out)["because"]] == ["1", "1"]


def test_eval_that_could_not_be_decided_says_what_is_open(tmp_path: Path, run: Run) -> None:
    request = tmp_path / "request.json"
    request.write_text(json.dumps({**_REQUEST, "context": {"aws:SourceArn": ["arn:aws:s3:::x"]}}), encoding="utf-8")
    star = _file(tmp_path, "policy.json", {**_READ, "Condition": {"ArnLike": {"aws:SourceArn": "*"}}})
    code, out, _ = run("eval", star, request)
    assert code == 3
    assert out.startswith("undecided: whether a statement matches cannot be known: AWS does not say what `*`")


def test_diff_says_no(tmp_path: Path, run: Run) -> None:
    base = _file(tmp_path, "base.json", {**_TLS, "Resource": f"{_BUCKET}/*"}, _READ)
    new = _file(tmp_path, "new.json", _TLS, _READ)
    assert run("diff", new, base) == (0, "not more permissive\n", "")
    code, out, _ = run("diff", new, base, "--format", "json")
    document = json.loads(out)
    assert (code, document["more_permissive"], document["kind"], document["request"]) == (0, False, None, None)


def test_diff_that_could_not_be_decided_is_three(tmp_path: Path, run: Run) -> None:
    base = _file(tmp_path, "base.json", _TLS)
    misspelt = {**_READ, "Condition": {"StringEquals": {"aws:PrincipalOrganisation": "o-a"}}}
    code, out, _ = run("diff", _file(tmp_path, "new.json", _TLS, misspelt), base, "--format", "json")
    document = json.loads(out)
    assert (code, document["more_permissive"]) == (3, None)
    assert document["assuming"] == ["AWS has a condition key `aws:principalorganisation`"]


def test_diff_reads_one_policy_from_stdin(tmp_path: Path, run: Run) -> None:
    base = _file(tmp_path, "base.json", _TLS)
    assert run("diff", "-", base, stdin=base.read_text())[0] == 0
    assert run("diff", "-", "-", stdin=base.read_text())[0] == 2


def test_eval_decides_one_request(tmp_path: Path, run: Run) -> None:
    path = _file(tmp_path, "policy.json", _TLS, _READ)
    plaintext = {**_REQUEST, "context": {"aws:SecureTransport": ["false"]}}
    stranger = {**_REQUEST, "principal": {"AWS": "arn:aws:iam::444455556666:role/x"}}
    results = []
    for request in (_REQUEST, plaintext, stranger):
        code, out, _ = run("eval", path, "-", "--format", "json", stdin=json.dumps(request))
        document = json.loads(out)
        results.append((code, document["decision"], document["explicit"], len(document["statements"])))
    assert results == [(0, "allowed", False, 1), (1, "denied", True, 1), (1, "denied", False, 0)]


def test_explain_prints_a_line_a_statement_and_what_is_odd(tmp_path: Path, run: Run) -> None:
    path = _file(tmp_path, "policy.json", _TLS, {**_TLS, "Sid": "Twice"})
    code, out, err = run("explain", path)
    lines = out.splitlines()
    assert (code, err, len(lines), lines[2:4]) == (0, "", 5, ["", "odd:"])
    assert "statement `Twice`: it says nothing" in lines[4]


def test_everything_that_aws_would_refuse_is_reported_at_once(tmp_path: Path, run: Run) -> None:
    path = _file(tmp_path, "policy.json", {**_READ, "Effect": "allow", "Resuorce": "*"})
    code, out, err = run("explain", path)
    assert (code, out, err.count("error: ")) == (2, "", 2)
    assert f"{path}:1:" in err and "`Resuorce`" in err and "`Effect` is `allow`" in err


def test_a_kind_that_is_named_is_held_to(tmp_path: Path, run: Run) -> None:
    code, _, err = run("explain", _file(tmp_path, "policy.json", _READ), "--kind", "identity")
    assert code == 2 and "an identity policy has no `Principal`" in err


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff", "not UTF-8"), (b"{", "not valid JSON"), (b"", "not valid JSON"), (None, "cannot read")],
)
def test_a_file_that_is_no_policy_is_an_error(content: bytes | None, message: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "policy.json"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("explain", path)
    assert (code, out) == (2, "") and message in err


@pytest.mark.parametrize("request_text", ["{", "[]", '{"action": "s3:GetObject"}', '{"principal": 1, "action": "a"}'])
def test_a_request_that_is_none_is_an_error(request_text: str, tmp_path: Path, run: Run) -> None:
    code, out, err = run("eval", _file(tmp_path, "policy.json", _READ), "-", stdin=request_text)
    assert (code, out) == (2, "") and err.startswith("error: stdin")


def test_policies_of_different_kinds_are_not_compared(tmp_path: Path, run: Run) -> None:
    identity = _file(tmp_path, "identity.json", {"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
    assert run("diff", identity, _file(tmp_path, "resource.json", _READ))[0] == 2


_ESCAPE = "\x1b]0;owned\x07\x9b2J\u202e\nline"
_SHOWN = "\\u001b]0;owned\\u0007\\u009b2J\\u202e\\u000aline"
_ESCAPING = {**_READ, "Sid": _ESCAPE, "Resource": f"{_BUCKET}/{_ESCAPE}"}


def test_a_terminal_obeys_nothing_that_a_policy_says_when_it_is_explained(tmp_path: Path, run: Run) -> None:
    code, out, _ = run("explain", _file(tmp_path, "policy.json", _ESCAPING))
    assert (code, out.count("\n"), out.count(_SHOWN), "\x1b" in out) == (0, 1, 2, False)


def test_a_terminal_obeys_nothing_that_a_policy_says_when_it_is_compared(tmp_path: Path, run: Run) -> None:
    code, out, _ = run("diff", _file(tmp_path, "new.json", _ESCAPING), _file(tmp_path, "base.json", _TLS))
    assert (code, f"  resource   {_BUCKET}/{_SHOWN}\n" in out, "\x1b" in out) == (1, True, False)


def test_a_terminal_obeys_nothing_that_a_policy_says_when_it_decides(tmp_path: Path, run: Run) -> None:
    request = json.dumps({**_REQUEST, "resource": f"{_BUCKET}/{_ESCAPE}"})
    code, out, _ = run("eval", _file(tmp_path, "policy.json", _ESCAPING), "-", stdin=request)
    assert (code, out.count("\n"), _SHOWN in out, "\x1b" in out) == (0, 2, True, False)


def test_a_terminal_obeys_nothing_that_an_error_quotes(tmp_path: Path, run: Run) -> None:
    twice = {**_READ, "Action": "\x1b[2J", "Effect": "\x1b[2J"}
    code, _, err = run("explain", _file(tmp_path, "policy.json", twice))
    assert (code, err.count("\\u001b[2J"), "\x1b" in err) == (2, 2, False)
