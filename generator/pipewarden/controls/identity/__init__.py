"""Controls on roles, users and approvals."""
