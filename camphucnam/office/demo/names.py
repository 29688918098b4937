"""Obviously invented people: family names that nobody bears, ids with a province code that does not exist."""

from random import Random

FAMILIES = ("Ví Dụ", "Minh Họa", "Thử Nghiệm", "Giả Định")
MALE_MIDDLE = ("Văn", "Đình", "Quốc", "Hữu", "Công")
FEMALE_MIDDLE = ("Thị", "Ngọc", "Kim", "Thu", "Mỹ")
MALE_GIVEN = (
    "An Bình Cường Dũng Đức Giang Hải Hùng Khánh Lâm Long Minh Nam Nghĩa Phong Phúc Quân Sơn Tâm Thành Tiến Tùng Út Việt Vinh".split()
)
FEMALE_GIVEN = (
    "Ánh Bích Châu Dung Đào Én Hà Hạnh Hoa Hương Lan Liên Loan Mai Nga Nhung Oanh Phượng Quyên Sen Thảo Thủy Trang Uyên Yến".split()
)
INVALID_PROVINCE = "000"


def person_name(random: Random, sex: str) -> str:
    """A full name with an impossible family name."""
    middle, given = (MALE_MIDDLE, MALE_GIVEN) if sex == "male" else (FEMALE_MIDDLE, FEMALE_GIVEN)
    return f"{random.choice(FAMILIES)} {random.choice(middle)} {random.choice(given)}"


def personal_id(number: int, sex: str, birth_year: int) -> str:
    """Twelve digits in the structure of the law under a province code that is not assigned; unique by ``number``."""
    century = (birth_year - 1900) // 100 * 2 + (sex == "female")
    return f"{INVALID_PROVINCE}{century}{birth_year % 100:02d}{number % 1_000_000:06d}"


def insurance_number(number: int) -> str:
    """A ten-digit number that begins with zeros only."""
    return f"{number:010d}"
