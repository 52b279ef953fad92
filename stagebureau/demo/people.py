WAYS_IN = {}
