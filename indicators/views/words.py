"""Words of the movement tables: printed columns 1–9 of forms 2 and 3, shortened for the screen."""

from households.rules.classes import HouseholdClass

_COMMON = {4: "Giảm khác (chuyển đi, chết, nhập, tách…)", 8: "Tăng khác (chuyển đến, tách…)", 9: "Hiện tại"}
MOVEMENT_WORDS: dict[HouseholdClass, dict[int, str]] = {
    HouseholdClass.POOR: {
        1: "Đầu năm",
        2: "Thoát nghèo, thành hộ cận nghèo",
        3: "Thoát nghèo, vượt chuẩn cận nghèo",
        5: "Hộ cận nghèo thành hộ nghèo",
        6: "Tái nghèo",
        7: "Phát sinh mới",
        **_COMMON,
    },
    HouseholdClass.NEAR_POOR: {
        1: "Đầu năm",
        2: "Thoát cận nghèo",
        3: "Thành hộ nghèo",
        5: "Hộ nghèo thành hộ cận nghèo",
        6: "Tái cận nghèo",
        7: "Phát sinh mới",
        **_COMMON,
    },
}
