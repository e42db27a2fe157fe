# Five lines, as the start of Typer's own tutorial has them.
# ruff: noqa: D100, D103, FBT001, FBT002
import typer


def main(version: bool = False) -> None:
    print("0.1.0" if version else "")


typer.run(main)
