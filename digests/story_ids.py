"""Short names of stories, for people to say and type.

In: the id of a story's first article. Out: four to six letters and digits. Pure.

>>> story_id("n1", {})
'kr4b'
"""

import hashlib
from collections.abc import Collection, Mapping

ID_LETTERS = "bcdfghjkmnpqrstvwxyz23456789"  # no look-alikes (0 o, 1 i l) and no vowels, so that no id spells a word
ID_LENGTHS = (4, 5, 6)


def story_id(founder: str, founders: Mapping[str, str], in_use: Collection[str] = ()) -> str:
    """Return the shortest id that the article's own id leads to and that was not given for another article.

    `founders` holds every id ever given and the article that it was given for; those `in_use` are not given again.
    """
    seed = founder.encode("utf-8", "surrogatepass")
    while True:
        seed = hashlib.sha256(seed).digest()
        number, letters = int.from_bytes(seed, "big"), ""
        while len(letters) < max(ID_LENGTHS):
            number, rest = divmod(number, len(ID_LETTERS))
            letters += ID_LETTERS[rest]
        for length in ID_LENGTHS:
            name = letters[:length]
            if founders.get(name, founder) == founder and name not in in_use:
                return name
