"""Fill an empty ward with the demonstration: register, people who sign in, events, progress."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.conf import settings
from django.db import transaction

from camphucnam.accounts.models import RoleGrant, User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.accounts.services.wards import ward_ensure
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError
from camphucnam.office.demo.activities import write_activities
from camphucnam.office.demo.activity import write_activity
from camphucnam.office.demo.figures import write_figures
from camphucnam.office.demo.history import Chronicle, change_members
from camphucnam.office.demo.livelihoods import write_livelihoods
from camphucnam.office.demo.market import write_market
from camphucnam.office.demo.marks import settle_facts
from camphucnam.office.demo.needs import write_facts_and_needs
from camphucnam.office.demo.nutrition import write_nutrition
from camphucnam.office.demo.oversight import write_oversight
from camphucnam.office.demo.papers import write_papers
from camphucnam.office.demo.people import Inventor
from camphucnam.office.demo.progress import write_progress
from camphucnam.office.demo.register import RegisterWriter
from camphucnam.office.demo.support import write_support
from camphucnam.office.demo.ties import write_ties
from camphucnam.office.demo.versions import write_versions
from camphucnam.office.demo.welfare import write_welfare
from camphucnam.office.reference import load_all
from households.models import GroupLeadership, Household

N_GROUPS = 12
PASSWORD = "minhhoa-" + "2023"
REGISTERS = (
    write_livelihoods,
    write_activities,
    write_market,
    write_nutrition,
    write_support,
    write_facts_and_needs,
    write_welfare,
    write_ties,
    write_oversight,
)
"""Writers of the working registers, in the order in which they build on each other."""
# username, full name, role, group or agency code
ACCOUNTS = (
    ("canbo", "Cán bộ Minh Họa", Role.OFFICER, ""),
    ("totruong01", "Tổ trưởng Ví Dụ 01", Role.GROUP_LEADER, "TDP01"),
    ("totruong02", "Tổ trưởng Ví Dụ 02", Role.GROUP_LEADER, "TDP02"),
    ("tramyte", "Trạm Y tế Minh Họa", Role.AGENCY_MEMBER, "TYT"),
    ("taichinh", "Tài chính Minh Họa", Role.AGENCY_MEMBER, "TCKH"),
    ("diachinh", "Địa chính Minh Họa", Role.AGENCY_MEMBER, "DCDT"),
    ("truonghoc", "Trường học Minh Họa", Role.AGENCY_MEMBER, "TRUONG"),
    ("vanhoa", "Văn hóa Minh Họa", Role.AGENCY_MEMBER, "VHTT"),
    ("tuphap", "Tư pháp Minh Họa", Role.AGENCY_MEMBER, "TPHT"),
    ("mattran", "Mặt trận Minh Họa", Role.AGENCY_MEMBER, "MTTQ"),
    ("bcd", "Thành viên Ban Chỉ đạo Minh Họa", Role.AGENCY_MEMBER, "BCD"),
    ("daidientdp", "Đại diện Tổ trưởng Minh Họa", Role.AGENCY_MEMBER, "TDP"),
    ("uyvien", "Ủy viên theo dõi Minh Họa", Role.COMMITTEE_MEMBER, ""),
    ("lanhdao", "Lãnh đạo Minh Họa", Role.SIGNER, ""),
    ("quantri", "Quản trị Minh Họa", Role.ADMINISTRATOR, ""),
)


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was made."""

    ward: str
    households: int
    followed: int
    accounts: tuple[str, ...]


@transaction.atomic
def seed(n_households: int, seed_number: int, year: int, *, accounts: bool) -> Seeded:
    """Make the demonstration ward; DomainError when the database holds anything real or is not empty."""
    ward, _ = ward_ensure()
    if ward is None or Household.objects.exists() or User.objects.filter(is_demo=False).exists():
        raise DomainError(
            "Cơ sở dữ liệu đã có hộ hoặc người dùng thật nên không tạo dữ liệu minh họa. "
            "Dùng một cơ sở dữ liệu trống (đặt DATABASE_URL khác)."
        )
    Ward.objects.filter(pk=ward.pk).update(is_demo=True)
    load_all(None)
    random = Random(seed_number)
    inventor = Inventor(random, year)
    n_groups = min(N_GROUPS, max(1, n_households // 10))
    homes = [inventor.home(n % n_groups, n // n_groups + 1) for n in range(n_households)]
    for home in homes:
        settle_facts(random, home, date(year, 1, 1))
    chronicle = Chronicle(random, homes, year)
    chronicle.write()
    change_members(random, inventor, homes, year, n_groups)
    writer = RegisterWriter(ward, random, homes, chronicle, n_groups, year)
    writer.write()
    people = add_accounts(ward, writer, year) if accounts else {}
    if people:
        write_activity(random, writer, people, year)
        speakers = {code: people[name] for name, _, role, code in ACCOUNTS if role is Role.AGENCY_MEMBER}
        write_progress(ward, {**speakers, "LDTBXH": people["canbo"]}, people, year)
        write_figures(ward, people, year)
        write_papers(ward, people["canbo"], year)
        for write in REGISTERS:
            write(Random(seed_number), writer, people, year)
        write_versions(ward, people["canbo"], year)
    record(Action.DEMO_SEEDED, by=None, ward_id=ward.pk, target=ward, ho=n_households, hat_giong=seed_number, nam=year)
    return Seeded(ward.code, n_households, sum(bool(home.steps) for home in homes), tuple(people))


def add_accounts(ward: Ward, writer: RegisterWriter, year: int) -> dict[str, User]:
    """One account a role. Refused outside DEBUG: demonstration passwords are public."""
    if not settings.DEBUG:
        raise DomainError("Tài khoản minh họa chỉ có khi DEBUG=1. Bỏ tùy chọn tạo tài khoản hoặc chạy ở chế độ minh họa.")
    people = {}
    for username, full_name, role, scope in ACCOUNTS:
        user = User.objects.create_user(username, PASSWORD, full_name=full_name, is_demo=True)
        RoleGrant.objects.create(user=user, ward=ward, role=role, from_on=date(year - 2, 1, 1))
        for group in writer.groups:
            if role is Role.GROUP_LEADER and group.code == scope:
                GroupLeadership.objects.create(user=user, group=group, from_on=date(year - 2, 1, 1))
        people[username] = user
    return people
