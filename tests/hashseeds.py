"""What a script prints under one hash seed after another, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def outputs(script: str) -> set[str]:
    """Return the different outputs of `script`, which may import the tests and `kg`."""
    path = os.pathsep.join((str(HERE), str(HERE.parent)))
    return {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
