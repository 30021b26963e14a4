from msgspec import Struct

from pipewarden.compared import compared


@compared("name", "parts")
class Plain(Struct, frozen=True):
    name: str
    parts: tuple[str, ...]
    place: int = 0


@compared("name", "parts", keep_hash=True)
class Kept(Struct, frozen=True, dict=True):
    name: str
    parts: tuple[str, ...]
    place: int = 0


def test_fields_that_are_not_named_make_no_difference() -> None:
    for struct in (Plain, Kept):
        assert struct("a", ("b",), 1) == struct("a", ("b",), 2)
        assert {struct("a", ("b",), 1)} == {struct("a", ("b",), 2)}


def test_each_field_that_is_named_makes_one() -> None:
    for struct in (Plain, Kept):
        assert struct("a", ("b",)) != struct("a", ("c",))
        assert struct("a", ("b",)) != struct("c", ("b",))
        assert len({struct("a", ("b",)), struct("a", ("c",)), struct("c", ("b",))}) == 3


def test_values_of_two_structs_are_never_equal() -> None:
    assert Plain("a", ("b",)) != Kept("a", ("b",))


def test_a_kept_hash_belongs_to_one_value() -> None:
    first, second = Kept("a", ("b",)), Kept("a", ("c",))
    assert (hash(first), hash(first), hash(second)) == (hash(("a", ("b",))), hash(first), hash(("a", ("c",))))
