"""The demo academy: the words in `content/`, and the seeder that turns them into rows.

Every moment in `content/` is relative to the day of seeding, so the academy always looks alive. Nothing there
contains an absolute date. Keys are ours and never shown; they tie the files together.

Moments
    days_ago: 12            whole days before the day of seeding
    at: "16:10"             time of day in Europe/Amsterdam, goes with `days_ago`
    ago: "3 h"              exactly this long before the moment of seeding (instead of `days_ago` and `at`)
    after: "1 h 22 min"     of a reply: this long after its topic was opened, not after the reply above it
    Durations are written with `d`, `h` and `min`, in that order. Replies stand in the order of `after`. No moment
    lies in the future, whatever the hour of seeding: for a topic with `days_ago: D` and `at: T` every `after` is at
    most D × 24 h − T.

content/academy.yaml
    name, locale, timezone, brand_colour, allows_join_requests, shows_meter, about (Markdown)
    spaces: spaces that belong to no cohort: key, kind (academy), title, about
    seasons: names of the four seasons per language, used by the cohorts

content/people.yaml    a list, one mapping per person
    key, name, email, locale (en/nl), roles (list of author, editor, manager, facilitator, admin; may be empty),
    headline, organisation, sector, region, languages and expertise (with commas), about (Markdown), ask_me_about, looking_for
    joined_days_ago         when the account was made
    seen: "40 min"          how long ago this person was last here
    visibility:             optional: profile field → academy, alumni, cohort or nobody
    door: {role, en, nl}    only the nine people on the sign-in page: word for the role, one sentence in each language
    The password of everybody is `learning circle demo`; the seeder knows it, these files do not.

content/ground.yaml    a list: cohort, days_ago, answers: [{person, interests, goals, bring (each may be left out),
    sharing: {question: me}}]    what people tell at the beginning; shared with the cohort unless it says me

content/messages.yaml  a list: between (two people), messages: [{from, days_ago, at, body}] in their order

content/courses/<course>/course.yaml
    key, title, language, author (person), audience (public/academy: who sees the course page and the outline;
    the lessons themselves are for the people of the course), published_days_ago,
    summary, outcomes (list of Markdown lines), for_whom
    modules: [{key, title, titles: {language: title}, lessons: [slug, …]}]    in the order of the course
content/courses/<course>/<slug>.md           the lesson in the language of the course
content/courses/<course>/<slug>.<language>.md  the same lesson in another language
content/courses/<course>/<slug>.earlier.md   what the lesson said before, published first
    Front matter: title, short_title (optional), minutes, required, published_days_ago (the moment this text appeared)
    and, where an earlier text exists, `changed` (why it changed, one sentence to readers).
    The text below has no title line of its own; its headings start at `##`. Paragraphs stand on one line each.
    check: {category, kind, name, content}  optional: a question to check oneself, asked where the text says
    `::: question check`; it stands in the bank of the course
    Divisions: `::: try`, `::: callout Title`, `::: challenge Title` with `::: solution` inside, each closed by `:::`.

content/cohorts.yaml   a list
    key, course, name ("{season} {year}": the season and year in the language of the cohort, taken from the day halfway
    between start and end), language, starts (days from the day of seeding, negative is past), ends, created_by,
    created_days_ago, welcome (Markdown, the facilitator's opening words)
    schedule: [{module, rule: at_once} or {module, rule: days_after, days}]
    members: [{person, phase, done, last, reading}]
        phase       trainee, alumnus, mentor, facilitator
        done        number of lessons completed, counted in the order of the course
        last: "8 d" how long ago this person last did something in a lesson; the completed lessons are spread
                    evenly over the time between the start and `last`, each after its module opened
        reading     optional: {lesson, heading, percent}: the lesson somebody stopped in, at which heading, how far
        joined_days optional: days after the start on which somebody joined (default: before the start)
    invited: [{email, name, days_ago}]   invitations nobody accepted yet
    link: {days_left, places}            optional: an invitation link that is still open

content/through_time.yaml
    phases: [{cohort, by, and before or last_week (Markdown), shown: people who chose to be shown before it begins}]
    mentors: [{cohort, person, by, asked_days_ago, capacity, until_days (from the day of seeding), words, asked: true for
        who has not answered yet}]
    alumni: [{key (of their space), course, people}]; offers: [{cohort, from, to, stays (facilitator/mentor/left), words}]

content/plans.yaml     a list of practice plans
    cohort, person, module (optional: key; without it the plan is about the whole training), days_ago (when it was made
    and began), what, occasion, place, sign, sharing (me/buddy/cohort)
    buddy, accepted     optional: the person asked, and whether they said yes
    answers             optional: {days: [did, partly, not_yet or other, sentence]}; what came round without is open
    notes: [{by, days_ago, says}]

content/quizzes.yaml   a list of quizzes, each with its questions and attempts, and optionally
    refreshers          [{person, until, missed}]: who is asked again; each question was answered on the day it came back
                        until so many days ago, right but for {name of a question: which of its answers}

content/further.yaml   a list of lessons that are more than a text; nobody has to do them
    course, module, kind (live/tool), language, title, minutes, days_ago (when it appeared), body (Markdown)
    after: [{lesson: slug} or {quiz: title, percent}]   what must be done before it opens
    tool: {name, address, purpose}          of a tool
    held: {cohort: title of its event}      of a live session

content/events.yaml    a list of events
    cohort, kind (session/webinar/meetup), title, host, made_days_ago, in_days (the first date; negative is past),
    weekday (the last one up to that day; optional), begins, ends ("19:30", where the cohort is),
    state (proposed; optional), lapsed (nobody planned it in time; optional), rrule, capacity, speaker, place, link,
    body (Markdown), seconds: [person, …]
    answers: {number of the date: {person: going/maybe/no, or [going, guests]}}   in the order in which they wanted to come
    there: {number of the date: [person, …]}    who was there
    recaps: [{by, ago, title, body, replies: [{by, ago, body}]}]

content/decisions.yaml a map: counted: [{course, lesson, person, by, days_ago, reason}] lessons that staff count as done;
    closing: [{cohort, quiz (its title), in_days, at}] when a quiz closes for a cohort

content/conversations/*.yaml   each a list of topics
    key, kind (discussion, question, case, idea, poll, announcement), space (key of a cohort or a space), title,
    author, days_ago and at, or ago
    body        Markdown; a mention is `@[Full Name]`; a link to `article:<slug>` or `lesson:<slug>` stands for the
                address of that article or lesson; the seeder writes it into the Markdown before saving
    lesson      optional: slug; course  the course it belongs to
    quote       optional, with lesson: the exact words in that lesson, inside one paragraph
    article     optional: slug of an article the topic is about
    pinned      optional: true
    me_too      people with the same question
    accepted    number of the accepted reply, the first reply is 1
    echo        optional, with lesson, in a cohort that is over: {by, ago or days_ago, answers: {number of a post: named,
                anonymous, no, or nothing when its writer has not answered}}; the first post is 1
    tags        optional: tags of the space that the topic carries
    held        of a question that still waits: {author, body}, an answer that is held back for the peers
    poll        of a poll: {options, and optional method, is_secret, results}
    votes       of a poll: {person: [numbers of options, the first is 0]}; of an idea: {person: how many}
    stages      of an idea: [{stage, by, ago or days_ago and at, reason}], in the order in which it came to them
    flags       optional: who reported the opening: [{person, reason, ago, and optional words}]; nobody has decided yet
    replies     [{author, after, body, thanks: [people], sentences: {person: thanks in words},
                reactions: {said, known or thinking: [people]}, bookmarks: {person: note}}]
    followers   optional: people who follow without having written
    read        optional: {person: number of the last post read} where 1 is the opening post; without it everybody
                who wrote has read up to their own last post, and the others of the space have read the whole of
                every topic whose last post is older than their `seen`

content/knowledge/collections.yaml   a list, in order
    key, title, summary, language, openness (broadcast/discuss/contribute), audience (public/academy/staff), owner
    verifiers (people who verify its articles)
content/knowledge/articles/<slug>.md and <slug>.earlier.md
    Text that links to other articles by `[[title]]`, also to one that is not written yet.
    Front matter: title, summary, collection, author, language, published_days_ago, pair (slug of the same article in
    the other language), helped and not_helped (lists of people), changed (with an earlier file, why it changed),
    from_topic (optional: key of the topic it grew out of), missing (optional: [{person, words}] from who was not helped),
    verified (optional: [{by, days_ago, and optional days it lasts, why}], of the text that stood there then),
    outdated (optional: [{person, days_ago, words}], reports nobody has dealt with)
content/knowledge/contributions.yaml
    [{article (slug), kind (experience or case), author, days_ago, body in Markdown, and optional useful: [people]}]
content/searches.yaml
    [{words, days_ago, people}]: what these people searched for and did not find
content/knowledge/suggestions.yaml
    [{article (slug), author, days_ago, why, replace: [{old, new}] in its text, and optional merged_days_ago, by, changed}]
"""
