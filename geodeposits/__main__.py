"""`python -m geodeposits`."""

from geodeposits.cli import main

main()
