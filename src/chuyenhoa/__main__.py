"""`python -m chuyenhoa` is the same program as `chuyenhoa`."""

import sys

from chuyenhoa.cli import main

if __name__ == "__main__":
    sys.exit(main())
