"""The words of legal aid."""

from camphucnam.kernel.enums import LabelledEnum


class LegalField(LabelledEnum):
    """What the matter is about."""

    CIVIL = "civil", "Dân sự"
    FAMILY = "family", "Hôn nhân và gia đình"
    LAND = "land", "Đất đai, nhà ở"
    LABOUR = "labour", "Lao động, việc làm"
    CRIMINAL = "criminal", "Hình sự"
    ADMINISTRATIVE = "administrative", "Hành chính, khiếu nại"
    POLICY = "policy", "Chính sách xã hội, ưu đãi"
    OTHER = "other", "Khác"


class LegalGround(LabelledEnum):
    """Why the aid is free (plan, line 255)."""

    POOR = "poor", "Người thuộc hộ nghèo"
    NEAR_POOR = "near_poor", "Người thuộc hộ cận nghèo"
    HARDSHIP = "hardship", "Người khác có khó khăn về tài chính"
    OTHER = "other", "Đối tượng khác theo quy định"


class LegalForm(LabelledEnum):
    """How somebody is helped."""

    ADVICE = "advice", "Tư vấn pháp luật"
    REPRESENTATION = "representation", "Tham gia tố tụng"
    OUTSIDE_COURT = "outside_court", "Đại diện ngoài tố tụng"
    REFERRAL = "referral", "Chuyển đến nơi trợ giúp"
