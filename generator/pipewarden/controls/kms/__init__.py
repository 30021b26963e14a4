"""Controls on the keys that encrypt pipeline data."""
