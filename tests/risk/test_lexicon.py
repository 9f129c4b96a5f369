"""The names that may speak, grown one by one, speak as those laid out at once do."""

from hypothesis import given
from hypothesis import strategies as st

from risk.mention import words_of
from risk.reach.lexicon import Lexicon

ENDINGS = ("政府",)
NAMES = st.lists(st.text(alphabet="甲乙丙公司", min_size=2, max_size=7), max_size=8)


def said(names: dict[str, str]) -> dict[str, str]:
    """Each word that speaks and its owner, worked out at once."""
    words = words_of(names, ENDINGS)
    letters = words.letters.tobytes()
    spans = zip(words.starts[:-1], words.starts[1:], words.owners, strict=True)
    return {letters[a:b].decode(): owner for a, b, owner in spans}


@given(held=NAMES, came=NAMES)
def test_what_changes_when_names_come(held: list[str], came: list[str]) -> None:
    before = {f"h{k}": name for k, name in enumerate(held)}
    fresh = {f"n{k}": name for k, name in enumerate(came)}
    lexicon = Lexicon(before)
    new, gone = lexicon.changed_by(fresh, ENDINGS)
    spoke, speak = said(before), said({**before, **fresh})
    assert new == {word for word in speak if spoke.get(word) != speak[word]}
    assert gone == {owner for word, owner in spoke.items() if speak.get(word) != owner}
    text = ["".join(speak)]
    words = lexicon.words_in(text, ENDINGS)
    assert set(words.owners) == set(speak.values())
