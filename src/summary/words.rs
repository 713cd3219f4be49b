//! The words of the summary, in whichever language: none is built in. What is said with them is in
//! `texts`.

use crate::domain::decimal::decimal;
use crate::domain::letters::{cut, joined, pieces};

#[cfg(test)]
use self::tests::Voice;
#[cfg(not(test))]
use crate::browser::words::Voice;

macro_rules! texts {
    ($($name:ident $key:literal,)*) => {
        /// A text of `www/locales/summary`, by its key there; in the order of the keys, which is the
        /// order the built files have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Text {
            $($name,)*
        }

        impl Text {
            #[cfg(test)]
            const KEYS: &[&str] = &[$($key),*];
            const COUNT: u32 = [$($key),*].len() as u32;
        }
    };
}

texts! {
    All "all",
    Answers "answers",
    AnswersName "answers_name",
    AsTable "as_table",
    BadStatus "bad_status",
    Band "band",
    BandTouched "band_touched",
    BandsDescribed "bands_described",
    BandsTouched "bands_touched",
    BandsWarning "bands_warning",
    Below "below",
    Blank "blank",
    Break "break",
    Change "change",
    ChangeNone "change_none",
    ChangeReal "change_real",
    ChooseFiles "choose_files",
    Clear "clear",
    Columns "columns",
    ColumnsDate "columns_date",
    ColumnsHint "columns_hint",
    ColumnsOther "columns_other",
    ColumnsScore "columns_score",
    ColumnsUse "columns_use",
    Comments "comments",
    CommentsScored "comments_scored",
    CommentsShown "comments_shown",
    Count "count",
    CountAll "count_all",
    CountLatest "count_latest",
    DatesHint "dates_hint",
    Days "days",
    Detractor "detractor",
    Detractors "detractors",
    Distribution "distribution",
    DistributionDescribed "distribution_described",
    Down "down",
    DropHere "drop_here",
    Dropped "dropped",
    Empty "empty",
    Excluded "excluded",
    ExcludedMore "excluded_more",
    FewComments "few_comments",
    FewNote "few_note",
    Filters "filters",
    FollowUp "follow_up",
    Found "found",
    Frequent "frequent",
    From "from",
    FromFile "from_file",
    FromSource "from_source",
    Group "group",
    Groups "groups",
    GroupsBy "groups_by",
    GroupsDescribed "groups_described",
    GroupsDiffer "groups_differ",
    GroupsNote "groups_note",
    GroupsSame "groups_same",
    Handle "handle",
    Handled "handled",
    HandledHere "handled_here",
    Helping "helping",
    HiddenNote "hidden_note",
    Higher "higher",
    Hurting "hurting",
    Impact "impact",
    Interval "interval",
    IntervalName "interval_name",
    IntervalNote "interval_note",
    LeftOut "left_out",
    Line "line",
    Loading "loading",
    Looking "looking",
    Lower "lower",
    Months "months",
    More "more",
    MoreAnswers "more_answers",
    MoreGroups "more_groups",
    Named "named",
    Narrowed "narrowed",
    NarrowedLatest "narrowed_latest",
    No "no",
    NoClearDifference "no_clear_difference",
    NoComments "no_comments",
    NoDates "no_dates",
    NoResponses "no_responses",
    NoScore "no_score",
    NoScoreColumn "no_score_column",
    NoStopWords "no_stop_words",
    NoSuchColumn "no_such_column",
    NoSurvey "no_survey",
    NoTextFile "no_text_file",
    NoThemes "no_themes",
    None "none",
    NoneEnough "none_enough",
    NoneFound "none_found",
    NoneNamed "none_named",
    NotANumber "not_a_number",
    NotAResponse "not_a_response",
    NotAffiliated "not_affiliated",
    NotAnExport "not_an_export",
    NotSaved "not_saved",
    NotWhole "not_whole",
    NothingYet "nothing_yet",
    OffScale "off_scale",
    OffScaleColumn "off_scale_column",
    OneEach "one_each",
    Over "over",
    Overdue "overdue",
    Overlong "overlong",
    Passive "passive",
    Passives "passives",
    Percent "percent",
    Progress "progress",
    Promoter "promoter",
    Promoters "promoters",
    Quarter "quarter",
    Quarters "quarters",
    Range "range",
    Rated "rated",
    Ratings "ratings",
    ReadAs "read_as",
    Reading "reading",
    Refresh "refresh",
    Region "region",
    Repeated "repeated",
    ResponseRate "response_rate",
    Rest "rest",
    Rolling "rolling",
    RollingNote "rolling_note",
    RollingTo "rolling_to",
    SaveChart "save_chart",
    SaveCsv "save_csv",
    SaveJson "save_json",
    Score "score",
    Search "search",
    Segment "segment",
    Share "share",
    Shares "shares",
    Shown "shown",
    StaysHere "stays_here",
    TalliesNote "tallies_note",
    Theme "theme",
    ThemeChosen "theme_chosen",
    Themes "themes",
    ThemesNote "themes_note",
    TimeLeft "time_left",
    To "to",
    ToContact "to_contact",
    TokenHint "token_hint",
    TokenLabel "token_label",
    TokenNeeded "token_needed",
    TokenSend "token_send",
    TokenWrong "token_wrong",
    Trend "trend",
    TrendBy "trend_by",
    TrendDescribed "trend_described",
    TrendNote "trend_note",
    TrendScrolls "trend_scrolls",
    UncertainNote "uncertain_note",
    UnclosedQuote "unclosed_quote",
    Undated "undated",
    Unhandle "unhandle",
    Unhandled "unhandled",
    Unreachable "unreachable",
    UnreadableFile "unreadable_file",
    Up "up",
    Waiting "waiting",
    Week "week",
    Weeks "weeks",
    When "when",
    Why "why",
    Yes "yes",
}

