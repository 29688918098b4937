"""Money never goes below nothing, whatever is tried in whatever order."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camphucnam.kernel.errors import DomainError
from support.rules import budget
from support.rules.budget import Balance, Overspent

VERBS = ("allocate", "take_back", "contract", "release", "promise", "cancel", "pay_grants", "pay_direct", "pay_contract")
steps = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 1), st.integers(0, 50), st.integers(0, 5)), max_size=60)


@dataclass
class Line:
    """A line as the services keep it: the balance, and the rows behind it."""

    balance: Balance = field(default_factory=Balance)
    contracts: list[list[int]] = field(default_factory=list)  # [amount, paid]
    grants: list[int] = field(default_factory=list)  # decided, not paid
    paid_grants: list[int] = field(default_factory=list)
    vouchers: list[int] = field(default_factory=list)  # of grants

    def act(self, verb: str, amount: int, which: int) -> None:
        getattr(self, verb)(amount, which)

    def allocate(self, amount: int, which: int) -> None:
        self.balance = budget.allocated_more(self.balance, amount)

    def take_back(self, amount: int, which: int) -> None:
        self.balance = budget.allocated_more(self.balance, -amount)

    def contract(self, amount: int, which: int) -> None:
        self.balance = budget.contracted(self.balance, amount)
        self.contracts.append([amount, 0])

    def release(self, amount: int, which: int) -> None:
        unpaid = [row for row in self.contracts if not row[1]]
        if unpaid:
            row = unpaid[which % len(unpaid)]
            self.balance = budget.contract_released(self.balance, row[0])
            self.contracts.remove(row)

    def promise(self, amount: int, which: int) -> None:
        self.balance = budget.promised(self.balance, amount)
        self.grants.append(amount)

    def cancel(self, amount: int, which: int) -> None:
        if self.grants:
            self.balance = budget.promise_released(self.balance, self.grants.pop(which % len(self.grants)))

    def pay_grants(self, amount: int, which: int) -> None:
        chosen = self.grants[: which + 1]
        self.balance = budget.paid_promise(self.balance, sum(chosen))
        self.grants = self.grants[which + 1 :]
        self.paid_grants += chosen
        self.vouchers.append(sum(chosen))

    def pay_direct(self, amount: int, which: int) -> None:
        self.balance = budget.paid_direct(self.balance, amount)

    def pay_contract(self, amount: int, which: int) -> None:
        if self.contracts:
            row = self.contracts[which % len(self.contracts)]
            self.balance = budget.paid_on_contract(self.balance, amount, row[0] - row[1])
            row[1] += amount


def check(line: Line) -> None:
    money = line.balance
    assert money.allocated - money.committed == money.free >= 0
    assert 0 <= money.spent <= money.committed <= money.allocated
    assert money.remaining == money.allocated - money.spent
    assert money.paid_grants == sum(line.paid_grants) == sum(line.vouchers)
    assert money.promised == sum(line.grants)
    assert money.contracted == sum(row[0] for row in line.contracts)
    assert money.paid_contracted == sum(row[1] for row in line.contracts)


@given(steps)
def test_no_order_of_verbs_overspends(tried: list[tuple[str, int, int, int]]) -> None:
    lines = [Line(), Line()]
    for verb, source, amount, which in tried:
        before = lines[source].balance
        try:
            lines[source].act(verb, amount, which)
        except DomainError:
            assert lines[source].balance == before
        for line in lines:
            check(line)
    whole = budget.total(line.balance for line in lines)
    for name in ("allocated", "committed", "spent", "remaining", "free"):
        assert getattr(whole, name) == sum(getattr(line.balance, name) for line in lines)


def test_the_last_dong_may_be_spent_and_not_one_more() -> None:
    money = budget.promised(Balance(allocated=100), 60)
    assert budget.paid_direct(money, 40).free == 0
    with pytest.raises(Overspent, match=r"chỉ còn 40.đồng"):
        budget.paid_direct(money, 41)
    with pytest.raises(Overspent, match=r"nhiều nhất 40.đồng"):
        budget.allocated_more(money, -41)
    with pytest.raises(DomainError, match="lớn hơn 0"):
        budget.contracted(money, 0)


def test_a_missing_need_is_not_zero() -> None:
    assert budget.total([Balance(), Balance()]).planned is None
    assert budget.total([Balance(planned=5), Balance()]).planned == 5
