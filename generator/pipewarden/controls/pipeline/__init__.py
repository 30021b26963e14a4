"""Controls on pipelines, builds and sources."""
