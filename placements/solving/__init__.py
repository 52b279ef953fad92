"""Who goes where, as a plain puzzle: no database, no Django. See docs/decisions on the two engines.

`problem` says what the puzzle is, `suggesting` answers at once, `proving` answers best (worker only).
"""
