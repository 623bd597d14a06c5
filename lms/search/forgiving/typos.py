"""Typos: the words one slip away from another, and how many slips lie between two words."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slips(word: str) -> frozenset[str]:
    """Every word that is one letter left out, added, changed, or swapped with its neighbour away."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {before + after[1:] for before, after in cuts if after}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    changed = {before + letter + after[1:] for before, after in cuts if after for letter in LETTERS}
    added = {before + letter + after for before, after in cuts for letter in LETTERS}
    return frozenset(left_out | swapped | changed | added) - {word}


def distance(one: str, other: str) -> int:
    """How many slips make one word of the other (optimal string alignment)."""
    former, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for place, beside in enumerate(other, 1):
            steps = min(last[place] + 1, current[place - 1] + 1, last[place - 1] + (letter != beside))
            if row > 1 and place > 1 and letter == other[place - 2] and one[row - 2] == beside:
                steps = min(steps, former[place - 2] + 1)
            current.append(steps)
        former, last = last, current
    return last[-1]
