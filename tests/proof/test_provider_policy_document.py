"""`aws_iam_policy_document` of the offline provider against documents worked out by hand from the provider's code."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from aws_provider import schemas
from aws_provider.set_order import in_sdk_order
from terraform_fixtures import OfflineTerraform

CASES = Path(__file__).with_name("policy_documents")
ONE_WORKER = pytest.mark.xdist_group("policy-documents")
NAMES = sorted(file.stem for file in CASES.glob("*.tf"))


@pytest.fixture(scope="module")
def documents(terraform: OfflineTerraform, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What the provider answers for every case, from one run of Terraform."""
    root = tmp_path_factory.mktemp("documents")
    for name in NAMES:
        (root / f"{name}.tf").write_text((CASES / f"{name}.tf").read_text(encoding="utf-8"), encoding="utf-8")
    answers = "\n".join(f"  {name} = data.aws_iam_policy_document.{name}" for name in NAMES)
    (root / "outputs.tf").write_text(f'output "documents" {{\n  value = {{\n{answers}\n  }}\n}}\n', encoding="utf-8")
    terraform.ok(root, "init")
    terraform.ok(root, "apply", "-auto-approve")
    return json.loads(terraform.ok(root, "output", "-json", "documents"))


@ONE_WORKER
@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_the_providers_to_the_byte(documents: dict[str, dict[str, str]], name: str) -> None:
    expected = (CASES / f"{name}.json").read_text(encoding="utf-8").removesuffix("\n")
    assert documents[name]["json"] == expected


@ONE_WORKER
@pytest.mark.parametrize("name", NAMES)
def test_the_minified_document_says_the_same_in_one_line(documents: dict[str, dict[str, str]], name: str) -> None:
    minified = documents[name]["minified_json"]
    assert json.loads(minified) == json.loads(documents[name]["json"])
    assert "\n" not in minified and '": ' not in minified


@ONE_WORKER
@pytest.mark.parametrize("name", NAMES)
def test_the_identifier_is_the_checksum_of_the_document(documents: dict[str, dict[str, str]], name: str) -> None:
    assert documents[name]["id"] == str(zlib.crc32(documents[name]["json"].encode()))


@ONE_WORKER
def test_reading_fills_in_the_defaults_of_a_statement(documents: dict[str, dict[str, str]]) -> None:
    statement = documents["defaults"]["statement"][0]
    assert (statement["effect"], statement["sid"], statement["not_actions"]) == ("Allow", "", [])


REFUSED = {
    "twin-sids": (
        'statement {\n sid = "A"\n}\n statement {\n sid = "A"\n}',
        "duplicate Sid (A). Remove the Sid or ensure the Sid is unique.",
    ),
    "twin-sids-in-sources": (
        'source_policy_documents = [for n in range(2) : jsonencode({ Statement = [{ Sid = "A" }] })]',
        "merging source document 1: duplicate Sid (A) in source_policy_documents (statement 0).",
    ),
    "single-statement-in-a-source": (
        'source_policy_documents = [jsonencode({ Statement = { Sid = "A" } })]',
        "cannot unmarshal object into Go struct field",
    ),
    "variable-in-an-old-document": (
        'version = "2008-10-17"\n statement {\n resources = ["&{aws:username}"]\n}',
        "found &{ sequence in (&{aws:username}), which is not supported in document",
    ),
    "sid-with-a-dash": ('statement {\n sid = "a-b"\n}', "invalid value for statement.sid"),
    "effect-in-lower-case": (
        'statement {\n effect = "deny"\n}',
        "expected statement.effect to be one of [Allow, Deny]",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_provider_refuses_is_refused(terraform: OfflineTerraform, tmp_path: Path, case: str) -> None:
    body, reason = REFUSED[case]
    (tmp_path / "main.tf").write_text(f'data "aws_iam_policy_document" "this" {{\n {body}\n}}\n', encoding="utf-8")
    terraform.ok(tmp_path, "init")
    done = terraform.run(tmp_path, "plan")
    assert done.exit_code == 1
    assert reason in " ".join(done.stderr.replace("│", " ").split())


def test_blocks_of_a_set_are_listed_in_the_order_of_the_sdk() -> None:
    """The keys are CRC-32 sums, as decimal text, of serialisations that are written out here.

    The sum of `y;` is 237975908 and that of `x;` is 389285925, so a set of both is serialised with `y` first.
    """
    block = schemas.load().data_sources["aws_iam_policy_document"].block.blocks["statement"].block
    texts = {f"identifiers:{{{name};}};type:AWS;": {"type": "AWS", "identifiers": [name]} for name in "abcdefghi"}
    for kind in ("AWS", "Service", "Federated", "CanonicalUser"):
        texts[f"identifiers:{{y;x;}};type:{kind};"] = {"type": kind, "identifiers": ["x", "y"]}
    expected = [texts[text] for text in sorted(texts, key=lambda text: str(zlib.crc32(text.encode())))]
    assert in_sdk_order(block.blocks["principals"].block, list(texts.values())) == expected
