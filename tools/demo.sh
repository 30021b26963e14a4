#!/bin/sh
# Shows the whole of pipewarden on one stack: render, check, weaken, find, drift.
set -eu
stack=build/demo
bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); fi
say() { printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"; }
run() { say "$*"; "$@"; }
# A command that must find something: exit code 1, and nothing else.
finds() {
  say "$*"
  status=0
  "$@" || status=$?
  printf '(exit code %s)\n' "$status"
  [ "$status" -eq 1 ]
}

rm -rf "$stack"
run pipewarden render examples/minimal.yaml -o "$stack"
run pipewarden check "$stack"

say "turn key rotation off by hand, in $stack/modules/kms/main.tf"
sed 's/enable_key_rotation\( *\)= true/enable_key_rotation\1= false/' "$stack/modules/kms/main.tf" >"$stack/edited.tmp"
mv "$stack/edited.tmp" "$stack/modules/kms/main.tf"

finds pipewarden check "$stack"
finds pipewarden drift examples/minimal.yaml "$stack"
printf '\nThe stack is in %s.\n' "$stack"
