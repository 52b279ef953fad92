"""The ground the house stands on: the services a machine needs to run Stagebureau by itself."""
