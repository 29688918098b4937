"""What can be checked of the container files without a container engine."""

import re

import pytest
import yaml

from tests.architecture.test_sizes import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = ("prepare", "web", "worker", "beat")
SECRETS = {"SECRET_KEY", "PERSONAL_DATA_KEYS", "PERSONAL_INDEX_KEY", "POSTGRES_PASSWORD"}


def test_the_whole_office_is_there() -> None:
    assert set(COMPOSE["services"]) == {*OURS, "db", "redis"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "db", "redis"])
def test_services_are_watched_and_restarted(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"
    assert service.get("volumes")


@pytest.mark.parametrize("name", OURS)
def test_our_services_have_few_rights(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_secrets_come_from_the_environment_and_are_refused_when_missing() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    assert set(re.findall(r"\$\{(\w+):\?[^}]{20,}\}", text)) >= SECRETS | {"ALLOWED_HOSTS"}
    for name in SECRETS:
        assert not re.search(rf"^\s*{name}: (?!\$\{{{name}:\?)", text, re.MULTILINE)


def test_the_image_runs_as_nobody_special() -> None:
    text = (ROOT / "Dockerfile").read_text()
    last_stage = text[text.rindex("\nFROM ") :]
    user = re.search(r"^USER (\d+)$", last_stage, re.MULTILINE)
    assert user is not None
    assert int(user[1]) >= 1000
    assert "HEALTHCHECK" in last_stage
    assert "--require-hashes" in text
    assert not re.search(r"gcc|build-essential|nodejs|npm ", last_stage)


def test_the_image_is_sent_only_what_it_needs() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    assert not {"!tests", "!var", "!.git", "!.env"} & set(lines)
