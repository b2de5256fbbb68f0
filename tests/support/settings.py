"""The product's settings, made quick and self-contained. `run` has prepared the environment."""

from lonja.settings import *  # noqa: F403
from lonja.settings import DATABASES, HOME, STORAGES

# Known in advance, so that signed links of one process are read by another.
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Deliberately cheap: the strength of a password is not what is tested.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Straight from the source tree, without collecting.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# The model of sentences takes a second to load: the tests that need it say so.
SENTENCES = False
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file, as in an office: other processes of a test can open it.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
