"""Money of a budget line in whole đồng: what was allocated, what is committed, what was spent. Refuses to overspend.

Identities that every verb keeps: 0 ≤ spent ≤ committed ≤ allocated; remaining = allocated − spent; free = allocated − committed.
A decided grant that is not yet paid is a promise, and a promise is committed. A grant that is bought under a commitment (goods for
households under one contract) is covered by it: its money is bound once, by the contract, and it is no promise of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong


class Overspent(DomainError):
    """There is not enough money for what was asked."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Sums of a line, of a source or of everything. ``planned`` None: no need was stated.

    ``contracted``: commitments (contracts, orders); ``promised``: decided grants not yet paid and not covered; ``paid_contracted``,
    ``paid_covered``, ``paid_grants``, ``paid_direct``: payments on commitments, of grants covered by one, of other grants, and of neither.
    """

    planned: int | None = None
    allocated: int = 0
    contracted: int = 0
    promised: int = 0
    paid_contracted: int = 0
    paid_covered: int = 0
    paid_grants: int = 0
    paid_direct: int = 0

    @property
    def committed(self) -> int:
        """What is bound: commitments, promises, and payments that had neither before."""
        return self.contracted + self.promised + self.paid_grants + self.paid_direct

    @property
    def spent(self) -> int:
        """What was paid."""
        return self.paid_contracted + self.paid_covered + self.paid_grants + self.paid_direct

    @property
    def spent_on_grants(self) -> int:
        """What was paid for households."""
        return self.paid_covered + self.paid_grants

    @property
    def remaining(self) -> int:
        """Allocated and not spent."""
        return self.allocated - self.spent

    @property
    def free(self) -> int:
        """Allocated and not committed."""
        return self.allocated - self.committed

    def __add__(self, other: "Balance") -> "Balance":
        planned = None if self.planned is None and other.planned is None else (self.planned or 0) + (other.planned or 0)
        return Balance(
            planned,
            self.allocated + other.allocated,
            self.contracted + other.contracted,
            self.promised + other.promised,
            self.paid_contracted + other.paid_contracted,
            self.paid_covered + other.paid_covered,
            self.paid_grants + other.paid_grants,
            self.paid_direct + other.paid_direct,
        )


def total(balances: Iterable[Balance]) -> Balance:
    """The sum; an empty balance for none."""
    found = Balance()
    for balance in balances:
        found = found + balance
    return found


def _positive(amount: int) -> None:
    if amount <= 0:
        raise DomainError("Số tiền phải lớn hơn 0.")


def allocated_more(balance: Balance, amount: int) -> Balance:
    """After an allocation or adjustment (negative takes back); Overspent when more is committed than would be left."""
    if amount == 0:
        raise DomainError("Số tiền phải khác 0.")
    after = replace(balance, allocated=balance.allocated + amount)
    if after.free < 0:
        raise Overspent(
            f"Không giảm được {format_dong(-amount)}: đã giao {format_dong(balance.allocated)}, "
            f"đã cam kết {format_dong(balance.committed)}, chỉ giảm được nhiều nhất {format_dong(balance.free)}. Hủy bớt cam kết trước."
        )
    return after


def _check_free(balance: Balance, amount: int, what: str) -> None:
    _positive(amount)
    if amount > balance.free:
        raise Overspent(
            f"Không đủ kinh phí để {what} {format_dong(amount)}: đã giao {format_dong(balance.allocated)}, đã cam kết "
            f"{format_dong(balance.committed)}, chỉ còn {format_dong(balance.free)}. Bổ sung kinh phí hoặc giảm số tiền."
        )


def contracted(balance: Balance, amount: int, covering: int = 0) -> Balance:
    """After a commitment; ``covering``: promises that it covers from now on, so that their money is bound once."""
    _positive(amount)
    if covering > amount:
        raise Overspent(
            f"Các khoản hỗ trợ đã chọn cộng {format_dong(covering)}, lớn hơn số tiền cam kết {format_dong(amount)}. Bỏ bớt khoản, hoặc sửa "
            "số tiền."
        )
    freed = promise_released(balance, covering)
    _check_free(freed, amount, "cam kết")
    return replace(freed, contracted=freed.contracted + amount)


def contract_released(balance: Balance, amount: int, covering: int = 0) -> Balance:
    """After a commitment on which nothing was paid was taken back; what it covered is promised again."""
    return replace(balance, contracted=balance.contracted - amount, promised=balance.promised + covering)


def contract_reduced(balance: Balance, amount: int, left: int, covering: int = 0) -> Balance:
    """After a commitment ended below its amount or was called off in part; ``left`` of it was not yet paid, of which ``covering`` is kept
    for grants."""
    if amount <= 0:
        raise DomainError("Số tiền sau khi giảm phải nhỏ hơn số tiền cam kết hiện nay.")
    if amount > left - covering:
        kept = " hoặc dành cho khoản hỗ trợ của hộ" if covering else ""
        raise Overspent(f"Cam kết này chỉ giảm được nhiều nhất {format_dong(left - covering)}: phần khác đã chi{kept}.")
    return replace(balance, contracted=balance.contracted - amount)


def covered(balance: Balance, amount: int, left: int) -> Balance:
    """After a grant was decided under a commitment of which ``left`` is neither paid nor covered: the contract binds its money."""
    _positive(amount)
    if amount > left:
        raise Overspent(f"Cam kết này chỉ còn {format_dong(left)} cho khoản hỗ trợ nên không đủ {format_dong(amount)}. Chọn nguồn khác.")
    return balance


def promised(balance: Balance, amount: int) -> Balance:
    """After a grant was decided."""
    _check_free(balance, amount, "hỗ trợ")
    return replace(balance, promised=balance.promised + amount)


def promise_released(balance: Balance, amount: int) -> Balance:
    """After an unpaid grant was cancelled or voided."""
    return replace(balance, promised=balance.promised - amount)


def paid_promise(balance: Balance, amount: int) -> Balance:
    """After decided grants were paid: what was promised becomes spent."""
    _positive(amount)
    if amount > balance.promised:
        raise Overspent(
            f"Số tiền {format_dong(amount)} lớn hơn các khoản hỗ trợ đã quyết định mà chưa chi ({format_dong(balance.promised)})."
        )
    return replace(balance, promised=balance.promised - amount, paid_grants=balance.paid_grants + amount)


def paid_direct(balance: Balance, amount: int) -> Balance:
    """After a payment without a commitment before."""
    _check_free(balance, amount, "chi")
    return replace(balance, paid_direct=balance.paid_direct + amount)


def paid_on_contract(balance: Balance, amount: int, left: int, covering: int = 0) -> Balance:
    """After a payment on a commitment of which ``left`` is not yet paid and ``covering`` is kept for grants."""
    _positive(amount)
    if amount > left - covering:
        kept = f", trong đó {format_dong(covering)} dành cho khoản hỗ trợ của hộ," if covering else ""
        raise Overspent(f"Cam kết này chỉ còn {format_dong(left)} chưa chi{kept} nên không chi được {format_dong(amount)}.")
    return replace(balance, paid_contracted=balance.paid_contracted + amount)


def paid_covered(balance: Balance, amount: int, left: int) -> Balance:
    """After grants that a commitment covers were paid; ``left`` of it was not yet paid."""
    _positive(amount)
    if amount > left:
        raise Overspent(f"Cam kết này chỉ còn {format_dong(left)} chưa chi nên không chi được {format_dong(amount)}.")
    return replace(balance, paid_covered=balance.paid_covered + amount)
