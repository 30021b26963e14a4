"""`python -m pipewarden` is `pipewarden`."""

from pipewarden.cli import main

main()
