"""Signing in and one's own account. The pages are allauth's; who may enter is said here."""

from django.urls import include, path

from .. import access
from .views import outside, sent_links

# Before signing in, or half-way. All the others are one's own account.
OPEN = dict.fromkeys(
    (
        "account_login",
        "account_signup",
        "account_inactive",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "socialaccount_signup",
    ),
    access.public,
)
# Leaving is possible half-way too, when there is nobody yet to be refused.
OPEN["account_logout"] = access.Access("leaving", lambda user: True, own=True)

allauth = [
    path("cuenta/", include("allauth.account.urls")),
    path("cuenta/segundo-factor/", include("allauth.mfa.urls")),
    path("cuenta/sesiones/", include("allauth.usersessions.urls")),
    path("cuenta/externa/", include("allauth.socialaccount.urls")),
    path("cuenta/oidc/<str:provider_id>/login/", outside.go, name="openid_connect_login"),
    path(
        "cuenta/oidc/<str:provider_id>/login/callback/",
        outside.come_back,
        name="openid_connect_callback",
    ),
]

urlpatterns = [
    path("cuenta/enlaces/", sent_links.listing, name="sent-links"),
    path("cuenta/enlaces/<int:pk>/anular/", sent_links.revoke, name="sent-link-revoke"),
    *access.declare(allauth, access.own_account, OPEN),
]
