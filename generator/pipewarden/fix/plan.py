"""Mends what can be mended: tries the edits, judges again, and keeps only what helps and breaks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from msgspec import Struct, field

from pipewarden.fix import aliases, arguments, blocks, companions, keys, revive, selectors, sources, statements
from pipewarden.fix.diagnosis import PROBLEM, Clinic, Diagnosis, Key
from pipewarden.fix.edit import Edit, apply, clash
from pipewarden.fix.mend import Mend, Patient, Refusal
from pipewarden.fix.restore import restore
from pipewarden.fix.source import decode, encode

_MENDS = (
    aliases.mend,
    blocks.mend,
    arguments.mend,
    keys.mend,
    companions.mend,
    revive.mend,
    statements.mend,
    selectors.mend,
    sources.mend,
)
_ROUNDS = 12
_NO_MEND = "it has no one right mend; see `pipewarden controls {}`"
_NO_HELP = "the mend that is known does not settle it: {}"
_HARM = "its mend alone breaks another control; mend both by hand: {}"
_UNREAD = "has a syntax error"
_REFUSED = "Terraform would refuse its mend: {}"

Patches = Mapping[str, bytes]


class Treatment(Struct, frozen=True):
    """The edited files, what they mend, and why the rest is left, by control and subject."""

    patches: Patches
    mended: tuple[Key, ...]
    left: Mapping[Key, str]


class _Attempt(Struct):
    """Edits on the way: the files, their diagnosis, and why findings could not be mended."""

    patches: dict[str, bytes]
    diagnosis: Diagnosis
    refused: dict[Key, str] = field(default_factory=dict)


def treat(
    clinic: Clinic, first: Diagnosis, only: frozenset[str] = frozenset(), spared: frozenset[Key] = frozenset()
) -> Treatment:
    """Mends the findings of `first` that are of the controls `only` (all when empty), but for those `spared`."""
    wanted = {key for key in first.keys if key[0] != PROBLEM and key not in spared and (not only or key[0] in only)}
    patches, diagnosis = restore(clinic, first, wanted)
    start = _Attempt(dict(patches), diagnosis)
    done = start
    together = _treated(clinic, start, wanted)
    done.refused.update(together.refused)
    if _is_safe(together, first):
        helped = {key for key in wanted if _helps(together, start, key)}
        done = together if helped == wanted - together.refused.keys() else _treated(clinic, start, helped)
    if not _is_safe(done, first) or done.diagnosis is diagnosis:
        done = _one_by_one(clinic, first, start, wanted)
    left = {key: done.refused.get(key) or _unsettled(done, key) for key in sorted(wanted & done.diagnosis.keys)}
    return Treatment(done.patches, tuple(sorted(wanted - done.diagnosis.keys)), left)


def _unsettled(attempt: _Attempt, key: Key) -> str:
    """Why a finding stays although its mend was tried, in the words of the control."""
    said = [verdict.message for control, verdict, _ in attempt.diagnosis.broken if (control, verdict.subject) == key]
    return _NO_HELP.format(said[0]) if said else _NO_HELP.partition(":")[0]


def _one_by_one(clinic: Clinic, first: Diagnosis, start: _Attempt, wanted: set[Key]) -> _Attempt:
    done = _Attempt(dict(start.patches), start.diagnosis)
    for key in sorted(wanted):
        if key not in done.diagnosis.keys:
            continue
        tried = _treated(clinic, done, {key})
        if not _helps(tried, done, key):
            done.refused[key] = tried.refused.get(key) or _unsettled(tried, key)
        elif _is_safe(tried, first):
            done = _Attempt(tried.patches, tried.diagnosis, {**done.refused, **tried.refused})
        else:
            done.refused[key] = _harm(tried.diagnosis.keys - first.keys)
    return done


def _harm(new: Set[Key]) -> str:
    """Why a mend that brings up these findings is not kept."""
    problems = sorted(message for control, message in new if control == PROBLEM)
    if problems:
        return _REFUSED.format(problems[0])
    return _HARM.format(", ".join(sorted({control for control, _ in new})))


def _helps(attempt: _Attempt, start: _Attempt, key: Key) -> bool:
    """Whether a finding is gone, or says less: one argument of an endpoint is mended, that of its VPC is not known."""
    return attempt.diagnosis.counts[key] < start.diagnosis.counts[key] or key not in attempt.diagnosis.keys


def _is_safe(attempt: _Attempt, first: Diagnosis) -> bool:
    return attempt.diagnosis.keys <= first.keys


def _treated(clinic: Clinic, start: _Attempt, wanted: set[Key]) -> _Attempt:
    """Rounds of mending until nothing is left to try; findings that come up on the way are mended too."""
    attempt = _Attempt(dict(start.patches), start.diagnosis)
    known = start.diagnosis.keys
    for _ in range(_ROUNDS):
        edits = _edits(attempt, {key for key in attempt.diagnosis.keys if key in wanted or key not in known})
        if not edits:
            break
        attempt.patches.update(_patched(attempt, edits))
        attempt.diagnosis = clinic.examine(attempt.patches)
    return attempt


def _edits(attempt: _Attempt, wanted: set[Key]) -> list[Edit]:
    """The edits of one round; what clashes with an earlier one waits for the next."""
    edits: list[Edit] = []
    for control, verdict, root in attempt.diagnosis.broken:
        key = (control, verdict.subject)
        if key not in wanted:
            continue
        patient = attempt.diagnosis.patient(control, verdict, root)
        found = patient if isinstance(patient, Refusal) else _mend(patient)
        if isinstance(found, Refusal):
            attempt.refused[key] = found.why
        elif not any(clash(one, other) for one in found.edits for other in edits):
            edits += [edit for edit in found.edits if edit not in edits]
    return edits


def _mend(patient: Patient) -> Mend | Refusal:
    if patient.source.tree.problem is not None:
        return Refusal("the file cannot be read")
    if _UNREAD in patient.verdict.message:
        return Refusal(f"mend the syntax first: {patient.verdict.message}")
    refusal = Refusal(_NO_MEND.format(patient.control))
    for mend in _MENDS:
        found = mend(patient)
        if isinstance(found, Mend):
            return found
        refusal = found or refusal
    return refusal


def _patched(attempt: _Attempt, edits: Iterable[Edit]) -> Patches:
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    patched: dict[str, bytes] = {}
    for file, own in by_file.items():
        before = attempt.diagnosis.tree.read(file)
        patched[file] = encode(apply(decode(before), own), before)
    return patched
