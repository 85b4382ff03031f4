"""Vietnamese words for the code names that pages must show: facts of a deadline, clocks, covered fields."""

FACTS = {
    "step": "mốc",
    "immediate_effect": "được thi hành ngay",
    "procedural_law_silent": "luật tố tụng không quy định",
    "bankruptcy": "thủ tục phá sản",
    "interim_measure": "biện pháp khẩn cấp tạm thời",
    "prison_over_2_years": "còn phải chấp hành án tù từ 02 năm trở lên",
    "address_unknown": "chưa xác định được địa chỉ",
    "account_information": "thông tin về tài khoản",
    "real_estate_or_registered": "bất động sản hoặc tài sản phải đăng ký",
    "complex": "vụ việc phức tạp",
    "verifications_done": "số lần đã xác minh",
    "first_sale": "bán lần đầu",
    "real_estate": "bất động sản",
    "extension_agreed": "các bên đồng ý gia hạn",
    "agreement": "có thỏa thuận",
    "direct_sale": "bán không qua đấu giá",
    "many_creditors": "nhiều người được thi hành án",
    "perishable": "tài sản mau hỏng",
    "collected_later": "thu được sau",
    "take_worker_back": "buộc nhận người lao động trở lại làm việc",
}

STEPS = {
    "reminder": "nhắc người phải thi hành",
    "portal": "đăng trên cổng thông tin",
    "parties": "gửi đương sự",
    "creditor": "gửi người được thi hành án",
    "heirs_notice": "thông báo cho người thừa kế",
    "receiving_decision": "nơi nhận ủy thác ra quyết định",
    "province_answer": "cơ quan cấp tỉnh trả lời",
    "plan_to_agency": "gửi kế hoạch cho cơ quan",
    "notice": "thông báo",
    "use": "sử dụng",
    "pay": "thanh toán",
    "later_sale": "bán lần sau",
    "valuation": "thẩm định giá",
}

FIELDS = {"id_number": "số định danh", "address": "địa chỉ"}


def fact(name: str) -> str:
    """A fact's Vietnamese name; the code name where nobody has named it."""
    return FACTS.get(name, name)


def field(name: str) -> str:
    """A covered field's Vietnamese name; the code name where nobody has named it."""
    return FIELDS.get(name, name)


def step(name: str) -> str:
    """A clock's Vietnamese name; the code name where nobody has named it."""
    return STEPS.get(name, name)
