"""What an importer tells people: notes about a draft it read, and why it could not read one."""

import enum

from core.i18n import _l


class WarningCode(enum.StrEnum):
    NO_TITLE = "no_title"
    NO_NUMBERING = "no_numbering"
    DUPLICATE_NUMBER = "duplicate_number"
    NUMBER_ORDER = "number_order"
    LATIN_LETTERS = "latin_letters"
    LETTER_FOR_DIGIT = "letter_for_digit"
    NUMBER_KEPT_AS_TEXT = "number_kept_as_text"
    PAGE_NUMBERS_DROPPED = "page_numbers_dropped"
    UNCLOSED_QUOTE = "unclosed_quote"
    CHANGES_ACCEPTED = "changes_accepted"
    CONTENTS_SKIPPED = "contents_skipped"
    HIDDEN_SKIPPED = "hidden_skipped"
    PICTURES_LEFT_OUT = "pictures_left_out"
    EQUATIONS_FLATTENED = "equations_flattened"
    EMBEDDED_LEFT_OUT = "embedded_left_out"
    OLD_FONT_CONVERTED = "old_font_converted"
    ENCODING_GUESSED = "encoding_guessed"
    ENCODINGS_MIXED = "encodings_mixed"
    RUNNING_HEADS_DROPPED = "running_heads_dropped"


SENTENCES = {
    WarningCode.NO_TITLE: _l("Không tìm thấy tên văn bản. Hãy tự đặt tên."),
    WarningCode.NO_NUMBERING: _l("Văn bản không đánh số; mỗi đoạn thành một mục. Hãy xem lại cách chia."),
    WarningCode.DUPLICATE_NUMBER: _l("Số “%(label)s” bị trùng; cả hai mục đều được giữ."),
    WarningCode.NUMBER_ORDER: _l("Số thứ tự không liên tục: “%(label)s” sau “%(previous)s”."),
    WarningCode.LATIN_LETTERS: _l("Thứ tự chữ cái có “%(label)s”, khác thứ tự tiếng Việt."),
    WarningCode.LETTER_FOR_DIGIT: _l("Số “%(label)s” gõ bằng chữ cái trông giống chữ số."),
    WarningCode.NUMBER_KEPT_AS_TEXT: _l(
        "Dòng “%(text)s” bắt đầu bằng số không đúng thứ tự nên được giữ làm lời văn."
    ),
    WarningCode.PAGE_NUMBERS_DROPPED: _l("Đã bỏ số trang đứng riêng một dòng: %(numbers)s."),
    WarningCode.UNCLOSED_QUOTE: _l("Dấu ngoặc kép mở ở “%(text)s” không thấy đóng."),
    WarningCode.CHANGES_ACCEPTED: _l(
        "Tệp còn %(count)s chỗ sửa đang theo dõi: chỗ thêm được nhận, chỗ xóa được bỏ."
    ),
    WarningCode.CONTENTS_SKIPPED: _l("Đã bỏ qua mục lục."),
    WarningCode.HIDDEN_SKIPPED: _l("Đã bỏ qua chữ ẩn, là chữ không in ra giấy."),
    WarningCode.PICTURES_LEFT_OUT: _l(
        "Tệp có %(count)s hình ảnh hoặc biểu đồ chưa đưa vào đây; hãy xem chúng trong tệp gốc."
    ),
    WarningCode.EQUATIONS_FLATTENED: _l(
        "Có %(count)s công thức chỉ còn chữ và số viết liền; hãy xem lại với tệp gốc."
    ),
    WarningCode.EMBEDDED_LEFT_OUT: _l(
        "Tệp chứa %(count)s tài liệu nhúng chưa đọc được. Hãy chép lời văn của chúng vào rồi nộp lại."
    ),
    WarningCode.OLD_FONT_CONVERTED: _l(
        "Văn bản gõ bằng phông chữ cũ (%(fonts)s), đã chuyển sang Unicode."
        " Hãy đọc lại vài đoạn xem dấu có đúng không."
    ),
    WarningCode.ENCODING_GUESSED: _l(
        "Tệp dùng bảng mã cũ (%(encoding)s), đã chuyển sang Unicode."
        " Hãy đọc lại vài đoạn xem dấu có đúng không."
    ),
    WarningCode.ENCODINGS_MIXED: _l(
        "Tệp có đoạn là Unicode, có đoạn dùng bảng mã cũ (%(encoding)s); đã chuyển tất cả sang Unicode."
        " Hãy đọc lại các đoạn ấy xem dấu có đúng không."
    ),
    WarningCode.RUNNING_HEADS_DROPPED: _l("Đã bỏ dòng lặp lại ở đầu hoặc cuối các trang: “%(text)s”."),
}


def worded(code: WarningCode, values: dict) -> str:
    """The warning in the language of whoever reads it now. values: what its sentence names."""
    return str(SENTENCES[code]) % values


class RefusalCode(enum.StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_BIG = "too_big"
    DAMAGED = "damaged"
    OLD_WORD = "old_word"
    PASSWORD = "password"
    PDF_DAMAGED = "pdf_damaged"
    PDF_PICTURES = "pdf_pictures"
    NOT_WORD = "not_word"
    NOT_TEXT = "not_text"
    NO_DIACRITICS = "no_diacritics"
    OLD_FONT = "old_font"


REFUSALS = {
    RefusalCode.EMPTY: _l("Văn bản không có chữ nào."),
    RefusalCode.TOO_LONG: _l("Văn bản dài quá 2.000.000 ký tự. Hãy chia nhỏ rồi nộp từng phần."),
    RefusalCode.TOO_BIG: _l("Tệp chứa quá nhiều dữ liệu. Hãy bỏ bớt hình ảnh, lưu lại rồi nộp lại."),
    RefusalCode.DAMAGED: _l("Tệp Word bị hỏng. Hãy mở bằng Word, lưu thành tệp mới rồi nộp lại."),
    RefusalCode.OLD_WORD: _l(
        "Tệp của bản Word trước năm 1997. Hãy mở bằng Word, lưu thành .docx rồi nộp lại."
    ),
    RefusalCode.PASSWORD: _l("Tệp đang đặt mật khẩu. Hãy gỡ mật khẩu, lưu lại rồi nộp lại."),
    RefusalCode.PDF_DAMAGED: _l("Tệp PDF bị hỏng. Hãy xuất lại PDF từ tệp gốc, hoặc nộp tệp Word (.docx)."),
    RefusalCode.PDF_PICTURES: _l(
        "PDF này chỉ có ảnh chụp trang giấy, không có chữ để đọc. Hãy nộp tệp Word gốc hoặc dán lời văn."
    ),
    RefusalCode.NOT_WORD: _l("Đây không phải tệp Word. Hãy nộp tệp .docx hoặc dán lời văn."),
    RefusalCode.NOT_TEXT: _l("Không đọc được chữ trong tệp. Hãy lưu thành .docx hoặc tệp văn bản UTF-8."),
    RefusalCode.NO_DIACRITICS: _l(
        "Chữ trong tệp mất gần hết dấu tiếng Việt, thường là bản quét. Hãy nộp tệp Word gốc."
    ),
    RefusalCode.OLD_FONT: _l(
        "Văn bản gõ bằng phông chữ cũ (TCVN3 hoặc VNI)."
        " Hãy chuyển sang Unicode (Times New Roman) rồi nộp lại."
    ),
}
