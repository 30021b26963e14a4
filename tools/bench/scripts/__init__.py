"""Scripts that are timed as processes of their own, some in the environment of the peers."""
