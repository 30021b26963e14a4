"""Trees that hold what is not on the disk, so that a change can be judged before it is written."""