/// A language.
pub(super) struct Words {
    voice: Voice,
}

/// How a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `3 March 2025`.
    Day,
    /// `March 2025`.
    Month,
    /// `3 Mar`.
    ShortDay,
    /// `Mar`.
    ShortMonth,
}

impl Words {
    /// Takes `{lang, texts}`.
    ///
    /// # Errors
    /// Where the texts are not those this was built with.
    #[cfg(not(test))]
    pub(super) fn new(words: wasm_bindgen::JsValue) -> Result<Self, wasm_bindgen::JsValue> {
        let voice = Voice::new(words, Text::COUNT)?;
        Ok(Self { voice })
    }

    /// The language's tag.
    pub(super) fn lang(&self) -> &str {
        self.voice.lang()
    }

    /// A text without placeholders.
    #[inline(never)]
    pub(super) fn say(&self, text: Text) -> String {
        self.voice.template(text as u32, 0.0)
    }

    /// A text with its placeholders, `{name}`, replaced by the values of these `names`, which have a
    /// space between them.
    #[inline(never)]
    pub(super) fn fill(&self, text: Text, names: &str, values: &[&str]) -> String {
        filled(&self.say(text), names, values)
    }

    /// A text in its wording for `n`, which stands at `{count}`.
    #[inline(never)]
    pub(super) fn counted(&self, text: Text, n: u64) -> String {
        let template = self.voice.template(text as u32, n as f64);
        filled(&template, "count", &[&self.number(n)])
    }

    /// A whole number.
    pub(super) fn number(&self, n: u64) -> String {
        self.digits(&decimal(n))
    }

    /// A number in digits, such as `-13.4`, with as many decimals.
    pub(super) fn digits(&self, text: &str) -> String {
        // In these digits no language writes them otherwise, and to ask takes longer than the rest.
        if text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.to_owned();
        }
        self.voice.number(text)
    }

    /// How long: so many of `hour` or `day`.
    pub(super) fn span(&self, n: u64, unit: &str) -> String {
        self.voice.span(n, unit)
    }

    /// A day.
    pub(super) fn date(&self, date: crate::domain::time::Date, form: Form) -> String {
        let form = match form {
            Form::Day => "day",
            Form::Month => "month",
            Form::ShortDay => "short day",
            Form::ShortMonth => "short month",
        };
        self.voice.date(date.days_since_epoch(), form)
    }

    /// Several things within a sentence.
    pub(super) fn list(&self, items: &[String]) -> String {
        self.voice.list(&joined(items, "\n"))
    }
}

/// Only the template's own braces count, so that a file's name or heading can hold any.
fn filled(template: &str, names: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut parts = pieces(template, b'{');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = cut(part, b'}').unwrap_or(("", part));
        let mut known = pieces(names, b' ').zip(values);
        let value = known.find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
pub(super) mod tests;
