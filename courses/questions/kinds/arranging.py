"""Arranging: finding what belongs together, and putting things in order."""

from random import Random

from courses.questions.kinds.responses import BadResponse, Grade, known


def answers_of(content) -> list[str]:
    """What may be matched, each once and in the order of the alphabet, which gives nothing away."""
    answers = {pair["answer"] for pair in content["pairs"]} | set(content.get("extra", []))
    return sorted(answers, key=lambda answer: (answer.casefold(), answer))


class matching:
    @staticmethod
    def grade(content, response) -> Grade:
        chosen = response.get("pairs") or {}
        if not isinstance(chosen, dict):
            raise BadResponse("pairs")
        right = {pair["key"]: pair["answer"] for pair in content["pairs"]}
        offered = answers_of(content)
        parts = {known(key, right): float(known(answer, offered) == right[key]) for key, answer in chosen.items()}
        return Grade(sum(parts.values()) / len(right), parts)

    @staticmethod
    def right_answer(content) -> dict:
        return {"pairs": {pair["key"]: pair["answer"] for pair in content["pairs"]}}

    @staticmethod
    def read(content, data, prefix) -> dict:
        pairs = {pair["key"]: data.get(f"{prefix}pairs-{pair['key']}") for pair in content["pairs"]}
        pairs = {key: answer for key, answer in pairs.items() if answer}
        response = {"pairs": pairs} if pairs else {}
        matching.grade(content, response)
        return response


class ordering:
    @staticmethod
    def grade(content, response) -> Grade:
        """The share of items that are directly followed by the one that follows them in the right order."""
        order = response.get("order") or []
        keys = [item["key"] for item in content["items"]]
        if not isinstance(order, list) or len({known(key, keys) for key in order}) != len(order):
            raise BadResponse("order")
        followed = set(zip(order, order[1:], strict=False))
        return Grade(sum(pair in followed for pair in zip(keys, keys[1:], strict=False)) / (len(keys) - 1))

    @staticmethod
    def right_answer(content) -> dict:
        return {"order": [item["key"] for item in content["items"]]}

    @staticmethod
    def read(content, data, prefix) -> dict:
        """Items by their numbers; two with the same number stand as they did."""
        places = []
        for item in content["items"]:
            place = data.get(f"{prefix}order-{item['key']}") or ""
            if place and not (place.isascii() and place.isdecimal() and len(place) < 5):
                raise BadResponse("order")
            if place:
                places.append((int(place), item["key"]))
        # By number, then by key: the right order must not help.
        order = [key for _, key in sorted(places)]
        return {"order": order} if order else {}

    @staticmethod
    def arrange(content, seed) -> list[str]:
        """Shuffled, and never the right order."""
        keys = [item["key"] for item in content["items"]]
        mixed = sorted(keys)
        Random(seed).shuffle(mixed)
        return [*mixed[1:], mixed[0]] if mixed == keys and len(keys) > 1 else mixed
