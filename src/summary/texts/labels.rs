//! The summary's fixed words, in English.

/// The language of this module, for the element's `lang`.
pub(in crate::summary) const LANG: &str = "en";

pub(in crate::summary) const REGION: &str = "Summary of the survey";
pub(in crate::summary) const REFRESH: &str = "Refresh";
pub(in crate::summary) const CHOOSE_FILE: &str = "Choose files";
pub(in crate::summary) const STAYS_HERE: &str =
    "Or drop them anywhere here. They are read in this browser; nothing in them leaves this page.";
pub(in crate::summary) const DROP_HERE: &str = "Drop the file to read it in this browser.";
pub(in crate::summary) const LOADING: &str = "Loading the answers…";
pub(in crate::summary) const READING: &str = "Reading…";
pub(in crate::summary) const NOTHING_YET: &str =
    "There is nothing to show yet. Choose a file of answers, or drop one here.";
pub(in crate::summary) const FROM_SOURCE: &str = "From the survey's collector.";

pub(in crate::summary) const TOKEN_NEEDED: &str = "The answers are behind a read token.";
pub(in crate::summary) const TOKEN_WRONG: &str =
    "The collector did not accept this token. Check that it is a read token of this survey.";
pub(in crate::summary) const TOKEN_LABEL: &str = "Read token";
pub(in crate::summary) const TOKEN_HINT: &str = "It begins with zt_read_ and was printed when the collector \
     first started. It is kept in this tab only and is forgotten when you close it.";
pub(in crate::summary) const TOKEN_SEND: &str = "Show the summary";

pub(in crate::summary) const UNREACHABLE: &str = "The collector cannot be reached. Check that it is running \
     and that this device is online, then press Refresh.";
pub(in crate::summary) const NO_SURVEY: &str = "The collector knows no survey under this address. Check the \
     survey's id in the address of this page or in the element's src.";
pub(in crate::summary) const UNREADABLE_FILE: &str =
    "The browser could not read this file. Check that it still exists and may be opened.";

pub(in crate::summary) const SCORE: &str = "Score";
pub(in crate::summary) const DISTRIBUTION: &str = "How the answers fall";
pub(in crate::summary) const SHARES: &str = "Promoters, passives and detractors";
pub(in crate::summary) const TREND: &str = "Over time";
pub(in crate::summary) const TREND_BY: &str = "Points";
pub(in crate::summary) const SEGMENTS: &str = "Groups";
pub(in crate::summary) const SEGMENTS_BY: &str = "Compare by";
pub(in crate::summary) const THEMES: &str = "Themes";
pub(in crate::summary) const RATINGS: &str = "Other ratings";
pub(in crate::summary) const FILTERS: &str = "Filters";
pub(in crate::summary) const COMMENTS: &str = "Comments";

pub(in crate::summary) const NO_RESPONSES: &str = "No responses";
pub(in crate::summary) const HIDDEN_NOTE: &str = "Too few to show a score: from five answers on it says more \
     about what you offer than about the people who answered.";
pub(in crate::summary) const FEW_NOTE: &str = "Few responses: the score can still move a long way.";
pub(in crate::summary) const UNCERTAIN_NOTE: &str =
    "Uncertain: the interval reaches more than 10 points to a side.";
pub(in crate::summary) const INTERVAL_NOTE: &str = "The interval allows for chance, not for who chose not to \
     answer.";
pub(in crate::summary) const BANDS_WARNING: &str = "Rule of thumb. Scores are not comparable across \
     industries or countries; compare with your own history.";
pub(in crate::summary) const NO_MONTHS: &str =
    "No answer has a date, so there is no trend to show.";
pub(in crate::summary) const TREND_HIDDEN: &str =
    "No stretch has five answers yet, so none shows a score.";
pub(in crate::summary) const GROUPS_HIDDEN: &str =
    "No group has five answers yet, so none shows a score.";
pub(in crate::summary) const SEGMENTS_NOTE: &str = "Each group is set against all other answers, with Holm's \
     correction for the number of groups looked at. A dot is the score, the line its 95 % interval.";
pub(in crate::summary) const HURTING: &str = "Detractors say more";
pub(in crate::summary) const HELPING: &str = "Promoters say more";
pub(in crate::summary) const FREQUENT: &str = "Said most";
pub(in crate::summary) const NO_THEMES: &str =
    "Nothing is said clearly more by detractors or by promoters.";
pub(in crate::summary) const FEW_COMMENTS: &str = "Fewer than 100 comments: who says what could be chance, so \
     the words are only listed.";
pub(in crate::summary) const NO_STOP_WORDS: &str = "The lists of stop words could not be loaded, so no themes \
     are looked for. Check that the folder stopwords lies beside summary.js.";
pub(in crate::summary) const LOOKING: &str = "Looking for themes…";
pub(in crate::summary) const THEMES_NOTE: &str = "Impact is the score of those who left a comment, less their \
     score without the comments that mention the theme. Choose a theme to read its comments.";
