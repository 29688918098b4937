"""The words of nutrition. Codes of the classes are the answers of the fact "nutrition" (households/data/facts.toml)."""

from camphucnam.kernel.enums import LabelledEnum


class NutritionClass(LabelledEnum):
    """What the newest measurement says of a child."""

    NORMAL = "normal", "Bình thường"
    MODERATE = "moderate", "Thấp còi hoặc nhẹ cân, mức độ vừa"
    SEVERE = "severe", "Thấp còi hoặc nhẹ cân, mức độ nặng"
    ACUTE = "acute", "Gầy còm"
    MODERATE_ACUTE = "moderate_acute", "Gầy còm, kèm thấp còi hoặc nhẹ cân mức độ vừa"
    SEVERE_ACUTE = "severe_acute", "Gầy còm, kèm thấp còi hoặc nhẹ cân mức độ nặng"


MALNOURISHED = tuple(item for item in NutritionClass if item is not NutritionClass.NORMAL)


class Standard(LabelledEnum):
    """By which tables a child was scored."""

    WHO_2006 = "who_2006", "WHO 2006"
    WHO_2007 = "who_2007", "WHO 2007"


class DoseKind(LabelledEnum):
    """What is given to a person."""

    VITAMIN_A = "vitamin_a", "Vitamin A"
    MICRONUTRIENTS = "micronutrients", "Đa vi chất"
    DEWORMING = "deworming", "Tẩy giun"
    PRODUCT = "product", "Sản phẩm dinh dưỡng"


class Round(LabelledEnum):
    """Rounds of vitamin A in a year."""

    FIRST = "1", "Đợt 1"
    SECOND = "2", "Đợt 2"


class Due(LabelledEnum):
    """What a child has not had yet this year."""

    MEASURE = "measure", "Cân đo"
    VITAMIN_A_FIRST = "vitamin_a_1", "Vitamin A đợt 1"
    VITAMIN_A_SECOND = "vitamin_a_2", "Vitamin A đợt 2"
    MICRONUTRIENTS = "micronutrients", "Đa vi chất"
    PRODUCT = "product", "Sản phẩm dinh dưỡng"
    DEWORMING = "deworming", "Tẩy giun"


class Outcome(LabelledEnum):
    """How a pregnancy ended here."""

    BIRTH = "birth", "Sinh con"
    LOST = "lost", "Không giữ được thai"
    LEFT = "left", "Chuyển nơi khác theo dõi"
