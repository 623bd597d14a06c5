"""What every cohort is asked to begin with, in each language: kept as it is, so that a facilitator can say it otherwise."""

FIRST_QUESTIONS = {
    "interests": {
        "en": "What are you interested in, at work or outside it?",
        "nl": "Wat houdt je bezig, op je werk of daarbuiten?",
    },
    "goals": {
        "en": "What do you want to be able to do after this training?",
        "nl": "Wat wil je na deze training kunnen?",
    },
    "bring": {
        "en": "What do you bring that others may use?",
        "nl": "Wat breng je mee waar anderen iets aan hebben?",
    },
}
