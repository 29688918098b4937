"""Settings come from the environment only and are refused with the remedy when they are wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.test_sizes import ROOT

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "test-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "office.example",
    "PERSONAL_DATA_KEYS": "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktISE=",
    "PERSONAL_INDEX_KEY": "test-only",
}


@pytest.fixture
def clean(tmp_path: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "camphucnam.settings"}


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def loaded(environment: dict[str, str], expression: str = "'loaded'") -> subprocess.CompletedProcess[str]:
    code = f"from django.conf import settings as s; s.DEBUG; print({expression})"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "DEBUG"])
def test_a_missing_variable_is_refused_with_the_remedy(clean: dict[str, str], name: str) -> None:
    done = loaded(clean | {key: value for key, value in PRODUCTION.items() if key != name})
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode != 0
    assert f"{name} is not set" in last
    assert "make secrets" in last or "Set it to" in last


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("DEBUG", "maybe", "Set DEBUG=1 or DEBUG=0"),
        ("DATABASE_URL", "mysql://localhost/x", "sqlite:///"),
        ("EMAIL_PORT", "mail", "digits"),
        ("DATABASE_URL", "postgresql://office:p:ss@host:abc/name", "%40"),
        ("DATABASE_URL", "postgresql://office@127.0.0.1:5432/", "names no database"),
        ("JOB_LEASE_SECONDS", "soon", "digits"),
        ("JOB_LEASE_SECONDS", "0", "5 or more"),
        ("JOB_MAX_ATTEMPTS", "-1", "1 or more"),
        ("VAR_DIR", "/dev/null/office", "may be written"),
        ("PERSONAL_DATA_KEYS", "no-key", "make secrets"),
        ("PERSONAL_DATA_KEYS", ",", "make secrets"),
    ],
)
def test_a_wrong_value_is_refused_with_the_remedy(clean: dict[str, str], name: str, value: str, remedy: str) -> None:
    done = loaded(clean | PRODUCTION | {name: value})
    assert done.returncode != 0
    assert remedy in done.stderr.strip().splitlines()[-1]


def test_production_is_safe_by_default(clean: dict[str, str]) -> None:
    done = loaded(
        clean | PRODUCTION, "[s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0]"
    )
    assert done.stdout.strip() == "[False, True, True, True, True]", done.stderr


def test_the_demonstration_needs_no_variable(clean: dict[str, str]) -> None:
    assert loaded(clean | {"DEBUG": "1"}).stdout.strip() == "loaded"


def test_deployment_check_has_no_warning(clean: dict[str, str]) -> None:
    done = manage(clean | PRODUCTION, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_models_and_migrations_agree(clean: dict[str, str]) -> None:
    done = manage(clean | {"DEBUG": "1"}, "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout
