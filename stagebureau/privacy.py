"""The hall has no tables; its long work reads lists, whose rows erasure finds by themselves."""

TABLES = {}
JOBS = {"stagebureau.tasks.work_through_list": None}
