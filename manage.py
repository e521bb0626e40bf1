"""The command line of casefile: python manage.py --help."""

import os
import sys
from pathlib import Path

INTERRUPTED = 130
OURS = Path(__file__).parent / ".venv" / "bin" / "python"


def run() -> None:
    """Run the command, with the Python that has casefile's libraries."""
    try:
        from casefile.cli.main import main  # noqa: PLC0415 - its libraries may not be here

        main()  # a command imports what it needs before it does anything
    except KeyboardInterrupt:  # while it was imported; a command tells of its own
        sys.exit(INTERRUPTED)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("casefile"):
            raise
        if not OURS.exists() or Path(sys.prefix) == OURS.parents[1]:
            sys.exit(f"The library {error.name} is not installed; run: make setup")
        os.execv(OURS, [str(OURS), *sys.argv])  # noqa: S606 - it is this very program


if __name__ == "__main__":
    run()
