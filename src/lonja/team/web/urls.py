from django.urls import path

from .views import invitation, people, profile

urlpatterns = [
    path("cuenta/", profile.show, name="profile"),
    path("cuenta/invitacion/<str:token>/", invitation.InvitationPage.as_view(), name="invitation"),
    path("cuenta/equipo/", people.listing, name="team"),
    path("cuenta/equipo/invitar/", people.invite, name="team-invite"),
    path("cuenta/equipo/segundo-factor/", people.policy, name="team-policy"),
    path("cuenta/equipo/<int:pk>/", people.person, name="team-person"),
    path("cuenta/equipo/<int:pk>/desactivar/", people.deactivate, name="team-deactivate"),
    path("cuenta/equipo/<int:pk>/reactivar/", people.reactivate, name="team-reactivate"),
    path("cuenta/equipo/<int:pk>/invitar/", people.invite_again, name="team-invite-again"),
    path(
        "cuenta/equipo/<int:pk>/quitar-factores/",
        people.remove_second_factors,
        name="team-remove-factors",
    ),
]
