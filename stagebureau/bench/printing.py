"""The child of the figure batch100: prints so many contracts and says how much memory that took, in megabytes."""

import json
import resource
import sys

import django

if __name__ == "__main__":
    django.setup()
    from contracts.making import print_copies

    number, facts = json.load(sys.stdin)
    for _one in range(number):
        print_copies(facts)
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f}")
