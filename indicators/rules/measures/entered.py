"""Figures that the register does not hold: an agency or the officer enters them. The label is what the form asks for."""

ENTERED: dict[str, str] = {
    "livelihood_models_supported": "Số mô hình, dự án giảm nghèo được hỗ trợ, nhân rộng",
    "cadres_trained": "Số cán bộ giảm nghèo đã được bồi dưỡng, tập huấn",
    "cadres_in_poverty_work": "Tổng số cán bộ làm công tác giảm nghèo",
    "workers_job_support_given": "Số người lao động đã được hỗ trợ kết nối, tư vấn, tìm việc làm",
    "workers_job_support_needed": "Số người lao động có nhu cầu được hỗ trợ việc làm",
    "workers_placed_in_jobs": "Số người lao động được kết nối việc làm thành công",
    "workers_skill_training_given": "Số người lao động đã được hỗ trợ đào tạo kỹ năng nghề",
    "workers_skill_training_needed": "Số người lao động có nhu cầu đào tạo kỹ năng nghề",
    "near_poor_housing_supported": "Số hộ cận nghèo đã được hỗ trợ nhà ở",
    "households_telecom_served": "Số hộ có nhu cầu đã được dùng dịch vụ viễn thông, internet",
    "households_telecom_needed": "Số hộ có nhu cầu dùng dịch vụ viễn thông, internet",
    "children_6_36_vitamin_a_twice": "Số trẻ từ 6 đến 36 tháng tuổi đã uống vitamin A đủ 2 lần trong năm",
    "children_6_36": "Tổng số trẻ từ 6 đến 36 tháng tuổi trên địa bàn",
    "malnourished_children_supplemented": "Số trẻ dưới 16 tuổi suy dinh dưỡng đã được bổ sung đa vi chất",
    "malnourished_children_under_16": "Tổng số trẻ dưới 16 tuổi suy dinh dưỡng thuộc các hộ nêu tại chỉ tiêu",
    "workers_vocationally_trained": "Số người lao động đã được đào tạo nghề sơ cấp và dưới 3 tháng",
    "social_protection_receiving": "Số đối tượng bảo trợ xã hội đang được hưởng chính sách",
    "social_protection_eligible": "Số đối tượng bảo trợ xã hội đủ điều kiện",
    "stated_count": "Số đã thực hiện theo lời văn chỉ tiêu",
    "stated_total": "Tổng số phải thực hiện theo lời văn chỉ tiêu",
}
