"""What a request carries of the process that serves it: nothing."""

from lonja.core.web.environment import without_the_process


def test_a_request_does_not_carry_the_secrets_of_the_process(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://oficina:secreta@sitio/lonja")
    monkeypatch.setenv("HTTP_PROXY", "http://usuario:secreta@salida")
    monkeypatch.setenv("SERVER_PORT", "8000")
    told = {}
    application = without_the_process(lambda environ, start_response: told.update(environ) or [])

    application(
        {
            "DATABASE_URL": "postgresql://oficina:secreta@sitio/lonja",
            "HTTP_PROXY": "http://usuario:secreta@salida",
            "SERVER_PORT": "8000",
            "PATH_INFO": "/entidades/",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
        },
        lambda *_: None,
    )

    assert told == {
        "SERVER_PORT": "8000",
        "PATH_INFO": "/entidades/",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
    }


def test_what_serves_the_office_is_told_only_of_the_request():
    """The session keeps a request whole while its owner proves again who they are."""
    from lonja import wsgi

    assert wsgi.application.application.__qualname__.startswith("without_the_process.")
