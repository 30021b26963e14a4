"""Controls on providers, state and account services."""
