from django.urls import path

from contracts.views import addenda, checking, filling, genuine, paper, reminding, scans, starting

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
    path("<int:pk>/wijziging/", addenda.addendum_new, name="addendum_new"),
    path("wijziging/<int:pk>/", addenda.addendum, name="addendum"),
    path("wijziging/<int:pk>/aanpassen/", addenda.addendum_edit, name="addendum_edit"),
    path("wijziging/<int:pk>/maken/", addenda.addendum_make, name="addendum_make"),
    path("wijziging/<int:pk>/intrekken/", addenda.addendum_withdraw, name="addendum_withdraw"),
    path("wijziging/<int:pk>/verwerken/", addenda.addendum_hold, name="addendum_hold"),
    path("versie/<int:pk>/", paper.download, name="download"),
    path("versie/<int:pk>/papier/", paper.paper, name="paper"),
    path("versie/<int:pk>/exemplaar/", paper.hand_out, name="hand_out"),
    path("versie/<int:pk>/terug/", scans.bring, name="scan_new"),
    path("tekenaar/<int:pk>/herinneren/", reminding.remind, name="remind"),
    path("tekenaar/<int:pk>/brief/", reminding.letter, name="ask_letter"),
    path("tekenaar/<int:pk>/vervanger/", reminding.stand_in, name="stand_in"),
    path("zonder-contract/", starting.starts, name="starts"),
    path("<int:pk>/toch-beginnen/", starting.start_early, name="start_early"),
    path("scan/<int:pk>/", scans.scan, name="scan"),
    path("scan/<int:pk>/afkeuren/", scans.reject, name="scan_reject"),
    path("scan/<int:pk>/bestand/", scans.scan_file, name="scan_file"),
    path("scan/<int:pk>/blad/<int:number>/", scans.scan_page, name="scan_page"),
    path("versie/<int:pk>/verzegeld/", paper.sealed, name="sealed"),
    path("echt/", genuine.check_file, name="genuine_file"),
    path("echt/<str:code>/", genuine.show, name="genuine"),
]
