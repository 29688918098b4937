"""Load all reference data of the deployment, application by application."""

from camphucnam.accounts.models import Ward
from camphucnam.accounts.services.wards import ward_ensure
from camphucnam.kernel.counts import Counts
from camphucnam.kernel.errors import DomainError
from indicators.services import reference as indicators_reference
from programs.rules.plan_file import available_years
from programs.services import reference as programs_reference
from welfare.services import rates as welfare_rates


def load_all(year: int | None, ward_code: str = "") -> Counts:
    """Load the plan and the targets of one year, or of every year that has files, and the rates, for one ward or all of them."""
    _, added = ward_ensure()
    wards = list(Ward.objects.filter(code=ward_code) if ward_code else Ward.objects.order_by("code"))
    if not wards:
        raise DomainError(f"Không có phường mã ‘{ward_code}’. Các mã đang có: {', '.join(Ward.objects.values_list('code', flat=True))}.")
    total = Counts(created=int(added))
    for ward in wards:
        for plan_year in [year] if year else available_years():
            total += programs_reference.load(ward, plan_year, True)
            total += indicators_reference.load(ward, plan_year, True)
        total += welfare_rates.load(ward, True)
    return total
