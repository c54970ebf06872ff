"""The papers: laws, decrees, circulars, amending texts, decisions, plans, reports, rules, forms."""

from tests.consultations.importers.papers import Habits, Paper


def law(seed, habits):
    paper = Paper(seed, habits).say("QUỐC HỘI").say("LUẬT", "NUÔI DẠY TRẺ NHỎ", centered=True, bold=True)
    article = 1
    for chapter in range(1, 6):
        paper.chapter(chapter)
        for section in range(1, 3 if chapter % 2 else 1):
            paper.section(section)
            if section == 2:
                paper.open("subsection", 40, "Tiểu mục 1.", paper.title().upper())
            paper.articles(article, 3)
            article += 3
        paper.articles(article, 4)
        article += 4
    return paper.article("12a").say(paper.words())


def decree(seed, habits):
    paper = Paper(seed, habits).head("NGHỊ ĐỊNH", "Quy định về bữa ăn của trẻ").preamble().say("NGHỊ ĐỊNH:")
    for chapter, first in ((1, 1), (2, 6), (3, 12)):
        paper.chapter(chapter).articles(first, 5 if chapter == 1 else 6)
    return paper.say("Nơi nhận:", "- Ban Bí thư;", "- Lưu: VT.", "TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Lê Văn An")


def circular_with_regulation(seed, habits):
    paper = Paper(seed, habits).head("THÔNG TƯ", "Ban hành Quy chế đón trả trẻ").preamble().say("THÔNG TƯ:")
    paper.article(1, "Ban hành kèm theo Thông tư này Quy chế đón trả trẻ.")
    paper.article(2, "Thông tư này có hiệu lực từ ngày 01 tháng 9 năm 2026.").sign()
    paper.open("part", 0, "QUY CHẾ", "", centered=True).say("ĐÓN TRẢ TRẺ", centered=True)
    paper.say("(Ban hành kèm theo Thông tư số 21/2026/TT ngày 12 tháng 8 năm 2026)", centered=True)
    for chapter, first in ((1, 1), (2, 5)):
        paper.chapter(chapter).articles(first, 4)
    return paper


def amending_decree(seed, habits):
    paper = Paper(seed, habits).head("NGHỊ ĐỊNH", "Sửa đổi, bổ sung một số điều về bữa ăn").preamble()
    paper.article(1, "Sửa đổi, bổ sung một số điều của Nghị định số 9/2020/NĐ-CP")
    paper.item(1, "Sửa đổi, bổ sung Điều 5 như sau:")
    paper.say("“Điều 5. Bữa sáng", f"1. {paper.words()}", f"2. {paper.words()}", "a) Cháo;", "b) Phở.”.")
    paper.item(2, "Bổ sung điểm d vào sau điểm c khoản 2 Điều 7 như sau:").say(
        "“d) Trẻ dị ứng có suất riêng.”."
    )
    paper.item(3, "Thay thế cụm từ “bếp ăn” bằng cụm từ “nhà ăn” tại Điều 8, Điều 9.")
    paper.item(4, "Bổ sung các khoản 3 và 4 Điều 10 như sau: “3. Trẻ được uống sữa hai lần;")
    paper.say("4. Sữa được giữ lạnh.”.")
    paper.item(5, "Sửa đổi Mục 2 Chương III như sau:")
    paper.say("“Mục 2", "KHO THỰC PHẨM", "Điều 15. Kệ", "1. Kệ cao 20 cm.", "Điều 16. Tủ", "Tủ khóa.”")
    paper.article(2, "Bãi bỏ một số điều").point(1, "Bỏ Điều 20;").point(2, "Bỏ khoản 3 Điều 21.")
    return paper.article(3, "Điều khoản thi hành").item(1).item(2).sign()


def decision_with_annexes(seed, habits):
    paper = Paper(seed, habits).head("QUYẾT ĐỊNH", "Về việc phân công nhiệm vụ năm học").preamble()
    paper.say("QUYẾT ĐỊNH:").article(1, "Phân công nhiệm vụ cho các tổ theo Phụ lục I và Phụ lục II.")
    paper.article(2, "Các tổ chịu trách nhiệm thi hành Quyết định này.").sign()
    for number, label in ((1, "Phụ lục I"), (2, "Phụ lục II"), (3, "PHỤ LỤC III")):
        paper.open("annex", 0, label, "", centered=True).say(paper.title().upper(), centered=True)
        paper.say("(Kèm theo Quyết định số 21/QĐ-MN ngày 12 tháng 8 năm 2026)", centered=True)
        paper.part(1).item(1).item(2).part(2).tasks(1, 2)
        if number == 2:
            paper.rows(("TT", "Họ tên", "Việc"), ("1", "Bùi Tài", "Kho"), ("2", "Đỗ Ngân", "Bếp"))
    return paper


def school_plan(seed, habits):
    paper = Paper(seed, habits).head("KẾ HOẠCH", "Nuôi dưỡng trẻ năm học 2026 - 2027").preamble()
    paper.say("Trường Mầm non Hoa Sữa xây dựng kế hoạch như sau:")
    paper.part(1).tasks(1, 3).part(2).tasks(1, 4).part(3).say(paper.words()).dash().dash()
    paper.part(4).tasks(1, 3).say("Trên đây là Kế hoạch nuôi dưỡng trẻ của nhà trường./.")
    return paper.sign()


