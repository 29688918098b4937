"""A card written by mistake is taken back on the household's page."""

import pytest
from django.urls import reverse

from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import InsuranceCard
from households.services.cards import card_void
from households.services.member import card_write
from tests.posting import post
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
NUMBER = "HN4056000000001"


@pytest.fixture
def card(household) -> InsuranceCard:
    return card_write(household.members.get(is_head=True), NUMBER, None, None)


def test_the_officer_takes_it_back_with_a_reason(card, household, officer, own_leader, signer, client_of) -> None:
    page, url = (
        reverse(f"households:{name}", args=args)
        for name, args in (("household", [household.code]), ("void_card", [household.code, card.pk]))
    )
    client = client_of(officer)
    assert url in client.get(page).content.decode()
    assert "Ghi lý do hủy" in post(client, url, {"reason": " "}).content.decode()
    assert post(client, url, {"reason": "Thẻ của người khác"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "đã hủy: Thẻ của người khác" in shown and url not in shown
    assert NUMBER not in str(AuditEvent.objects.order_by("-pk").values_list("target_label", "details")[0])
    assert client.get(url).status_code == 404
    for user in (own_leader, signer):
        assert client_of(user).get(url).status_code in (403, 404)
    assert card_write(card.member, NUMBER, None, None).pk != card.pk  # the same number may be written again


def test_who_may_and_only_once(card, officer, signer) -> None:
    with pytest.raises(NotAllowed):
        card_void(card, "Nhầm", by=signer)
    with pytest.raises(DomainError, match="lý do"):
        card_void(card, " ", by=officer)
    card_void(card, "Nhầm", by=officer)
    with pytest.raises(DomainError, match="đã được hủy"):
        card_void(card, "Nhầm", by=officer)


def test_queries_do_not_grow_with_cards(card, household, officer, client_of) -> None:
    def grow(n: int) -> None:
        for _ in range(n):
            row = card_write(card.member, f"HN40560{InsuranceCard.objects.count():08d}", None, None)
            card_void(row, "Nhầm", by=officer)

    assert_constant_queries(client_of(officer), reverse("households:household", args=[household.code]), grow)
