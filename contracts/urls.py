from django.urls import path

from contracts.views import checking, filling, paper

app_name = "contracts"
urlpatterns = [
    path("", checking.contracts, name="contracts"),
    path("maken/", checking.make_many, name="make_many"),
    path("<int:pk>/", checking.contract, name="contract"),
    path("<int:pk>/invullen/", filling.fill_in, name="fill_in"),
    path("<int:pk>/invullen/<slug:name>/", filling.question, name="question"),
    path("<int:pk>/inleveren/", filling.submit, name="submit"),
    path("<int:pk>/nagekeken/", checking.check_off, name="check_off"),
    path("<int:pk>/terugsturen/", checking.send_back, name="send_back"),
    path("<int:pk>/maken/", checking.make, name="make"),
    path("versie/<int:pk>/", paper.download, name="download"),
]
