"""How much a flag weighs: more from people whose flags were agreed with, less from people whose flags were not."""


def weight(agreed: int, disagreed: int) -> float:
    """1 for somebody nothing is known of, towards 2 when reviews agree with them, towards 0 when they do not."""
    return 2 * (agreed + 1) / (agreed + disagreed + 2)
