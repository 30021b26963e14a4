"""OpenID Connect providers that all customers of a host share, where only the subject tells them apart.

The forms of the subjects are those of the hosts' documentation: GitHub, *OpenID Connect reference*; GitLab, *ID token
authentication*; HCP Terraform, *Workload identity tokens*.
"""

from __future__ import annotations

_AWS = "sts.amazonaws.com"
SHARED_PROVIDERS = {
    "app.terraform.io": (
        "organization:stranger:project:stranger:workspace:stranger:run_phase:apply",
        "aws.workload.identity",
    ),
    "gitlab.com": ("project_path:stranger/stranger:ref_type:branch:ref:main", "https://gitlab.com"),
    "token.actions.githubusercontent.com": ("repo:stranger/stranger:ref:refs/heads/main", _AWS),
}
"""By host: the subject and the audience of a token that anybody can have."""
