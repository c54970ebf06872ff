"""What every table that speaks of a person holds, column by column, in words for that person.

The page lists the tables of the real schema; tests/sweeps/test_stored.py holds that none is left out.
"""

from dataclasses import dataclass

from core.i18n import Labelled, _l


class When(Labelled):
    """In which consultations a table gets rows about a person."""

    ALWAYS = "always", _l("Luôn luôn, kể cả khi chưa góp ý")
    BOTH = "both", _l("Mọi đợt lấy ý kiến")
    NAMED = "named", _l("Chỉ đợt có nêu tên")
    ANONYMOUS = "anonymous", _l("Chỉ đợt không nêu tên")
    SAID = "said", _l("Có nêu tên: khi gửi. Không nêu tên: sau khi mở niêm phong, không kèm tên và giờ")


@dataclass(frozen=True)
class Table:
    title: str
    when: When
    #: {column: what stands in it}, beside COMMON.
    columns: dict


_A, _B, _N, _O, _S = When.ALWAYS, When.BOTH, When.NAMED, When.ANONYMOUS, When.SAID
#: Columns that mean the same wherever they stand.
COMMON = {
    "id": _l("Số hoặc mã ngẫu nhiên để máy phân biệt các dòng"),
    "school_id": _l("Thuộc trường nào"),
    "consultation_id": _l("Trong đợt lấy ý kiến nào"),
    "submission_id": _l("Thuộc phiếu nào (mã ngẫu nhiên)"),
    "household_id": _l("Gia đình nào"),
    "person_id": _l("Nhân viên nào"),
    "class_id": _l("Lớp nào"),
    "clause_id": _l("Về mục nào của dự thảo"),
    "left_on": _l("Ngày rời trường, nếu có"),
    "audience": _l("Đối tượng: cha mẹ trẻ, giáo viên, nhân viên…"),
    "stance": _l("Quan điểm: đồng ý, cần sửa, không đồng ý, khác"),
    "channel": _l("Cách tiếp nhận: trang này, giấy, điện thoại…"),
    "answerer": _l("Ai trong nhà trả lời (mẹ, bố, ông bà…), nếu đợt tính theo người"),
    "group_label": _l("Nhãn nhóm của phiếu: lớp, hoặc nhóm rộng hơn ở đợt không nêu tên"),
    "version": _l("Nói về phiên bản nào của dự thảo"),
    "made_by_id": _l("Nhân viên nào đã ghi"),
    "made_at": _l("Ghi lúc nào"),
    "proposed": _l("Lời đề nghị sửa"),
    "reason": _l("Lời nêu lý do"),
}
STORED = {
    "household": Table(_l("Gia đình"), _A, {
        "family_code": _l("Mã gia đình trong danh sách của trường"),
        "code_issue": _l("Mã vào trang đã cấp lần thứ mấy"),
        "code_tag": _l("Dấu băm có khóa của mã vào trang; không đọc ngược ra mã"),
    }),
    "child": Table(_l("Trẻ, theo danh sách của trường"), _A, {
        "child_code": _l("Mã trẻ"), "full_name": _l("Họ và tên"),
        "birth_date": _l("Ngày sinh, nếu trường ghi"),
    }),
    "person": Table(_l("Nhân viên nhà trường"), _A, {
        "staff_code": _l("Mã nhân viên"), "full_name": _l("Họ và tên"), "login": _l("Tên đăng nhập"),
        "role": _l("Vai trò"), "password_hash": _l("Mật khẩu đã băm; không đọc ngược được"),
        "session_stamp": _l("Số lần mọi phiên đã bị đăng xuất"),
        "invitation_tag": _l("Dấu băm của thư mời còn hạn"), "invited_until": _l("Hạn của thư mời"),
    }),
    "class_teacher": Table(_l("Giáo viên phụ trách lớp"), _A, {}),
    "sign_in_failure": Table(_l("Lần đăng nhập sai, để chặn dò mã; tự xóa"), _A, {
        "about": _l("Dấu băm của tên đăng nhập hoặc địa chỉ mạng"), "at": _l("Lúc nào"),
    }),
    "data_request": Table(_l("Sổ yêu cầu về dữ liệu cá nhân"), _A, {
        "kind": _l("Loại yêu cầu"), "received_on": _l("Ngày nhận"),
        "acknowledge_by": _l("Hạn báo đã nhận"), "due_on": _l("Hạn trả lời"),
        "acknowledged_on": _l("Ngày đã báo"), "is_extended": _l("Đã gia hạn"),
        "closed_on": _l("Ngày trả lời"), "outcome": _l("Kết quả"), "note": _l("Đã làm gì, không ghi tên"),
        "about": _l("Về đợt lấy ý kiến hoặc danh sách nào"),
        "who": _l("Người yêu cầu và cách báo lại; bị xóa khi trả lời xong"),
        "wish": _l("Lời yêu cầu; bị xóa khi trả lời xong"),
        "by_id": _l("Nhân viên nào ghi; trống: người giữ mã tiếp nhận"),
    }),
    "roll_entry": Table(_l("Danh sách được hỏi"), _B, {
        "class_name": _l("Tên lớp lúc mở đợt"), "age_group": _l("Nhóm tuổi của lớp"),
        "added_on": _l("Ngày thêm vào sau khi mở, nếu có"),
    }),
    "participation": Table(_l("Đã góp ý: một dấu mỗi đơn vị, không kèm nội dung"), _B, {
        "roll_entry_id": _l("Dòng nào của danh sách được hỏi"),
    }),
    "envelope": Table(_l("Phiếu đang niêm phong; bị xóa khi mở niêm phong"), _O, {
        "tag": _l("Dấu có khóa của mã tiếp nhận; mất nghĩa khi khóa bị hủy"),
        "sealed": _l("Phiếu đã mã hóa, mọi phiếu dài như nhau"),
    }),
    "submission": Table(_l("Phiếu ý kiến"), _S, {
        "is_withdrawn": _l("Đã rút"), "is_finished": _l("Khảo sát đã gửi đến hết"),
    }),
    "receipt": Table(_l("Mã tiếp nhận"), _S, {"tag": _l("Dấu băm có khóa của mã; không đọc ngược ra mã")}),
    "clause_stance": Table(_l("Quan điểm về từng mục"), _S, {}),
    "comment": Table(_l("Lời góp ý"), _S, {
        "folded": _l("Lời ấy viết không dấu, để tìm kiếm"),
        "is_superseded": _l("Đã được thay bằng lời sau"),
        "on_desk": _l("Có chờ người đọc trước khi công khai không"),
    }),
    "answer": Table(_l("Trả lời khảo sát"), _S, {
        "question_id": _l("Câu hỏi nào"), "slot": _l("Dòng nào của câu hỏi"),
        "option_id": _l("Lựa chọn nào"), "number": _l("Con số, mức hoặc ngày"), "text": _l("Lời đã viết"),
        "on_desk": _l("Lời ấy đã chuyển tới bàn đọc chưa"),
    }),
    "authorship": Table(_l("Ai gửi phiếu, lúc nào"), _N, {
        "participation_id": _l("Dấu đã góp ý nào: nối phiếu với gia đình hoặc nhân viên"),
        "sent_at": _l("Gửi lúc nào"), "changed_at": _l("Sửa lần cuối lúc nào"),
    }),
    "unfinished": Table(_l("Khảo sát trả lời dở"), _N, {
        "tag": _l("Dấu băm có khóa của mã tiếp nhận"), "roll_entry_id": _l("Dòng nào của danh sách được hỏi"),
        "filled": _l("Những gì đã điền"), "page": _l("Đang ở phần thứ mấy"),
        "changed_at": _l("Sửa lần cuối lúc nào"),
    }),
    "entry": Table(_l("Ý kiến do nhân viên nhập hộ"), _N, {
        "tag": _l("Dấu băm có khóa của mã tiếp nhận"), "batch_id": _l("Trong chồng phiếu nào"),
        "is_first": _l("Là lần đầu đơn vị ấy góp ý"), "is_read_back": _l("Đã đọc lại cho người nói nghe"),
        "photo": _l("Ảnh phiếu, nếu có chụp; bị xóa khi ý kiến được rút hoặc xóa"),
    }),
    "batch": Table(_l("Chồng phiếu, cuộc họp"), _B, {
        "title": _l("Tên chồng phiếu hoặc cuộc họp"), "pile": _l("Số tờ"), "held_on": _l("Họp ngày nào"),
        "place": _l("Họp ở đâu"), "attended": _l("Số người dự"), "chair": _l("Người chủ trì"),
        "secretary": _l("Người ghi biên bản"), "minutes": _l("Biên bản"),
        "minutes_file": _l("Tệp biên bản"), "minutes_kind": _l("Loại tệp"),
    }),
    "ballot_box": Table(_l("Hòm phiếu giấy không nêu tên: chỉ có con số"), _O, {
        "ticked": _l("Số người đã đánh dấu nộp"), "entered": _l("Số tờ đã nhập"),
        "is_entering": _l("Đang nhập phiếu hay đang đánh dấu"),
    }),
    "imported_row": Table(_l("Dòng đã nhập từ bảng khác"), _B, {
        "tag": _l("Dấu băm có khóa của dòng, để không nhập hai lần"),
    }),
    "leaf": Table(_l("Sổ kiểm phiếu: dấu của mỗi phiếu đã đếm"), _B, {
        "number": _l("Của bản tổng hợp số mấy"), "leaf": _l("Dấu SHA-256 của phiếu"),
        "marks": _l("Dấu ngắn của từng dòng trong phiếu; trống khi phiếu bị xóa"),
    }),
    "tombstone": Table(_l("Phiếu đã xóa sau khi đếm"), _B, {
        "leaf": _l("Dấu SHA-256 của phiếu đã xóa"), "reason": _l("Vì sao xóa"), "day": _l("Xóa ngày nào"),
        "by_id": _l("Nhân viên nào xóa; trống: người giữ mã tiếp nhận"),
        "note": _l("Căn cứ nhà trường ghi lại"),
    }),
    "listed": Table(_l("Lời góp ý mà một bản tổng hợp nhắc đến"), _B, {
        "number": _l("Của bản tổng hợp số mấy"), "comment_id": _l("Lời góp ý nào (mã ngẫu nhiên)"),
        "about": _l("Nói về lời văn của phiên bản cũ nào"), "place": _l("Đứng thứ mấy, theo mã ngẫu nhiên"),
    }),
    "desk_line": Table(_l("Lời góp ý ở bàn đọc, trước khi công khai"), _B, {
        "comment_id": _l("Lời góp ý nào (mã ngẫu nhiên)"), "kin_id": _l("Giống lời nào khác"),
        "words": _l("Lời sẽ công khai, đã che tên và chuyện riêng"), "is_covered": _l("Đã che chỗ nào chưa"),
        "in_danger": _l("Có dấu hiệu trẻ bị nguy hiểm"), "state": _l("Chờ đọc, cho công khai, hay giữ lại"),
        "hide_reason": _l("Vì sao giữ lại"), "is_read": _l("Đã có người đọc"),
        "keeper_id": _l("Ai được đọc khi có thể là đơn tố cáo"),
        "about_head": _l("Nói về người đứng đầu"), "forwarded_on": _l("Chuyển đi ngày nào"),
    }),
    "answer_line": Table(_l("Lời trả lời khảo sát ở bàn đọc, trước khi in"), _B, {
        "question_id": _l("Câu hỏi nào"), "slot": _l("Dòng nào của câu hỏi"),
        "text": _l("Lời sẽ in, đã che tên và chuyện riêng"), "is_covered": _l("Đã che chỗ nào chưa"),
        "in_danger": _l("Có dấu hiệu trẻ bị nguy hiểm"), "state": _l("Được in hay giữ lại"),
        "hide_reason": _l("Vì sao giữ lại"), "keeper_id": _l("Ai được đọc khi có thể là đơn tố cáo"),
        "about_head": _l("Nói về người đứng đầu"), "forwarded_on": _l("Chuyển đi ngày nào"),
    }),
    "desk_band": Table(_l("Dấu để tìm lời giống nhau ở bàn đọc"), _B, {
        "key": _l("Dấu của một phần lời"), "line_id": _l("Lời nào ở bàn đọc"),
    }),
    "desk_entry": Table(_l("Sổ việc của bàn đọc"), _B, {
        "comment_id": _l("Lời góp ý hoặc câu trả lời nào"), "act": _l("Đã làm gì"),
        "reason": _l("Vì sao"), "at": _l("Lúc nào"),
    }),
    "comment_theme": Table(_l("Chủ đề của lời góp ý"), _B, {
        "comment_id": _l("Lời góp ý nào (mã ngẫu nhiên)"), "codebook_id": _l("Trong bộ chủ đề nào"),
        "theme_id": _l("Chủ đề nào"), "maker": _l("Do người chọn hay máy gợi ý"),
        "confidence": _l("Máy tin gợi ý đến đâu"), "run": _l("Do lượt gợi ý thứ mấy của máy"),
        "decided_at": _l("Nhân viên chọn hoặc duyệt lúc nào"),
    }),
    "recoding": Table(_l("Mẫu lời góp ý được mã hóa lại để kiểm tra"), _B, {
        "comment_id": _l("Lời góp ý nào (mã ngẫu nhiên)"), "codebook_id": _l("Trong bộ chủ đề nào"),
        "theme_id": _l("Chủ đề nào"), "maker": _l("Do người chọn hay máy gợi ý"),
        "coder_id": _l("Nhân viên nào đã chọn lần đầu"), "place": _l("Thứ tự rút ngẫu nhiên"),
        "chosen_id": _l("Chủ đề chọn lại"),
    }),
    "cause": Table(_l("Lời góp ý đã làm thay đổi văn bản cuối cùng"), _B, {
        "draft_id": _l("Văn bản cuối cùng nào"), "comment_id": _l("Lời góp ý nào (mã ngẫu nhiên)"),
    }),
}  # fmt: skip
#: Tables of the school's own work: texts, plans, figures, and which member of the staff did what.
OF_THE_SCHOOL = {
    "school", "school_settings", "school_class", "school_day", "kept_survey", "consultation",
    "audience_choice", "extension", "draft", "clause", "descent", "draft_action", "question", "option",
    "show_if", "snapshot", "register", "outcome", "assignment", "theme_outcome", "letter", "letter_draft",
    "letter_part", "share_link",
    "column_map", "codebook", "theme",
}  # fmt: skip


def about(table, column):
    """What stands in a column of a table of STORED. Raises KeyError when nobody has said it."""
    own = STORED[table].columns
    return own[column] if column in own else COMMON[column]
