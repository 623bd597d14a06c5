"""Words that say something about somebody's field, and those everybody uses."""

SHORTEST = 4  # letters a word needs before it says anything about somebody's field
SAYS_NOTHING = frozenset(
    "about after also anyone back been before being both does doing done else even ever every from give have here into "
    "just know like look made make many more most much need never only other over people really right same says should "
    "some somebody something somewhere such take than that their them then there these they thing things this those "
    "time used very want well were what when where which while will with without work would your "
    "alleen alles altijd andere anders daar deze doen door echt eens eerst gaan gaat geen goed hebben heeft hier ieder "
    "iemand iets iedereen jullie kunnen maar maken meer mensen met mijn moet moeten naar niet niets nodig nooit onder "
    "ooit over sommige steeds toen toch veel vaak voor waar waarom wanneer want waren weer welke wie wilt worden wordt "
    "weten zeggen zegt zelf zich zijn zoals zonder zouden".split()
)
