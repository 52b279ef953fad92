"""The walls, tried by machine: every page × who asks × whose thing × method, in a world full of marked texts."""
