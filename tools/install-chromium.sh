#!/bin/sh
# Installs Chromium for the browser tests, where that is possible: as root on Debian. Elsewhere it says what is missing.
set -eu
if command -v chromium >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  exec apt-get install -y -q --no-install-recommends chromium
fi
echo 'chromium is not on PATH: the browser tests will not run; install it with your package manager' >&2
