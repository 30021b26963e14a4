"""Finds and reads `pipewarden.toml` for a checked folder."""

from __future__ import annotations

from pathlib import Path

from pipewarden import config, controls
from pipewarden.config import Config
from pipewarden.errors import PipewardenError


def load(path: Path, chosen: Path | None) -> Config:
    """The configuration for the folder `path`: the chosen file, or the nearest one up to the repository's root."""
    if chosen is not None:
        return _read(chosen)
    folder = path.resolve()
    for candidate in (folder, *folder.parents):
        file = candidate / config.FILE_NAME
        if file.is_file():
            return _read(file)
        if (candidate / ".git").exists():
            break
    return Config()


def _read(file: Path) -> Config:
    name = shown(file)
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PipewardenError("this is not UTF-8; save the file as UTF-8", file=name) from None
    except OSError as error:
        raise PipewardenError(f"cannot read: {error.strerror}", file=name) from None
    parsed = config.parse(text, name)
    for unknown in (each for each in parsed.enable if controls.find(each) is None):
        hint = controls.hint(unknown)
        raise PipewardenError(
            f"there is no control `{unknown}`; {hint}", file=name, line=config.line_of(text, "enable")
        )
    return parsed


def shown(path: Path) -> str:
    """A path as reports show it: relative to the working directory, with `/`; absolute where it lies outside."""
    absolute = path if path.is_absolute() else Path.cwd() / path
    try:
        return absolute.resolve().relative_to(Path.cwd().resolve()).as_posix() or "."
    except ValueError:
        return absolute.resolve().as_posix()
