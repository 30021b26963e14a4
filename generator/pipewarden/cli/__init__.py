"""The command line: verbs, flags, exit codes, and what is printed where."""
