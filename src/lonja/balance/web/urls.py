from django.urls import path

from .views import closing, figure, making, public, readiness, writing, year

urlpatterns = [
    path("balance/", year.years, name="balance-years"),
    path("balance/preparacion/", readiness.now, name="balance-readiness-now"),
    path("balance/texto/", writing.now, name="balance-writing-now"),
    path("balance/cifra-nueva/", making.new_figure, name="new-figure"),
    path("balance/<int:year>/", year.show, name="balance-year"),
    path("balance/<int:year>/cifras/<str:key>/", figure.show, name="balance-figure"),
    path("balance/<int:year>/cifras/<str:key>/fuera/", figure.left_out, name="balance-left-out"),
    path("balance/<int:year>/cifras/<str:key>/solapes/", figure.overlaps, name="balance-overlaps"),
    path(
        "balance/<int:year>/cifras/<str:key>/correccion/",
        figure.corrected,
        name="balance-corrected",
    ),
    path("balance/<int:year>/documento.<str:form>", year.download, name="balance-download"),
    path("balance/<int:year>/preparacion/", readiness.show, name="balance-readiness"),
    path("balance/<int:year>/peticion/", readiness.request_of, name="balance-request"),
    path("balance/<int:year>/cierre/", closing.show, name="balance-closing"),
    path("balance/<int:year>/explicacion/", closing.explain, name="balance-explain"),
    path("balance/<int:year>/texto/", writing.overview, name="balance-writing"),
    path("balance/<int:year>/vista/", writing.preview, name="balance-preview"),
    path("balance/<int:year>/texto/<int:number>/", writing.section, name="balance-section"),
    path("balance/<int:year>/texto/<int:number>/comprobar/", writing.check, name="balance-check"),
    path("balance/<int:year>/texto/<int:number>/firma/", writing.sign, name="balance-sign"),
    path("balance/<int:year>/publicacion/", writing.publish, name="balance-publish"),
    path(
        "balance/<int:year>/publicacion/<int:version>/retirar/",
        writing.withdraw,
        name="balance-withdraw",
    ),
    path("memoria/", public.index, name="public-balances"),
    path("memoria/<int:year>/", public.show, name="public-balance"),
    path("memoria/<int:year>/balance.<str:form>", public.download, name="public-balance-file"),
]
