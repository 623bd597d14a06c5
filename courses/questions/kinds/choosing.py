"""Choosing: one option, several of them, or between true and false."""

from courses.questions.kinds.responses import Grade, held, known, sent, shown


class single:
    @staticmethod
    def grade(content, response) -> Grade:
        if not (chosen := response.get("chosen")):
            return Grade(0.0)
        keys = [option["key"] for option in content["options"]]
        index = keys.index(known(chosen, keys))
        fraction = min(max(content["options"][index]["fraction"], 0.0), 1.0)
        return Grade(fraction, {}, shown(content, f"options.{index}.feedback"))

    @staticmethod
    def right_answer(content) -> dict:
        return {"chosen": max(content["options"], key=lambda option: option["fraction"])["key"]}

    @staticmethod
    def read(content, data, prefix) -> dict:
        response = sent("chosen", data.get(f"{prefix}chosen"))
        single.grade(content, response)
        return response


class multiple:
    @staticmethod
    def grade(content, response) -> Grade:
        chosen = response.get("chosen") or []
        keys = [option["key"] for option in content["options"]]
        picked = {known(key, keys) for key in (chosen if isinstance(chosen, list) else [None])}
        options = [(index, option) for index, option in enumerate(content["options"]) if option["key"] in picked]
        paths = shown(content, *(f"options.{index}.feedback" for index, _ in options))
        return Grade(held(sum(option["fraction"] for _, option in options)), {}, paths)

    @staticmethod
    def right_answer(content) -> dict:
        return {"chosen": [option["key"] for option in content["options"] if option["fraction"] > 0]}

    @staticmethod
    def read(content, data, prefix) -> dict:
        keys = data.getlist(f"{prefix}chosen")
        response = {"chosen": keys} if keys else {}
        multiple.grade(content, response)
        return response


class true_false:
    @staticmethod
    def grade(content, response) -> Grade:
        if not (chosen := response.get("chosen")):
            return Grade(0.0)
        known(chosen, ("true", "false"))
        return Grade(float((chosen == "true") == content["answer"]), {}, shown(content, f"feedback_{chosen}"))

    @staticmethod
    def right_answer(content) -> dict:
        return {"chosen": "true" if content["answer"] else "false"}

    @staticmethod
    def read(content, data, prefix) -> dict:
        response = sent("chosen", data.get(f"{prefix}chosen"))
        true_false.grade(content, response)
        return response
