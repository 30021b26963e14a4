"""Controls on artifact, trail and access log buckets."""
