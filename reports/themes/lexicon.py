"""Words of a school, folded: what people shorten, and which words speak of the same thing.

Written from knowledge of the language, not from any corpus. A classifier that has seen twenty comments
knows few words; that "micro" and "máy chiếu" are of one kind it learns from here. The groups are no
themes: what they say about a theme is learnt from the labels and seeds of each consultation.
"""

#: As typed (folded) → as meant (folded).
SHORT = {
    "k": "khong", "ko": "khong", "kg": "khong", "hok": "khong", "khg": "khong",
    "kh": "khong", "hem": "khong", "dc": "duoc", "gv": "giao vien", "sv": "sinh vien",
    "hs": "hoc sinh", "ph": "phu huynh", "hp": "hoc phi", "csvc": "co so vat chat", "bt": "bai tap",
    "btvn": "bai tap ve nha", "lt": "ly thuyet", "sdt": "so dien thoai", "mn": "moi nguoi", "vs": "voi",
    "j": "gi", "e": "em", "bn": "bao nhieu", "ntn": "nhu the nao", "vd": "vi du", "wc": "nha ve sinh",
    "toilet": "nha ve sinh", "tv": "ti vi", "hnay": "hom nay", "lun": "luon",
    "nhiu": "nhieu", "thik": "thich", "bik": "biet", "iu": "yeu", "ck": "chuyen khoan", "gd": "gia dinh",
    "okie": "ok", "oke": "ok", "tks": "cam on", "thanks": "cam on", "mic": "micro",
    "gvcn": "giao vien chu nhiem", "bgh": "ban giam hieu", "vsat": "ve sinh an toan",
    "attp": "an toan thuc pham", "dh": "dai hoc", "pp": "phuong phap",
}  # fmt: skip