pub(in crate::summary) const COLUMN_THEME: &str = "Theme";
pub(in crate::summary) const COLUMN_IMPACT: &str = "Impact";
pub(in crate::summary) const COLUMN_COMMENTS: &str = "Comments";
pub(in crate::summary) const COLUMN_CHANGE: &str = "Against the one before";
pub(in crate::summary) const COLUMN_REST: &str = "Against the others";
pub(in crate::summary) const COLUMN_GROUP: &str = "Group";
pub(in crate::summary) const NO_CLEAR_DIFFERENCE: &str = "no clear difference";
pub(in crate::summary) const SAVE_CHART: &str = "Save the chart (SVG)";
pub(in crate::summary) const SAVE_CSV: &str = "Save these answers (CSV)";
pub(in crate::summary) const SAVE_JSON: &str = "Save the numbers (JSON)";
pub(in crate::summary) const CLEAR: &str = "Clear all filters";
pub(in crate::summary) const FROM: &str = "From";
pub(in crate::summary) const TO: &str = "To";
pub(in crate::summary) const ALL: &str = "All";
pub(in crate::summary) const COUNT: &str = "Count";
pub(in crate::summary) const COUNT_ALL: &str = "All answers";
pub(in crate::summary) const COUNT_LATEST: &str = "Latest of each respondent";
pub(in crate::summary) const SEARCH: &str = "Search";
pub(in crate::summary) const WHO: &str = "Segment";
pub(in crate::summary) const CARE: &str = "Follow-up";
pub(in crate::summary) const HANDLE: &str = "Mark as handled";
pub(in crate::summary) const HANDLED: &str = "Handled; take it back";
pub(in crate::summary) const HANDLED_HERE: &str = "What is handled is kept in this browser only.";
pub(in crate::summary) const NONE_FOUND: &str = "No comment fits these choices.";
pub(in crate::summary) const COLUMNS: &str = "Which columns hold what?";
pub(in crate::summary) const COLUMNS_HINT: &str = "The headings do not say for certain where the scores are. \
     This is what they look like; correct it where it is wrong.";
pub(in crate::summary) const COLUMNS_USE: &str = "Use these columns";
pub(in crate::summary) const COLUMNS_SCORE: &str = "Scores, 0 to 10";
pub(in crate::summary) const COLUMNS_COMMENT: &str = "Comments";
pub(in crate::summary) const COLUMNS_DATE: &str = "Dates";
pub(in crate::summary) const COLUMNS_NONE: &str = "None";
pub(in crate::summary) const COLUMNS_OTHER: &str = "Read other columns";
pub(in crate::summary) const NO_SCORE: &str = "No score";
pub(in crate::summary) const TREND_SCROLLS: &str = "The trend's chart; it scrolls sideways.";
pub(in crate::summary) const NO_COMMENTS: &str = "Nobody has left a comment yet.";
pub(in crate::summary) const PROGRESS: &str = "How much is read";
pub(in crate::summary) const AS_TABLE: &str = "The numbers as a table";
pub(in crate::summary) const MORE: &str = "Show more";

pub(in crate::summary) const COLUMN_SCORE: &str = "Score";
pub(in crate::summary) const COLUMN_ANSWERS: &str = "Answers";
pub(in crate::summary) const COLUMN_SHARE: &str = "Share";
pub(in crate::summary) const COLUMN_SEGMENT: &str = "Segment";
pub(in crate::summary) const COLUMN_INTERVAL: &str = "95 % interval";
pub(in crate::summary) const COLUMN_PERIOD: &str = "When";
pub(in crate::summary) const EXCLUDED: &str = "Rows excluded";
pub(in crate::summary) const COLUMN_LINE: &str = "Line";
pub(in crate::summary) const COLUMN_FOUND: &str = "Found";
pub(in crate::summary) const COLUMN_REASON: &str = "Why it is left out";
pub(in crate::summary) const COLUMN_BAND: &str = "Band";
pub(in crate::summary) const COLUMN_TOUCHED: &str = "Does the interval touch it?";
pub(in crate::summary) const YES: &str = "Yes";
pub(in crate::summary) const NO: &str = "No";
pub(in crate::summary) const NONE: &str = "–";
/// Stands before the row of counts under the trend.
pub(in crate::summary) const N: &str = "n";

pub(in crate::summary) const TRADEMARKS: &str = "Net Promoter®, NPS®, NPS Prism®, and the NPS-related \
     emoticons are registered trademarks of Bain & Company, Inc., NICE Systems, Inc., and Fred \
     Reichheld. Net Promoter Score℠ and Net Promoter System℠ are service marks of Bain & Company, \
     Inc., NICE Systems, Inc., and Fred Reichheld.";
pub(in crate::summary) const NOT_AFFILIATED: &str =
    "Zeroten is not affiliated with, endorsed by or licensed by any of them.";
