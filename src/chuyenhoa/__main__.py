"""`python -m chuyenhoa` is the same program as `chuyenhoa`."""

from chuyenhoa.cli import main

if __name__ == "__main__":
    main()
