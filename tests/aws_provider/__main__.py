"""Start the provider: as Terraform starts one, or with `--reattach` as a server for many Terraform processes.

With `--reattach` the first line of output is the value for TF_REATTACH_PROVIDERS, and the server runs until its
standard input closes, so it never outlives what started it.
"""

from __future__ import annotations

import os
import sys

from aws_provider import server

_COOKIE = "TF_PLUGIN_MAGIC_COOKIE"


def main(arguments: list[str]) -> int:
    if arguments == ["--reattach"]:
        running, port = server.start()
        _say(server.reattach(port))
        sys.stdin.read()
        running.stop(grace=None)
        return 0
    if _COOKIE not in os.environ:
        sys.stderr.write("This is a Terraform provider: Terraform starts it, or run it with --reattach.\n")
        return 2
    certificate = server.new_certificate()
    running, port = server.start(certificate)
    _say(server.handshake(port, certificate))
    running.wait_for_termination()
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
