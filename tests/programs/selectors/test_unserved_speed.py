"""The list of lacks stays near its bare SQL (bench/unserved.py measures it on 3,000 households)."""

from datetime import date

import pytest

from bench.timing import interleave
from bench.unserved import LIMIT, add_needs, bare, counted_by_hand, the_list
from camphucnam.accounts.models import Ward
from households.models import Assessment, Member
from programs.models import Plan
from tests.households.factories import make_group, make_households

pytestmark = pytest.mark.django_db
ON = date(2023, 12, 31)
N_HOUSEHOLDS, SHARE = 600, 10  # as in a ward, most households lack nothing
# In a small ward the composing of queries weighs more than their rows; the benchmark holds the product to LIMIT itself.
SLACK = 2


def test_the_list_of_lacks_against_its_bare_sql(ward: Ward, plan: Plan) -> None:
    homes = make_households(make_group(ward), N_HOUSEHOLDS)
    lacking = {home.pk for home in homes[::SHARE]}
    Assessment.objects.exclude(household__in=lacking).update(deprived_mask=0)
    Member.objects.bulk_create(
        Member(ward=ward, household=home, full_name=f"Người Ví Dụ {n}", folded_name="nguoi vi du", birth_on=date(1970 + 12 * n, 1, 1))
        for home in homes
        for n in range(4)
    )
    add_needs(ward)
    product = the_list(ward, ON)
    assert len(product()) == counted_by_hand(ward, ON) == 3 * len(lacking) + N_HOUSEHOLDS // 10
    samples = interleave({"baseline": bare(product), "product": product}, repeats=5, calls=12, warm_up=1)
    # The quickest call of each: a busy machine strikes the longer of the two more often.
    ratio = samples["product"].percentile(1) / samples["baseline"].percentile(1)
    assert ratio < LIMIT * SLACK, f"{ratio:.1f}"
