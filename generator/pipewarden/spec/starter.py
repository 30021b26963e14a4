"""Writes a first spec: commented, and ready to be rendered."""

from __future__ import annotations

import json

from msgspec import Struct

from pipewarden.spec.published import SCHEMA_FILE


class Answers(Struct, frozen=True):
    """What a first spec needs to know."""

    name: str
    region: str
    account: str
    host: str
    repository: str
    branch: str
    bucket: str


def starter(answers: Answers) -> str:
    """The text of a spec: a source at a Git host, a build, an approval, and a bucket as the target."""
    name, region, account = json.dumps(answers.name), json.dumps(answers.region), json.dumps(answers.account)
    return f"""\
# yaml-language-server: $schema={SCHEMA_FILE}
#
# One pipeline with its key, buckets, VPC endpoints and trail. What is written here is what differs between stacks;
# how they are hardened is not up for choice. Render it with:  pipewarden render pipeline.yaml -o stack

name: {name} # the names of all resources begin with it
region: {region}
account: {account} # Terraform refuses to touch any other account
tags: {{}} # tags of every resource, such as  Team: payments

pipeline:
  stages:
    - name: Source
      actions:
        - name: Source
          provider: CodeStarSourceConnection # its handshake is completed in the console, once
          host: {json.dumps(answers.host)} # GitHub, GitLab or Bitbucket
          repository: {json.dumps(answers.repository)}
          branch: {json.dumps(answers.branch)}
          output: source

    - name: Build
      actions:
        - name: Build
          provider: CodeBuild
          inputs: [source]
          outputs: [built]
          buildspec: buildspec.yml # a path in the repository
          # privileged: true # for builds that make container images
          # variables:
          #   - {{name: LOG_LEVEL, value: info}}
          #   - {{name: API_KEY, value: payments/api-key, type: SECRETS_MANAGER}}

    - name: Approve
      actions:
        - name: Approve
          provider: Manual # whoever approves needs MFA
          message: Look at the report of the build before you approve.
          # subscribers:
          #   - {{protocol: email, endpoint: releases@example.com}}

    - name: Deploy
      actions:
        - name: Deploy
          provider: S3
          input: built
          bucket: {json.dumps(answers.bucket)} # exists already

# The key that encrypts artifacts, logs, topics and the trail.
encryption:
  rotation_days: 365
  deletion_window_days: 30

# The artifact bucket.
artifacts:
  retention_days: 90

# A VPC without a way to the internet, and the services that its clients reach over endpoints.
network:
  cidr: 10.20.0.0/20
  services: [codepipeline]

# The trail.
audit:
  log_retention_days: 365
  alarms: false # true: a change to the key, the trail or the pipeline raises an alarm

# A file for a CI service, which checks the stack on every change.
# ci:
#   systems: [github] # github, gitlab, codebuild
#   directory: stack # where the stack is in the repository
"""
