"""Where things are in the demo academy: addresses of tests name places, the database knows their numbers."""

STATEMENTS = {
    # courses and lessons
    "course": "SELECT id FROM courses WHERE language = 'en' ORDER BY id",
    "dutch_course": "SELECT id FROM courses WHERE language = 'nl' ORDER BY id",
    "module": "SELECT max(id) FROM modules WHERE course_id = (SELECT min(id) FROM courses WHERE language = 'en') "
    "AND removed_at IS NULL",
    "lesson": "SELECT lesson_id FROM topics WHERE lesson_id IS NOT NULL GROUP BY lesson_id ORDER BY count(*) DESC",
    "first_lesson": "SELECT min(id) FROM lessons WHERE course_id = (SELECT min(id) FROM courses WHERE language = 'en')",
    "later_lesson": "SELECT max(id) FROM lessons WHERE course_id = (SELECT min(id) FROM courses WHERE language = 'en') "
    "AND removed_at IS NULL AND kind = 'page'",
    "asking_lesson": "SELECT t.lesson_id FROM lesson_texts t WHERE t.language = 'en' AND t.html LIKE '%data-question%'",
    "live_session": "SELECT s.lesson_id FROM live_sessions s JOIN lessons l ON l.id = s.lesson_id "
    "JOIN courses c ON c.id = l.course_id WHERE c.language = 'en'",
    "tool": "SELECT l.id FROM lessons l JOIN courses c ON c.id = l.course_id WHERE l.kind = 'tool' AND c.language = 'en'",
    "dutch_tool": "SELECT l.id FROM lessons l JOIN courses c ON c.id = l.course_id "
    "WHERE l.kind = 'tool' AND c.language = 'nl'",
    "certificate": "SELECT code FROM certificates WHERE shows_cohort ORDER BY id",
    "changed_lesson": "SELECT t.lesson_id FROM lesson_texts t JOIN lesson_revisions r ON r.lesson_text_id = t.id "
    "WHERE r.number > 1 ORDER BY t.lesson_id",
    "paired_lesson": "SELECT lesson_id FROM lesson_texts GROUP BY lesson_id HAVING count(*) > 1",
    # quizzes and their questions
    "quiz": "SELECT l.id FROM lessons l JOIN courses c ON c.id = l.course_id WHERE l.kind = 'quiz' AND c.language = 'en'",
    "quiz_question": "SELECT question_id FROM quiz_slots WHERE question_id IS NOT NULL ORDER BY id",
    "own_attempt": "SELECT a.id FROM quiz_attempts a JOIN users u ON u.id = a.user_id "
    "WHERE u.email = 'trainee@demo.example' AND a.submitted_at IS NOT NULL ORDER BY a.id",
    "open_attempt": "SELECT a.id FROM quiz_attempts a JOIN users u ON u.id = a.user_id "
    "WHERE u.email = 'outsider@demo.example' AND a.submitted_at IS NULL ORDER BY a.id",
    "essay_attempt": "SELECT a.id FROM quiz_attempts a JOIN quiz_answers q ON q.attempt_id = a.id "
    "JOIN question_versions v ON v.id = q.version_id JOIN lessons l ON l.id = a.lesson_id "
    "JOIN courses c ON c.id = l.course_id "
    "WHERE v.kind = 'essay' AND a.submitted_at IS NOT NULL AND c.language = 'en' ORDER BY a.id DESC",
    "essay_position": "SELECT q.position FROM quiz_answers q JOIN quiz_attempts a ON a.id = q.attempt_id "
    "JOIN question_versions v ON v.id = q.version_id JOIN lessons l ON l.id = a.lesson_id "
    "JOIN courses c ON c.id = l.course_id "
    "WHERE v.kind = 'essay' AND a.submitted_at IS NOT NULL AND c.language = 'en' ORDER BY a.id DESC",
    "question": "SELECT q.id FROM questions q JOIN question_versions v ON v.id = q.version_id WHERE v.kind = 'ordering'",
    "question_category": "SELECT min(id) FROM question_categories",
    # refreshers
    "due_card": "SELECT c.id FROM refresher_cards c JOIN users u ON u.id = c.user_id "
    "WHERE u.email = 'alumna@demo.example' ORDER BY c.due_at, c.id",
    "known_card": "SELECT c.id FROM refresher_cards c JOIN users u ON u.id = c.user_id JOIN refresher_reviews r "
    "ON r.card_id = c.id AND r.turn = c.turns WHERE u.email = 'alumna@demo.example' AND r.rating > 1 ORDER BY c.id",
    # assignments
    "assignment": "SELECT l.id FROM lessons l JOIN courses c ON c.id = l.course_id "
    "WHERE l.kind = 'assignment' AND c.language = 'en'",
    "judged_submission": "SELECT s.id FROM submissions s JOIN feedback f ON f.submission_id = s.id ORDER BY s.id",
    "asked_review": "SELECT r.id FROM peer_reviews r JOIN users u ON u.id = r.reviewer_id "
    "WHERE u.email = 'trainee@demo.example' ORDER BY r.id",
    # coffee
    "asked_coffee": "SELECT c.id FROM coffees c JOIN users u ON u.id = c.asked_by WHERE u.email = 'alumna@demo.example'",
    "agreed_coffee": "SELECT c.id FROM coffees c JOIN users u ON u.id = c.asked_by "
    "WHERE u.email = 'trainee@demo.example' AND c.state = 'agreed'",
    "past_coffee": "SELECT c.id FROM coffees c JOIN coffee_people p ON p.coffee_id = c.id JOIN users u ON u.id = p.user_id "
    "WHERE u.email = 'mentor@demo.example' AND c.asked_whether_met_at IS NOT NULL AND c.round_id IS NULL",
    # roles
    "role": "SELECT r.id FROM earned_roles r JOIN users u ON u.id = r.user_id WHERE u.email = 'trainee@demo.example'",
    "held_role": "SELECT r.id FROM earned_roles r JOIN users u ON u.id = r.user_id WHERE u.email = 'alumna@demo.example'",
    "role_badge": "SELECT code FROM role_badges ORDER BY role_id",
    # cohorts
    "cohort": "SELECT min(id) FROM cohorts WHERE language = 'en' AND ends_on > date('now')",
    "ended_cohort": "SELECT min(id) FROM cohorts WHERE ends_on < date('now')",
    "dutch_cohort": "SELECT min(id) FROM cohorts WHERE language = 'nl'",
    "shared_goal": "SELECT min(id) FROM goals WHERE is_shared",
    "alumna": "SELECT id FROM users WHERE email = 'alumna@demo.example'",
    "membership": "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id "
    "WHERE u.email = 'trainee@demo.example' ORDER BY m.id",
    "own_plan": "SELECT min(p.id) FROM practice_plans p JOIN users u ON u.id = p.user_id "
    "WHERE u.email = 'trainee@demo.example'",
    "asking_plan": "SELECT min(id) FROM practice_plans WHERE buddy_state = 'asked'",
    "open_survey": "SELECT min(s.id) FROM surveys s JOIN survey_rounds r ON r.survey_id = s.id "
    "WHERE s.cohort_id = 1 AND r.closed_at IS NULL",
    "past_survey": "SELECT min(survey_id) FROM survey_rounds WHERE closed_at IS NOT NULL AND number = 2",
    "draft_survey": "SELECT min(id) FROM surveys WHERE rounds = 0 AND cohort_id = 1",
    "draft_question": "SELECT min(q.id) FROM survey_questions q JOIN surveys s ON s.id = q.survey_id "
    "WHERE s.rounds = 0 AND s.cohort_id = 1",
    "academy_event": "SELECT min(id) FROM events WHERE audience_id = 2 AND state = 'planned'",
    "series_event": "SELECT min(id) FROM events WHERE rrule != '' AND cohort_id IS NOT NULL",
    "full_event": "SELECT min(id) FROM events WHERE capacity IS NOT NULL AND cohort_id IS NOT NULL",
    "proposed_event": "SELECT min(id) FROM events WHERE state = 'proposed' AND cohort_id IS NOT NULL",
    "held_date": "SELECT min(id) FROM event_dates WHERE event_id = (SELECT min(id) FROM events)",
    "coming_date": "SELECT max(id) FROM event_dates WHERE event_id = (SELECT min(id) FROM events)",
    # conversations
    "academy_space": "SELECT id FROM spaces WHERE kind = 'academy'",
    "course_space": "SELECT id FROM spaces WHERE kind = 'course' ORDER BY id",
    "topic": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id "
    "WHERE s.cohort_id = 1 AND t.kind = 'question' AND t.accepted_post_id IS NOT NULL ORDER BY t.id DESC",
    "long_topic": "SELECT id FROM topics ORDER BY reply_count DESC",
    "own_question": "SELECT t.id FROM topics t JOIN users u ON u.id = t.author_id "
    "WHERE u.email = 'trainee@demo.example' AND t.kind = 'question' ORDER BY t.id",
    "waiting_question": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id "
    "WHERE s.cohort_id = 1 AND t.kind = 'question' AND t.reply_count = 0 ORDER BY t.id",
    "accepted_post": "SELECT t.accepted_post_id FROM topics t JOIN spaces s ON s.id = t.space_id "
    "WHERE s.cohort_id = 1 AND t.accepted_post_id IS NOT NULL ORDER BY t.id",
    "doubted_article": "SELECT d.article_id FROM article_doubts d JOIN articles a ON a.id = d.article_id "
    "JOIN verifiers v ON v.collection_id = a.collection_id JOIN users u ON u.id = v.user_id "
    "WHERE u.email = 'editor@demo.example' ORDER BY d.id",
    "held_question": "SELECT min(topic_id) FROM held_answers",
    "post_of_mentor": "SELECT p.id FROM posts p JOIN users u ON u.id = p.author_id JOIN topics t ON t.id = p.topic_id "
    "JOIN spaces s ON s.id = t.space_id WHERE u.email = 'mentor@demo.example' AND s.cohort_id = 1 ORDER BY p.id",
    "reported_post": "SELECT min(post_id) FROM reviews",
    "consent_of_alumna": "SELECT c.id FROM consents c JOIN users u ON u.id = c.person_id "
    "WHERE u.email = 'alumna@demo.example' ORDER BY c.id",
    "consent_of_mentor": "SELECT c.id FROM consents c JOIN users u ON u.id = c.person_id "
    "WHERE u.email = 'mentor@demo.example' ORDER BY c.id",
    "proposal": "SELECT p.id FROM proposals p WHERE p.cohort_id = 2 ORDER BY p.id",
    "topic_for_echo": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id JOIN posts p ON p.topic_id = t.id "
    "JOIN users u ON u.id = p.author_id WHERE s.cohort_id = 2 AND t.lesson_id IS NOT NULL AND t.author_id <> u.id "
    "AND u.email = 'alumna@demo.example' AND t.id NOT IN (SELECT topic_id FROM proposals) ORDER BY t.id",
    "anchored_topic": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id "
    "WHERE s.cohort_id = 1 AND t.anchor_key <> '' AND t.closed_at IS NULL ORDER BY t.id",
    "announcement": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id "
    "WHERE s.cohort_id = 1 AND t.kind = 'announcement' ORDER BY t.id DESC",
    "alumni_topic": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id "
    "WHERE s.cohort_id = 2 AND t.kind = 'discussion' ORDER BY t.bumped_at DESC",
    "dutch_topic": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id WHERE s.cohort_id = 3 ORDER BY t.id",
    "own_post": "SELECT p.id FROM posts p JOIN users u ON u.id = p.author_id "
    "WHERE u.email = 'trainee@demo.example' ORDER BY p.id DESC",
    "cohort_space": "SELECT id FROM spaces WHERE cohort_id = 1",
    "idea": "SELECT topic_id FROM ideas WHERE stage = 'under_review'",
    "declined_idea": "SELECT topic_id FROM ideas WHERE stage = 'declined'",
    "poll": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id WHERE s.cohort_id = 1 AND t.kind = 'poll'",
    "thanked_post": "SELECT p.id FROM posts p JOIN users u ON u.id = p.author_id "
    "WHERE u.email = 'alumna@demo.example' ORDER BY p.thanks_count DESC",
    "others_post": "SELECT p.id FROM posts p JOIN topics t ON t.id = p.topic_id JOIN spaces s ON s.id = t.space_id "
    "JOIN users u ON u.id = p.author_id WHERE s.cohort_id = 2 AND u.email <> 'alumna@demo.example' ORDER BY p.id",
    "reply": "SELECT p.id FROM posts p JOIN topics t ON t.id = p.topic_id JOIN spaces s ON s.id = t.space_id "
    "JOIN users u ON u.id = p.author_id "
    "WHERE s.cohort_id = 1 AND p.number > 1 AND u.email <> 'trainee@demo.example' ORDER BY p.id",
    "tag": "SELECT t.id FROM tags t JOIN spaces s ON s.id = t.space_id WHERE s.cohort_id = 1 ORDER BY t.id",
    "consent": "SELECT c.id FROM consents c JOIN posts p ON p.id = c.post_id JOIN users u ON u.id = p.author_id "
    "WHERE u.email = 'alumna@demo.example' ORDER BY c.id",
    "flagged_post": "SELECT post_id FROM flags ORDER BY id",
    # knowledge
    "public_collection": "SELECT min(id) FROM collections WHERE audience_id = 1",
    "collection": "SELECT min(id) FROM collections WHERE audience_id = 2",
    "public_article": "SELECT min(id) FROM articles WHERE audience_id = 1 AND language = 'nl'",
    "article": "SELECT article_id FROM topics WHERE article_id IS NOT NULL ORDER BY id",
    "revised_article": "SELECT article_id FROM article_revisions WHERE number > 1 ORDER BY article_id",
    "story": "SELECT a.id FROM articles a JOIN collections c ON c.id = a.collection_id JOIN featured_stories f "
    "ON f.article_id = a.id WHERE c.is_personal ORDER BY a.id",
    "own_story_draft": "SELECT a.id FROM articles a JOIN users u ON u.id = a.created_by JOIN collections c "
    "ON c.id = a.collection_id WHERE c.is_personal AND u.email = 'trainee@demo.example' AND a.published_at IS NULL",
    "storyteller": "SELECT c.owner_id FROM collections c JOIN articles a ON a.collection_id = c.id JOIN featured_stories f "
    "ON f.article_id = a.id ORDER BY a.id",
    "contributed_article": "SELECT article_id FROM contributions ORDER BY id",
    "contribution": "SELECT id FROM contributions ORDER BY id",
    "suggested_article": "SELECT article_id FROM suggestions WHERE state = 'open' ORDER BY id",
    "suggestion": "SELECT id FROM suggestions WHERE state = 'open' ORDER BY id",
    "commented_draft": "SELECT article_id FROM draft_comments ORDER BY id",
    "begun_article": "SELECT article_id FROM suggestion_copies WHERE is_unsent AND suggestion_id IS NULL ORDER BY id",
    "merged_suggestion": "SELECT id FROM suggestions WHERE state = 'merged' ORDER BY id",
    "article_proposal": "SELECT id FROM article_proposals WHERE state = 'open' ORDER BY id",
    "declined_article_proposal": "SELECT id FROM article_proposals WHERE state = 'declined' ORDER BY id",
    "topic_to_propose": "SELECT t.id FROM topics t JOIN spaces s ON s.id = t.space_id WHERE s.kind = 'academy' "
    "AND t.accepted_post_id IS NOT NULL AND t.id NOT IN (SELECT topic_id FROM article_proposals WHERE state = 'open') ORDER BY t.id",
    "passage": "SELECT id FROM lesson_passages WHERE state = 'open' ORDER BY id",
    "passage_course": "SELECT course_id FROM lesson_passages ORDER BY id",
    "ripened_article": "SELECT article_id FROM article_quotes ORDER BY id",
    "ripened_topic": "SELECT topic_id FROM proposals WHERE article_id IS NOT NULL ORDER BY id",
    "own_article": "SELECT id FROM articles WHERE audience_id = 2 AND language = 'en' ORDER BY id",
    # people
    "trainee": "SELECT id FROM users WHERE email = 'trainee@demo.example'",
    "mentor": "SELECT id FROM users WHERE email = 'mentor@demo.example'",
    "facilitator": "SELECT id FROM users WHERE email = 'facilitator@demo.example'",
    "admin": "SELECT id FROM users WHERE email = 'admin@demo.example'",
    "outsider": "SELECT id FROM users WHERE email = 'outsider@demo.example'",
    "mail": "SELECT id FROM mails ORDER BY id",
}


class Places(dict):
    """Looks a place up when an address names it."""

    def __init__(self, academy):
        super().__init__()
        self.academy = academy

    def __missing__(self, name):
        self[name] = self.academy.one(STATEMENTS[name])
        return self[name]

    def __call__(self, address: str) -> str:
        return address.format_map(self)
