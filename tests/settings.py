"""Settings of the tests: demonstration mode, jobs done at once, quick password hashes, a folder of their own.

``DATABASE_URL`` and ``REDIS_URL`` of the environment are respected, so that the same tests run on PostgreSQL and Redis.
"""

import os
import tempfile

_var = tempfile.TemporaryDirectory(prefix="camphucnam-tests-")
os.environ.update(DEBUG="1", CELERY_EAGER="1", VAR_DIR=_var.name)

from camphucnam.settings import *  # noqa: E402, F403, TID251 the one place that builds on them

# A file, not memory: only then do two connections wait for each other as they do in an office (tests of double sending).
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_var.name, "test.sqlite3")}  # noqa: F405, PTH118
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 WhiteNoise warns without it
