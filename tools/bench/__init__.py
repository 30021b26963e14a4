"""Times pipewarden beside other tools, in one run and on the same files."""
