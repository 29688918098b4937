"""Money never goes below nothing, whatever is tried in whatever order."""

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camphucnam.kernel.errors import DomainError
from support.rules import budget
from support.rules.budget import Balance, Overspent

PLENTY = 5
VERBS = (
    "allocate", "take_back", "contract", "contract_covering", "release", "promise", "decide_covered", "cancel", "cancel_covered",
    "pay_grants", "pay_direct", "pay_contract", "pay_covered", "reduce", "restore",
)  # fmt: skip
step = st.tuples(st.sampled_from(VERBS), st.integers(0, 1), st.integers(0, 50), st.integers(0, 5))
# Both short and long: money must come before contracts, contracts before grants under them, and those before what must be refused.
steps = st.one_of(st.lists(step, max_size=60), st.lists(step, min_size=50, max_size=90))


@dataclass
class Contract:
    """A commitment as the services keep it: what was paid on it, and the unpaid grants that it covers."""

    amount: int
    paid: int = 0
    covered: list[int] = field(default_factory=list)

    @property
    def left(self) -> int:
        return self.amount - self.paid


@dataclass
class Line:
    """A line as the services keep it: the balance, and the rows behind it."""

    balance: Balance = field(default_factory=Balance)
    contracts: list[Contract] = field(default_factory=list)
    grants: list[int] = field(default_factory=list)  # decided, neither paid nor covered
    covered_vouchers: list[int] = field(default_factory=list)
    paid_grants: list[int] = field(default_factory=list)
    vouchers: list[int] = field(default_factory=list)  # of grants

    def act(self, verb: str, amount: int, which: int) -> None:
        getattr(self, verb)(amount, which)

    def allocate(self, amount: int, which: int) -> None:
        self.balance = budget.allocated_more(self.balance, amount * PLENTY)

    def take_back(self, amount: int, which: int) -> None:
        self.balance = budget.allocated_more(self.balance, -amount)

    def contract(self, amount: int, which: int) -> None:
        self.balance = budget.contracted(self.balance, amount)
        self.contracts.append(Contract(amount))

    def contract_covering(self, amount: int, which: int) -> None:
        chosen = self.grants[: which + 1]
        self.balance = budget.contracted(self.balance, amount, sum(chosen))
        self.grants = self.grants[which + 1 :]
        self.contracts.append(Contract(amount, covered=chosen))

    def release(self, amount: int, which: int) -> None:
        unpaid = [row for row in self.contracts if not row.paid]
        if unpaid:
            row = unpaid[which % len(unpaid)]
            self.balance = budget.contract_released(self.balance, row.amount, sum(row.covered))
            self.grants += row.covered
            self.contracts = [other for other in self.contracts if other is not row]

    def promise(self, amount: int, which: int) -> None:
        self.balance = budget.promised(self.balance, amount)
        self.grants.append(amount)

    def cancel(self, amount: int, which: int) -> None:
        if self.grants:
            self.balance = budget.promise_released(self.balance, self.grants.pop(which % len(self.grants)))

    def decide_covered(self, amount: int, which: int) -> None:
        if self.contracts:
            row = self.contracts[which % len(self.contracts)]
            self.balance = budget.covered(self.balance, amount, row.left - sum(row.covered))
            row.covered.append(amount)

    def cancel_covered(self, amount: int, which: int) -> None:
        """The contract stays bound: nothing moves in the balance."""
        holding = [row for row in self.contracts if row.covered]
        if holding:
            holding[which % len(holding)].covered.pop()

    def pay_covered(self, amount: int, which: int) -> None:
        holding = [row for row in self.contracts if row.covered]
        if holding:
            row = holding[which % len(holding)]
            paid = row.covered[: which + 1]
            self.balance = budget.paid_covered(self.balance, sum(paid), row.left)
            row.covered, row.paid = row.covered[which + 1 :], row.paid + sum(paid)
            self.covered_vouchers.append(sum(paid))

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
            self.balance = budget.paid_on_contract(self.balance, amount, row.left, sum(row.covered))
            row.paid += amount

    def reduce(self, amount: int, which: int) -> None:
        """It ended below its amount."""
        if self.contracts:
            row = self.contracts[which % len(self.contracts)]
            self.balance = budget.contract_reduced(self.balance, amount, row.left, sum(row.covered))
            row.amount -= amount

    def restore(self, amount: int, which: int) -> None:
        """The reduction was written wrongly."""
        if self.contracts:
            self.balance = budget.contracted(self.balance, amount)
            self.contracts[which % len(self.contracts)].amount += amount


