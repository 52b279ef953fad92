from django.urls import reverse


def test_a_visitor_reads_how_to_come_in(client, db):
    assert "Inloggen" in client.get("/").text


def test_a_member_sees_the_first_page_of_the_own_school_only(sign_in, school, coordinator):
    browser = sign_in(coordinator)

    assert browser.get(reverse("school_home", args=[school.slug])).status_code == 200
    assert browser.get("/een-andere-school/").status_code == 404
