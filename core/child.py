"""Work on bytes of a stranger happens in a process of its own, with little memory and time: a bomb ends there."""

import resource
import subprocess
import sys

from django.conf import settings

MEMORY = 520 * 1024 * 1024
SECONDS = 15
CPU_SECONDS = 4  # a photo of 12 megapixels takes half a second


def in_child(module, content, *, seconds=SECONDS):
    """Run `python -m module` on these bytes; return (True, its output), or (False, the word it gave up with)."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", module],
            input=content,
            capture_output=True,
            cwd=settings.BASE_DIR,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, "broken"
    if done.returncode == 0:
        return True, done.stdout
    return False, done.stdout.decode("ascii", "replace") if done.returncode == 3 else "broken"


def be_child(work, cpu_seconds=CPU_SECONDS):
    """Stand in the child: take the bytes, do the work within the limits, hand the answer back.

    `work` raises ValueError with one word when it refuses; out of memory is "large".
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = work(sys.stdin.buffer.read())
    except ValueError as refused:
        sys.stdout.write(str(refused))
        sys.exit(3)
    except MemoryError:
        sys.stdout.write("large")
        sys.exit(3)
    except Exception:
        sys.exit(4)
    sys.stdout.buffer.write(answer)
