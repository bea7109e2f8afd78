"""`python -m kbsite.cli` is `kbsite`."""

from kbsite.cli import main

main()
