"""The child of the figure batch100: prints so many contracts and says how much memory that took, in megabytes."""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()
    from contracts.making import print_copies
    from stagebureau.bench.measure import heaviest_megabytes

    number, facts = json.load(sys.stdin)
    for _one in range(number):
        print_copies(facts)
    sys.stdout.write(f"{heaviest_megabytes():.1f}")
