from django.urls import path

from placements.day_urls import day_urls
from placements.engagement_urls import engagement_urls
from placements.found_urls import found_urls, meeting_urls
from placements.views import (
    answers,
    choosing,
    help,
    lawful,
    matching,
    moving,
    placements,
    plans,
    ratings,
    reasons,
    requestlist,
    requests,
    safety,
)

app_name = "placements"

placement_urls = [
    path("", placements.placements, name="placements"),
    path("<int:pk>/", placements.placement, name="placement"),
    path("<int:pk>/regels/", lawful.lawful, name="lawful"),
    path("<int:pk>/veiligheid/", safety.safety, name="safety"),
]
choosing_urls = [
    path("kiezen/", choosing.choose, name="choose"),
    path("kiezen/<int:pk>/", choosing.offer, name="offer"),
    path("kiezen/<int:pk>/foto/", choosing.photo, name="offer_photo"),
    path("kiezen/<int:pk>/aanvragen/", requests.request_new, name="request_new"),
    path("aanvragen/", requests.requests, name="requests"),
    path("aanvragen/<int:pk>/", requests.wish, name="request"),
    path("aanvragen/<int:pk>/stap/<int:step>/", requests.request_step, name="request_step"),
    path("aanvragen/<int:pk>/intrekken/", requests.request_withdraw, name="request_withdraw"),
]
answer_urls = [
    path("aanvragen/samen/", requestlist.together, name="requests_together"),
    path("aanvragen/<int:pk>/zet/<slug:move>/", answers.request_move, name="request_move"),
    path("aanvragen/<int:pk>/antwoord/", answers.request_answer, name="request_answer"),
    path("aanvragen/redenen/", reasons.reasons, name="reasons"),
    path("aanvragen/redenen/nieuw/", reasons.reason_new, name="reason_new"),
    path("aanvragen/redenen/<int:pk>/", reasons.reason_edit, name="reason_edit"),
]
matching_urls = [
    path("bord/<int:pk>/", matching.board, name="board"),
    path("aanvragen/<int:pk>/accepteren/", matching.request_accept, name="request_accept"),
    path("aanvragen/<int:pk>/afwijzen/", matching.request_decline, name="request_decline"),
    path("plaatsen/<int:group>/<int:student>/", matching.place_choose, name="place"),
    path("plaatsen/<int:student>/bij/<int:invitation>/", matching.place_at, name="place_at"),
]
moving_urls = [
    path("<int:pk>/begeleiding/", moving.guidance, name="guidance"),
    path("<int:pk>/gesprek/", moving.talk, name="talk"),
    path("<int:pk>/overplaatsen/", moving.transfer, name="transfer"),
    path("<int:pk>/terugblik/", moving.review, name="review"),
    path("<int:pk>/hoe-was-het/", ratings.rate, name="rating"),
    path("hulpvragen/", help.help_calls, name="help_calls"),
    path("hulpvragen/<int:pk>/", help.help_call, name="help_call"),
    path("hulpvragen/<int:group>/<int:student>/nieuw/", help.help_new, name="help_new"),
]
plan_urls = [
    path("bord/<int:pk>/voorstel/", plans.plan, name="plan"),
    path("bord/<int:pk>/voorstel/maken/", plans.plan_make, name="plan_make"),
    path("bord/<int:pk>/voorstel/stel-dat/", plans.plan_what_if, name="plan_what_if"),
    path("bord/<int:pk>/voorstel/vastleggen/", plans.plan_confirm, name="plan_confirm"),
    path("bord/<int:group>/voorstel/leerling/<int:student>/", plans.plan_student, name="plan_student"),
]
urlpatterns = [
    *placement_urls, *choosing_urls, *answer_urls, *matching_urls, *plan_urls, *moving_urls,
    *day_urls,
    *engagement_urls, *found_urls, *meeting_urls,
]
