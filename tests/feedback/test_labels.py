"""Group labels: whatever the classes are, every label names at least k, and no finer than it must."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from accounts.rules import Audience
from feedback.labels import Label, Place, merge

PARENTS, TEACHERS, STAFF, MANAGERS, _COMMUNITY = Audience
CLASSES = [Place(PARENTS, age, f"{age} tuổi {letter}") for age in range(4) for letter in "ABC"]
PLACES = [*CLASSES, Place(TEACHERS), Place(STAFF), Place(MANAGERS)]
COUNTS = st.dictionaries(st.sampled_from(PLACES), st.integers(0, 12))


def sizes(counts, labels):
    found = Counter()
    for place, label in labels.items():
        found[label] += counts[place]
    return found


@given(COUNTS, st.integers(3, 8))
@example({Place(PARENTS, 0, "A"): 2, Place(TEACHERS): 3, Place(STAFF): 1}, 5)
def test_every_label_is_carried_by_at_least_k(counts, k):
    labels = merge(counts, k)
    total = sum(counts.values())
    if labels is None:
        assert 0 < total < k
        return
    assert {place for place, number in counts.items() if number} == set(labels)
    assert all(number >= k for number in sizes(counts, labels).values())


@given(COUNTS, st.integers(3, 8))
def test_one_label_is_one_group_and_groups_do_not_cross_an_age_without_need(counts, k):
    labels = merge(counts, k) or {}
    of_age = Counter()
    for place, number in counts.items():
        of_age[place[:2]] += number
    ages = {}
    for place, label in labels.items():
        ages.setdefault(label, set()).add(place[:2])
    for label, mine in ages.items():
        assert len({audience for audience, _age in mine}) == 1 or label.audience is None
        # Several ages stand together only where one of them alone has fewer than k.
        assert len(mine) == 1 or any(of_age[age] < k for age in mine)
    # A class that stands alone and is large enough is not swallowed, unless somebody small needs it.
    if all(number >= k for number in counts.values() if number):
        assert all(sum(other == label for other in labels.values()) == 1 for label in labels.values())


@given(COUNTS, st.integers(3, 8), st.randoms())
def test_the_order_of_counting_changes_nothing(counts, k, chance):
    items = list(counts.items())
    chance.shuffle(items)
    assert merge(dict(items), k) == merge(counts, k)


def test_labels_name_classes_audiences_and_all():
    a, b, c = (Place(PARENTS, 0, name) for name in ("3 tuổi A", "3 tuổi B", "3 tuổi C"))
    five = Place(PARENTS, 2, "5 tuổi A")
    assert merge({a: 5, five: 9}, 5) == {a: Label(PARENTS, "3 tuổi A"), five: Label(PARENTS, "5 tuổi A")}
    merged = merge({a: 2, b: 4, c: 9, five: 9}, 5)
    assert merged[a] == merged[b] == Label(PARENTS, "3 tuổi A, 3 tuổi B")
    assert merge({a: 2, five: 9}, 5)[a] == Label(PARENTS, "")
    assert merge({a: 9, Place(TEACHERS): 6}, 5)[Place(TEACHERS)] == Label(TEACHERS, "")
    merged = merge({a: 9, five: 9, Place(STAFF): 3, Place(MANAGERS): 3}, 5)
    assert merged[Place(STAFF)] == merged[Place(MANAGERS)] == Label(None, "Nhân viên; Cán bộ quản lý")
    merged = merge({a: 6, five: 9, Place(STAFF): 3}, 5)
    assert merged[a] == merged[Place(STAFF)] == Label(None, "3 tuổi A; Nhân viên")
    assert merge({a: 2, Place(STAFF): 2}, 5) is None and merge({}, 5) == {}
