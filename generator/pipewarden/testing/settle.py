"""Takes out of an answer what differs between two runs of the same test."""

from __future__ import annotations

import json
import re
from itertools import groupby

from pipewarden.terraform import TerraformResult

_PROGRESS = re.compile(
    r"- \S+ in \S+$|\S+: (Creating|Creation complete|Destroying|Destruction complete|Modifying|Modifications complete"
    r"|Reading|Read complete|Refreshing state|Still \w+)\b"
)
_DURATION = re.compile(r"(?<=complete after )(\d+m)?\d+s")
_MOMENT = "2000-01-01T00:00:00Z"


def settled(result: TerraformResult, directory: str) -> TerraformResult:
    """The result with the folder's path as `.`, durations and timestamps fixed, and what Terraform orders by chance
    in order: the modules and resources that it works on at the same time, and a plan's relevant attributes.
    """
    stdout = result.stdout.replace(directory, ".")
    if result.exit_code == 0 and result.args[:1] == ("show",):
        stdout = _settled_plan(stdout)
    return TerraformResult(
        result.args, result.exit_code, _settled_text(stdout), _settled_text(result.stderr.replace(directory, "."))
    )


def _settled_plan(text: str) -> str:
    plan = json.loads(text)
    if "timestamp" in plan:
        plan["timestamp"] = _MOMENT
    if "relevant_attributes" in plan:
        plan["relevant_attributes"].sort(key=json.dumps)
    return json.dumps(plan)


def _settled_text(text: str) -> str:
    lines: list[str] = []
    for is_progress, group in groupby(_DURATION.sub("0s", text).split("\n"), key=_is_progress):
        block = list(group)
        # Only a slow run says that it is still at work.
        lines += sorted(line for line in block if ": Still " not in line) if is_progress else block
    return "\n".join(lines)


def _is_progress(line: str) -> bool:
    return _PROGRESS.match(line) is not None
