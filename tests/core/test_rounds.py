"""A round past all schools: what goes wrong at one school stops no other."""

from core.rounds import on_its_own
from core.tenancy import for_school
from schools.models import Student
from tests.factories import SchoolFactory, StudentFactory


def test_what_was_half_done_is_taken_back_told_by_its_id_and_the_next_school_has_its_turn(db, caplog):
    schools = SchoolFactory.create_batch(3)

    for number, school in enumerate(schools):
        with on_its_own("school", school.pk), for_school(school):
            StudentFactory(school=school)
            assert number != 1, "Sam de Boer"

    def kept(school):
        with for_school(school):
            return Student.objects.count()

    assert [kept(school) for school in schools] == [1, 0, 1]
    assert [record.getMessage() for record in caplog.records] == [f"The round stopped at school {schools[1].pk}"]
