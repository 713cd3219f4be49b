//! The words that headings use for what we read, English and the languages around us first.

use crate::domain::letters::{holds, is_letter, pieces, small};

/// A heading with everything but letters and digits made into single spaces, in lower case:
/// `answered_at` and `Answered at` are `answered at`, `...why?` is `why`.
pub(super) fn normalised(heading: &str) -> String {
    let lower: String = heading
        .chars()
        .map(|c| if is_letter(c) { small(c) } else { ' ' })
        .collect();
    let words = pieces(&lower, b' ').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// How surely a normalised heading names the score: 3 by its very name, 2 by asking the question,
/// 1 by a word in it.
pub(super) fn score(heading: &str) -> Option<u8> {
    if is_one_of(heading, SCORE) || heading.ends_with("survey response") {
        return Some(3);
    }
    // "Q1 - Group" and "NPS category" hold the segment, whose codes are numbers too.
    if has_word(heading, "group|gruppe|category|kategori|segment") {
        return None;
    }
    if pieces(SCALE, BAR).any(|scale| holds(heading, scale))
        || pieces(heading, b' ')
            .any(|word| pieces(RECOMMEND, BAR).any(|stem| word.starts_with(stem)))
    {
        return Some(2);
    }
    (has_word(heading, SCORE) || posthog_answer(heading)).then_some(1)
}

/// Whether what stands under a normalised heading of scores may be on another scale: it neither
/// says "score" or "nps" nor asks the question.
pub(super) fn may_be_stars(heading: &str) -> bool {
    score(heading) != Some(2) && !has_word(heading, "score|scores|nps|ltr")
}

/// Whether a normalised heading is a known name for the comment.
pub(super) fn comment(heading: &str) -> bool {
    is_one_of(heading, COMMENT)
}

/// Whether a normalised heading asks why.
pub(super) fn asks_why(heading: &str) -> bool {
    has_word(heading, WHY) || has_word(heading, COMMENT)
}

/// How well a normalised heading names when the answer was given; lower is better. An end is
/// better than a beginning: people open surveys and answer later.
pub(super) fn moment(heading: &str) -> Option<usize> {
    pieces(MOMENT, BAR).position(|name| name == heading)
}

/// Whether a normalised heading names the response itself.
pub(super) fn id(heading: &str) -> bool {
    is_one_of(
        heading,
        "response id|responseid|respondent id|id|uuid|svar id",
    )
}

/// How well a normalised heading names the respondent; lower is better. A customer may be a firm,
/// and many people answer for one.
pub(super) fn respondent(heading: &str) -> Option<bool> {
    let customer = is_one_of(heading, CUSTOMER);
    (customer || is_one_of(heading, RESPONDENT)).then_some(customer)
}

/// Whether a normalised heading is one of PostHog's answers.
pub(super) fn posthog_answer(heading: &str) -> bool {
    holds(heading, "survey response")
}

/// Whether a row counts by what stands under such a heading: not Qualtrics's previews and tests
/// (`Status` 1 and 2), not PostHog's other events, not what Wootric excludes.
pub(super) fn is_answer(heading: &str, text: &str) -> bool {
    match normalised(heading).as_str() {
        "status" => !["1", "2", "Survey Preview", "Survey Test"].contains(&text),
        "event" => text == "survey sent",
        _ => !["true", "TRUE", "True", "1", "yes"].contains(&text),
    }
}

/// Whether a normalised heading names the language of the answer.
pub(super) fn lang(heading: &str) -> bool {
    is_one_of(
        heading,
        "lang|language|locale|språk|sprog|sprache|langue|user language|userlanguage|\
         properties survey language",
    )
}

/// Stands between the names of a list: one text takes less room than its parts with their places.
const BAR: u8 = b'|';

/// Whether `name` is in a list whose names have a bar between them.
#[inline(never)]
pub(super) fn is_one_of(name: &str, list: &str) -> bool {
    pieces(list, BAR).any(|known| known == name)
}

const RESPONDENT: &str = "respondent|user id|userid|distinct id|email|email address|e mail|e post|epost|\
    recipientemail";

const CUSTOMER: &str = "customer id|customer number|kundenummer|kundenr|kund nr|kundnummer|kunden nr|\
    kundennummer";

const SCORE: &str = "score|scores|nps|nps score|nps rating|rating|ratings|ltr|points|poeng|poengsum|vurdering|\
    karakter|point|bedømmelse|poäng|betyg|omdöme|punkte|bewertung|note|arvosana|puntuación|\
    puntuacion|cijfer|ocena";

const SCALE: &str = "0 10|0 to 10|0 til 10|0 till 10|0 bis 10|0 à 10|0 a 10";

const RECOMMEND: &str = "recommend|anbefal|rekommend|empfehl|weiterempfehl|recommand|recomend|aanbevel|suosittel|\
    polec|consigli";

const COMMENT: &str = "comment|comments|text|feedback|verbatim|remark|remarks|open text|kommentar|kommentarer|\
    kommentaren|begrunnelse|begrundelse|tilbakemelding|tekst|fritekst|kommentarar|motivering|\
    fritext|kommentare|freitext|begründung|commentaire|commentaires|comentario|comentarios|\
    opmerking|kommentti";

const WHY: &str = "why|reason|hvorfor|årsak|årsaken|hovedårsaken|årsag|årsagen|varför|orsak|orsaken|\
    anledning|anledningen|warum|grund|hauptgrund|pourquoi|raison|improve|forbedre|förbättra";

const MOMENT: &str = "answered at|answered|submitted at|submitted|submit date utc|submit date|completed at|\
    completed|end date|enddate|recorded date|recordeddate|response date|date|dato|datum|\
    svardato|besvart|besvaret|timestamp|datetime|date time|tidspunkt|tidsstempel|tidsstämpel|\
    time|tid|created at|created|createdat|date created|opprettet|oprettet|received at|\
    start date utc|start date|startdate|started at";

fn has_word(heading: &str, words: &str) -> bool {
    pieces(heading, b' ').any(|word| is_one_of(word, words))
}
