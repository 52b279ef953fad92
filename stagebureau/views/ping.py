from django.db import connection
from django.http import HttpResponse

from schools.access import open_to_anyone


@open_to_anyone
def ping(request):
    """For the machine that watches this one: up, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