#: Group → its words and phrases (folded, in one string). A word may stand in several groups.
_GROUPS = {
    "teacher": (
        "thay, co giao, giao vien, giang vien, co nuoi, bao mau, tro giang, nguoi day, chu nhiem, thay "
        "co, co day, co hay, cac co, co rat, co chu nhiem"
    ),
    "manner": (
        "nhiet tinh, tan tam, tan tinh, than thien, vui tinh, vui ve, hai huoc, gan gui, hoa dong, nghiem "
        "khac, kho tinh, de tinh, hien, nhe nhang, quan tam, tam ly, tam li, chu dao, tam huyet, nhiet "
        "huyet, trach nhiem, cong bang, ton trong, lich su, thai do, kien nhan, de thuong, yeu nghe, yeu "
        "tre, co tam, cau gat, quat, mang, mang chui, doa, noi tinh, gian, dung gio, di tre, di muon, den "
        "muon, nang dong, thoai mai, cong tam, khach quan, thien vi, uu ai, diu dang, niem no, cham chi, "
        "hieu sinh vien, lang nghe, giup do, ho tro, chi bao, dong vien, khuyen khich, khich le"
    ),
    "teaching": (
        "giang, day, truyen dat, giai thich, huong dan, giai dap, tra loi, thac mac, phuong phap, cach "
        "day, cach giang, dien dat, trinh bay, giong, noi nhanh, noi nho, noi to, de hieu, kho hieu, buon "
        "ngu, loi cuon, cuon hut, sinh dong, tuong tac, phat bieu, dat cau hoi, cham diem, cham bai, diem "
        "danh, sua bai, minh hoa, vi du, slide, doc slide, day bu, nghi day, len lop, chuyen mon, kinh "
        "nghiem, kien thuc sau, ky nang su pham, su pham, hap dan, truyen cam hung, tap trung, lan man, "
        "trong tam, tiep thu, bai giang"
    ),
    "course": (
        "mon hoc, mon, hoc phan, giao trinh, tin chi, chuong trinh, chuong trinh hoc, khung, dao tao, de "
        "cuong, noi dung, ly thuyet, li thuyet, thuc hanh, bai tap, bai tap lon, do an, lab, chuyen "
        "nganh, nganh, dai cuong, tai lieu, tham khao, sach, chuan dau ra, thoi luong, khoi luong, so "
        "tiet, tiet, buoi hoc, tuan, hoc ky, hoc ki, lich hoc, thoi khoa bieu, ung dung, thuc te, kien "
        "thuc, kien tap, thuc tap, tham quan, chu de, hoat dong, ky nang, ki nang, mon hoc nay, nang cao, "
        "co ban, cap nhat, tieng viet, bo sung"
    ),
    "exam": (
        "thi, de thi, cuoi ky, cuoi ki, giua ky, giua ki, kiem tra, van dap, trac nghiem, diem, cot diem, "
        "thang diem, diem qua trinh, danh gia"
    ),
    "equipment": (
        "may lanh, dieu hoa, quat, may chieu, projector, micro, loa, den, bang, man hinh, may tinh, phong "
        "may, may moc, thiet bi, trang thiet bi, o cam, o dien, wifi, internet, mang, duong truyen, phan "
        "mem, may in, tivi, ti vi, remote, day cap, dung cu, cau hinh, dien, website, may loc nuoc, "
        "camera, am thanh, anh sang"
    ),
    "place": (
        "phong hoc, phong, lop hoc, phong thi nghiem, thu vien, nha xe, bai giu xe, bai xe, can tin, "
        "canteen, nha ve sinh, toa nha, san truong, san choi, hanh lang, cau thang, thang may, ghe, ban "
        "ghe, ban hoc, cho ngoi, cua so, rem, tuong, mai, mai che, nen, tran, co so vat chat, co so, "
        "khuon vien, chat, chat hep, nong, nong nuc, thoang mat, thoang, rong rai, am thap, dot, hu, "
        "hong, cu ky, xuong cap, sua chua, trang bi, lap dat, lap, do choi, cau truot, xich du, cay xanh, "
        "hang rao, cong truong"
    ),
    "food": (
        "an, thuc don, suat an, khau phan, com, chao, canh, rau, thit, ca, trung, sua, trai cay, hoa qua, "
        "bep, mon, mon an, bua, bua trua, bua sang, bua phu, nau, dinh duong, thuc pham, nuoc uong, ngot, "
        "man, nhat, di ung, doi, no, banh, bun, pho, xoi, che, do chien, dau mo, cap duong, tinh bot, an "
        "dam"
    ),
    "pickup": (
        "gio don, don tre, tra tre, don con, don chau, dua con, dua don, dua tre, don muon, don som, tan "
        "ca, tan lam, tan so, ca sang, di lam, cong nhan, tre gio, muon, tre, som, the don, nguoi don, "
        "don thay, ky nhan, trong muon, trong them, gui tre, gui con, mo cong, dong cong, gio giac, nhan "
        "tre, ban giao, ngoai gio, thu bay, thu 7, xin nghi, bao nghi, ke xe, tac duong"
    ),
    "money": (
        "tien, hoc phi, phi, thu, khoan thu, quy, quy lop, dong gop, dong tien, nop, bien lai, hoa don, "
        "chuyen khoan, mien giam, giam, mien, tang, nghin, ngan, trieu, dong, kinh phi, cong khai, thu "
        "chi, tu nguyen, ung ho, xa hoi hoa, hoan, tra lai, dat, re, mac, ho ngheo, can ngheo, hoc bong, "
        "luong, bao hiem, le phi, dong phuc"
    ),
    "health": (
        "thuoc, sot, ho, om, benh, dich, lay, viem, kham, suc khoe, y te, tram xa, ve sinh, rua tay, xa "
        "phong, khan, giat, sach, sach se, ban, do, hoi, mui, muoi, khu khuan, tam, ta, bim, ngu, ngu "
        "trua, chan, goi, chieu, di ve sinh, giun, chan rang, rang, mo hoi, thay ao, rac, tay chan mieng, "
        "chay mau, non, dau mat, dau bung"
    ),
    "safety": (
        "an toan, nguy hiem, camera, bao ve, khoa, nguoi la, te, nga, can, danh, bat nat, day, chay, chua "
        "chay, tai nan, duoi nuoc, dien giat, canh giac, xe may, cong, cau thang, lan can, hang rao, "
        "bong, mat con, that lac, dem tre, toc do, dua xe, bao hanh, bao luc"
    ),
    "contact": (
        "zalo, facebook, thong bao, bao truoc, nhan tin, tin nhan, goi dien, dien thoai, so lien lac, "
        "bang tin, hop, hop phu huynh, lien lac, phan hoi, tra loi, website, trang web, email, mail, hop "
        "thu, gop y, hinh anh, anh, hinh, so dien thoai, lien he, trao doi, cong bo, nhom, du thao"
    ),
    "play": (
        "hoc, day, choi, mua, hat, ve, to, chu cai, dem, toan, tieng anh, van nghe, hoi thi, le hoi, tham "
        "quan, trai nghiem, da ngoai, ngoai troi, the duc, van dong, boi, ky nang song, ke chuyen, tho, "
        "nang khieu, lop 1, ngoai khoa, chuong trinh, doc sach"
    ),
    "nothing": (
        "khong co y kien, khong y kien, khong co gi, khong co, chua co, khong co gop y, khong gop y, "
        "khong biet, khong ro, nhu tren, binh thuong, tat ca, moi thu, tat ca deu tot, deu tot, rat tot, "
        "tot, on, ok, hai long, hoan toan dong y, dong y, nhat tri, nhin chung, noi chung, cam on, chuc, "
        "phat huy, tuyet voi, tiep tuc, khong them, sao cung duoc"
    ),
    "office": (
        "nha truong, phong dao tao, phong cong tac, ban giam hieu, hieu truong, khoa, dang ky, dang ki, "
        "hoc bong, thu tuc, khao sat, xep lich, sinh vien, lop dong, si so, ban be, lop on, on ao, trat "
        "tu"
    ),
}
GROUPS = {group: tuple(words.split(", ")) for group, words in _GROUPS.items()}
