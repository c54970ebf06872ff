"""Slips, leaves, roots: plain values in and out."""

import hashlib
from decimal import Decimal

from accounts.rules import Audience
from feedback import proof
from feedback.rules import Stance

STANCES = [(7, Stance.DISAGREE, 1), (3, Stance.AGREE, 2)]
COMMENTS = [("c" * 32, None, None, "", "Một\nhai", 1), ("a" * 32, 3, Stance.AGREE, "Sửa", "", 1)]
ANSWERS = [(9, 12, 12, None, None), (9, 11, 11, None, None), (2, 0, None, Decimal("4.00"), None)]


def slip(stances=STANCES, comments=COMMENTS, answers=ANSWERS, key="f" * 32):
    return proof.slip(key, Audience.PARENTS, "3 tuổi A", stances, comments, answers)


def test_a_slip_is_the_same_whatever_the_order_it_was_read_in():
    assert slip() == slip(STANCES[::-1], COMMENTS[::-1], ANSWERS[::-1])
    assert slip().splitlines() == [
        "lang-nghe-phieu-1",
        '["submission","ffffffffffffffffffffffffffffffff","parents","3 tuổi A"]',
        '["stance",3,"agree",2]',
        '["stance",7,"disagree",1]',
        f'["comment","{"a" * 32}",3,"agree","Sửa","",1]',
        f'["comment","{"c" * 32}",null,null,"","Một\\nhai",1]',
        '["answer",2,0,null,400,null]',
        '["answer",9,11,11,null,null]',
        '["answer",9,12,12,null,null]',
    ]


def test_the_leaf_and_the_root_are_what_any_sha_256_gives():
    leaf = proof.leaf(slip())
    assert leaf == hashlib.sha256(slip().encode()).hexdigest()
    assert proof.root([leaf, "f" * 64]) == hashlib.sha256(f"{leaf}\n{'f' * 64}\n".encode()).hexdigest()
    assert proof.leaf(slip(key="e" * 32)) != leaf


def test_marks_tell_which_line_differs_and_that_one_is_gone():
    marks = proof.marks(slip())
    assert proof.differing(slip(), marks) == ([], 0)
    other = [(2, 0, None, Decimal("5.00"), None), *ANSWERS[:2]]
    assert proof.differing(slip(answers=other), marks) == (['["answer",2,0,null,500,null]'], 1)
    assert proof.differing(slip(answers=[]), marks) == ([], 3)
