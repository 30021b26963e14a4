"""Controls that prove that a hardened stack still runs."""
