"""The program `kg`: its commands, run in a process that is watched from outside."""

from __future__ import annotations

from kg import watched


def run() -> None:
    """Run the command that `sys.argv` gives, and end with its exit code."""
    watched.go_on()
    from kg.cli import main

    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            watched.leave(end.code or 0)
        raise


if __name__ == "__main__":
    run()