def check(line: Line) -> None:
    money = line.balance
    assert money.allocated - money.committed == money.free >= 0
    assert 0 <= money.spent <= money.committed <= money.allocated
    assert money.remaining == money.allocated - money.spent
    assert money.paid_grants == sum(line.paid_grants) == sum(line.vouchers)
    assert money.promised == sum(line.grants)
    assert money.contracted == sum(row.amount for row in line.contracts)
    assert money.paid_covered == sum(line.covered_vouchers)
    assert money.paid_contracted + money.paid_covered == sum(row.paid for row in line.contracts)
    assert money.spent_on_grants == sum(line.vouchers) + sum(line.covered_vouchers)
    # What is promised to households and under contract is bound once, and enough is left to pay all of it.
    assert money.committed == money.contracted + money.promised + money.paid_grants + money.paid_direct
    assert all(0 <= sum(row.covered) <= row.left for row in line.contracts)
    owed = sum(line.grants) + sum(sum(row.covered) for row in line.contracts)
    assert owed + money.spent <= money.committed


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the rule
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


def test_a_contract_binds_the_money_of_its_grants_once() -> None:
    """Hundred allocated, ninety promised: a contract of ninety for these grants fits, one beside them does not."""
    money = budget.promised(Balance(allocated=100), 90)
    with pytest.raises(Overspent, match=r"chỉ còn 10.đồng"):
        budget.contracted(money, 90)
    bound = budget.contracted(money, 90, 90)
    assert (bound.committed, bound.promised, bound.free) == (90, 0, 10)
    assert budget.contract_released(bound, 90, 90) == money
    with pytest.raises(Overspent, match=r"cộng 90.đồng, lớn hơn số tiền cam kết 80"):
        budget.contracted(money, 80, 90)
    paid = budget.paid_covered(bound, 90, 90)
    assert (paid.committed, paid.spent, paid.spent_on_grants) == (90, 90, 90)


def test_what_is_kept_for_grants_is_not_paid_to_others() -> None:
    money = budget.contracted(budget.promised(Balance(allocated=100), 60), 80, 60)
    assert budget.paid_on_contract(money, 20, 80, 60).spent == 20
    with pytest.raises(Overspent, match=r"còn 80.đồng chưa chi, trong đó 60.đồng dành cho khoản hỗ trợ"):
        budget.paid_on_contract(money, 21, 80, 60)
    with pytest.raises(Overspent, match=r"chỉ còn 20.đồng cho khoản hỗ trợ"):
        budget.covered(money, 21, 20)


def test_a_contract_ends_at_what_was_paid_and_covered() -> None:
    money = budget.contracted(budget.promised(Balance(allocated=100), 30), 80, 30)
    money = budget.paid_on_contract(money, 40, 80, 30)
    ended = budget.contract_reduced(money, 10, 40, 30)
    assert (ended.contracted, ended.free, ended.spent) == (70, 30, 40)
    with pytest.raises(Overspent, match=r"nhiều nhất 10.đồng: phần khác đã chi hoặc dành cho khoản hỗ trợ"):
        budget.contract_reduced(money, 11, 40, 30)
    with pytest.raises(DomainError, match="nhỏ hơn số tiền cam kết"):
        budget.contract_reduced(money, 0, 40, 30)
