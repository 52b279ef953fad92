"""The table of speeds. A figure is our time divided by that of a plain way, both taken in this run, in turns."""
