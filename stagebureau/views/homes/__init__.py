"""The first page of each role: what is to be done, and the way to it."""

from schools.enums import Role
from stagebureau.views.homes import coordinator, director, guardian, jobcoach, mentor, outside, student, supervisor

HOMES = {
    Role.COORDINATOR: coordinator.home,
    Role.MENTOR: mentor.home,
    Role.DIRECTOR: director.home,
    Role.STUDENT: student.home,
    Role.GUARDIAN: guardian.home,
    Role.SUPERVISOR: supervisor.home,
    Role.JOBCOACH: jobcoach.home,
    Role.CONSULTANT: outside.home,
    Role.LWT_COMMITTEE: outside.home,
}