def report(seed, habits):
    paper = Paper(seed, habits).head("BÁO CÁO", "Kết quả chăm sóc trẻ học kỳ I")
    for letter in "AB":
        paper.open("part", 44, f"{letter}.", paper.title().upper(), bold=True)
        for number in range(1, 4):
            paper.part(number).tasks(1, 3)
            paper.dash().dash(f"{paper.title()}:").inner_dash().inner_dash()
    return paper.say("Trên đây là Báo cáo của nhà trường.").sign()


def school_rules(seed, habits):
    paper = Paper(seed, habits).head(
        "NỘI QUY", "Trường Mầm non Hoa Sữa", "(Ban hành kèm theo Quyết định số 5)"
    )
    return paper.chapter(1).articles(1, 4).chapter(2).articles(5, 6).sign()


def short_rules(seed, habits):
    paper = Paper(seed, habits).say("NỘI QUY RA VÀO CỔNG", centered=True)
    for number in range(1, 13):
        paper.item(number)
    return paper.say("HIỆU TRƯỞNG", "Đỗ Thị Ngân")


def forms(seed, habits):
    paper = Paper(seed, habits).head("THÔNG BÁO", "Về mẫu đơn của trường")
    paper.item(1).item(2).sign()
    for number in (1, 2):
        paper.open("annex", 0, f"Mẫu số 0{number}", "", centered=True)
        paper.say("ĐƠN XIN ĐÓN TRẺ MUỘN" if number == 1 else "ĐƠN XIN GỬI THUỐC", centered=True)
        paper.say("Kính gửi: Trường Mầm non Hoa Sữa", "Tôi tên là: ……………………")
        paper.item(1, "Họ và tên trẻ: ……………").item(2, "Lớp: ………").item(3, "Lý do: ……………")
        paper.say("Tôi xin cảm ơn.", "NGƯỜI LÀM ĐƠN")
    return paper


def plan_with_tables(seed, habits):
    paper = Paper(seed, habits).head("KẾ HOẠCH", "Kiểm tra nội bộ")
    paper.part(1).tasks(1, 2).part(2, "LỊCH KIỂM TRA")
    paper.rows(
        ("TT", "Nội dung", "Người làm"), ("1", "1. Kho", "Hiệu trưởng"), ("2", "a) Bếp", "Tổ trưởng"),
        ("3", "Điều 5. Sổ", "Kế toán"), ("4", "- Sân", "Bảo vệ"),
    )  # fmt: skip
    return paper.part(3).tasks(1, 3).rows(("Tháng", "Việc"), ("9", "Khai giảng"), ("10", "Cân đo")).sign()


def automatic_rules(seed, habits):
    """Everything is numbered by Word."""
    paper = Paper(seed, habits).head("QUY CHẾ", "Chi tiêu nội bộ")
    article = 0
    for chapter in ("I", "II", "III"):
        paper.open("chapter", 20, f"Chương {chapter}", paper.title().upper(), auto=(1, 0))
        for _ in range(3):
            article += 1
            paper.open("article", 50, f"Điều {article}.", paper.title(), auto=(1, 1))
            for item in range(1, paper.random.randint(2, 5)):
                paper.open("item", 60, f"{item}.", paper.words(":"), auto=(1, 2))
                for letter in "abcdefg"[: paper.random.randint(2, 7)]:
                    paper.open("point", 70, f"{letter})", paper.words(";"), auto=(1, 3))
    return paper.sign()


def mixed_rules(seed, habits):
    """Chapters and articles are typed, khoản and điểm numbered by Word, some of them by hand again."""
    paper = Paper(seed, habits).head("NỘI QUY", "Thư viện")
    for number in range(1, 8):
        paper.article(number)
        own = number + 1 if number % 3 else None
        for item in range(1, 5):
            paper.open("item", 60, f"{item}.", paper.words(":"), auto=own and (own, 2))
            for letter in "abc":
                paper.open("point", 70, f"{letter})", paper.words(";"), auto=own and (own, 3))
        paper.open("bullet", 80, "-", paper.words(), auto=own and (own, 4))
    return paper.sign()


def charter(seed, habits):
    paper = Paper(seed, habits).head("ĐIỀU LỆ", "Quỹ khuyến học của trường")
    article = 1
    for number, words in enumerate(("thứ nhất", "thứ hai", "thứ ba"), 1):
        paper.chapter(number, kind="part", depth=10, label=f"Phần {words}")
        for chapter in (1, 2):
            paper.chapter(chapter).articles(article, 3)
            article += 3
    return paper


def notice(seed, habits):
    paper = Paper(seed, habits).head("THÔNG BÁO", "Về việc đổi giờ đón trẻ")
    paper.say(paper.words(), paper.words()).dash().dash().say(paper.words())
    return paper.sign()


KINDS = [
    law, decree, circular_with_regulation, amending_decree, decision_with_annexes, school_plan, report,
    school_rules, short_rules, forms, plan_with_tables, automatic_rules, mixed_rules, charter, notice,
]  # fmt: skip
PLAIN = Habits()
