"""Addresses of livelihoods. The agency of these tests is the health station: it leads none of these registers."""

from camphucnam.files.models import StoredFile
from camphucnam.privacy.vault import Vault
from tests.livelihoods import factories as make
from tests.url_expectations import GET, POST, Row, World

ORDER = 10  # the plan is there
READERS = {"officer", "signer"}
OFFICER = {"officer"}


def build(world: World) -> None:
    by = world.people["officer"]
    household = make.home(world.ward, by)
    member = make.adult(household)
    world.livelihood_home = household
    world.seeker = make.seeker(member, by)
    world.vacancy = make.vacancy(world.ward, by)
    world.abroad = make.abroad(member, by)
    world.vocational_class = make.vocational_class(world.ward, by)
    world.livelihood_model = make.running_model(world.ward, by)
    world.production_group = make.production_group(world.ward, by)
    world.loan = make.loan(household, by)
    world.job_fair = make.fair(world.ward, by)
    stored = StoredFile.objects.create(
        ward=world.ward, kind="pdf", name="ban-tin.pdf", stored_name=Vault("evidence", "").keep(b"%PDF-1.4"), size=8, uploaded_by=by
    )
    world.bulletin = make.bulletin(world.ward, by, file=stored)
    world.confirmation = make.confirmation(household, by)


def pk(name: str):
    return lambda world: [getattr(world, name).pk]


EXPECTED = {
    "livelihoods:seekers": Row(READERS),
    "livelihoods:seeker": Row(READERS, pk("seeker")),
    "livelihoods:vacancies": Row(READERS),
    "livelihoods:vacancy": Row(READERS, pk("vacancy")),
    "livelihoods:placements": Row(READERS),
    "livelihoods:abroad_list": Row(READERS),
    "livelihoods:abroad": Row(READERS, pk("abroad")),
    "livelihoods:fairs": Row(READERS),
    "livelihoods:fair": Row(READERS, pk("job_fair")),
    "livelihoods:fair_of": Row(READERS, lambda world: [world.job_fair.activity_id]),
    "livelihoods:bulletins": Row(READERS),
    "livelihoods:bulletin": Row(READERS, pk("bulletin")),
    "livelihoods:bulletin_file": Row(READERS, pk("bulletin")),
    "livelihoods:classes": Row(READERS),
    "livelihoods:class": Row(READERS, pk("vocational_class")),
    "livelihoods:models": Row(READERS),
    "livelihoods:model": Row(READERS, pk("livelihood_model")),
    "livelihoods:groups": Row(READERS),
    "livelihoods:group": Row(READERS, pk("production_group")),
    "livelihoods:loans": Row(READERS),
    "livelihoods:loan": Row(READERS, pk("loan")),
    "livelihoods:confirmations": Row(READERS),
    "livelihoods:confirmation": Row(READERS, pk("confirmation")),
    "livelihoods:confirmation_pdf": Row(READERS, pk("confirmation")),
    "livelihoods:add": Row(OFFICER, lambda world: ["nguoi-tim-viec"], methods=(GET, POST), own_ward=False),
    "livelihoods:add_to": Row(OFFICER, lambda world: ["gioi-thieu", world.seeker.pk], methods=(GET, POST)),
    "livelihoods:step": Row(OFFICER, lambda world: ["mo-hinh", world.livelihood_model.pk, "buoc-tiep"], methods=(GET, POST)),
    "livelihoods:void": Row(OFFICER, lambda world: ["mon-vay", world.loan.pk], methods=(GET, POST)),
    "livelihoods:household": Row(READERS, lambda world: [world.livelihood_home.code]),
}
