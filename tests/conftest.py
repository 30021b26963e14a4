"""What every test may use."""

from __future__ import annotations

pytest_plugins = ["pipewarden.testing", "pytester", "terraform_fixtures"]
