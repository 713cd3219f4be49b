//! What the comments say, and which of it comes with low scores or high ones.
//!
//! A theme is a word or two neighbouring words, counted once per comment. What tells detractors
//! from promoters is their log-odds ratio with an informative Dirichlet prior; what it costs is its
//! impact, the score less the score without the comments that mention it.
//!
//! Sources: Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 16 (2008), for the
//! log-odds; the stop words are Snowball's, see `www/stopwords`.

mod words;

pub use words::{StopWords, is_apart, mentions};

use super::names::Names;
use super::order::order;
use super::score::Segment;
use super::stats::{Tally, Z95};
use crate::domain::letters::pieces;
use words::each_term;

/// Below this many comments the words are only listed: who says them could be chance.
pub const ENOUGH_COMMENTS: u64 = 100;

/// Comments under way to their themes.
#[derive(Default)]
pub struct Comments {
    /// Every term met.
    terms: Names,
    /// Who wrote each comment, and the terms in it, each once.
    comments: Vec<(Segment, Vec<u32>)>,
}

/// The themes of some comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Themes {
    /// Who wrote the comments.
    pub tally: Tally,
    /// What detractors say more than promoters, the surest first.
    pub hurting: Vec<Theme>,
    /// What promoters say more than detractors, the surest first.
    pub helping: Vec<Theme>,
    /// What is said most, where the comments are too few to tell who says what
    /// ([`ENOUGH_COMMENTS`]).
    pub frequent: Vec<Theme>,
}

/// One word or two that many comments have.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The words, in small letters.
    pub term: String,
    /// Every form they were found in, the term itself first: `ventetid`, `ventetiden`.
    pub forms: Vec<String>,
    /// Who mentions it.
    pub tally: Tally,
    /// The log-odds ratio in standard errors; above 0 detractors say it more.
    pub z: f64,
    /// The commented answers' score less their score without this theme, in points.
    pub impact: f64,
}

impl Themes {
    /// The theme of this term.
    #[must_use]
    pub fn named(&self, term: &str) -> Option<&Theme> {
        let all = [&self.hurting, &self.helping, &self.frequent];
        let mut all = all.into_iter().flatten();
        all.find(|theme| theme.term == term)
    }
}

impl Comments {
    /// Counts one comment. `lang` is the tag of its language, where it is known.
    pub fn add(&mut self, text: &str, segment: Segment, lang: Option<&str>, stop: &StopWords) {
        let stop = stop.of(lang);
        let mut said = Vec::new();
        let terms = &mut self.terms;
        each_term(text, &|word| stop.contains(word), &mut |term| {
            said.push(terms.number(term));
        });
        self.comments.push((segment, said));
    }

    /// How many comments were counted.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.comments.len()
    }

    /// Whether none was counted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.comments.is_empty()
    }

    /// The themes of the comments counted so far, at most `most` of each kind.
    #[must_use]
    pub fn themes(&self, most: usize) -> Themes {
        let mut tally = Tally::default();
        for (segment, _) in &self.comments {
            tally.add_many(*segment, 1);
        }
        let n = tally.n();
        // Three comments at least, or one in a hundred.
        let least = n.div_ceil(100).max(3);
        let mut kept = self.merged();
        kept.retain(|theme| theme.tally.n() >= least);
        let said: Tally = kept
            .iter()
            .fold(Tally::default(), |sum, theme| sum.plus(theme.tally));
        for theme in &mut kept {
            theme.z = log_odds(theme.tally, said);
            let without = tally.minus(theme.tally).score();
            theme.impact = tally.score().unwrap_or(0.0) - without.unwrap_or(0.0);
        }
        order(&mut kept, &|a, b| {
            let surer = b.z.abs().total_cmp(&a.z.abs());
            surer
                .then_with(|| b.tally.n().cmp(&a.tally.n()))
                .then_with(|| a.term.cmp(&b.term))
        });
        let kept = told_once(kept);
        let mut themes = Themes {
            tally,
            ..Themes::default()
        };
        if n < ENOUGH_COMMENTS {
            themes.frequent = kept;
            order(&mut themes.frequent, &|a, b| b.tally.n().cmp(&a.tally.n()));
            themes.frequent.truncate(most);
            return themes;
        }
        let sure = kept.into_iter().filter(|theme| theme.z.abs() >= Z95);
        (themes.hurting, themes.helping) = sure.partition(|theme| theme.z > 0.0);
        themes.hurting.truncate(most);
        themes.helping.truncate(most);
        themes
    }

    /// Every term, together with the forms that only add an ending to it.
    fn merged(&self) -> Vec<Theme> {
        let new = |term: &str| Theme {
            term: term.to_owned(),
            forms: vec![term.to_owned()],
            tally: Tally::default(),
            z: 0.0,
            impact: 0.0,
        };
        let mut themes: Vec<Theme> = self.terms.iter().map(new).collect();
        // The place of the theme that each term belongs to.
        let mut place = Vec::with_capacity(themes.len());
        for (at, form) in self.terms.iter().enumerate() {
            let stem = self.stem(form).map_or(at, |number| number as usize - 1);
            place.push(stem);
            if stem != at
                && let Some(theme) = themes.get_mut(stem)
            {
                theme.forms.push(form.to_owned());
            }
        }
        let mut said: Vec<usize> = Vec::new();
        for (segment, terms) in &self.comments {
            said.clear();
            for number in terms {
                let at = place.get(*number as usize - 1).copied().unwrap_or_default();
                if !said.contains(&at) {
                    said.push(at);
                }
            }
            for at in &said {
                if let Some(theme) = themes.get_mut(*at) {
                    theme.tally.add_many(*segment, 1);
                }
            }
        }
        themes
    }

    /// The number of the shorter word that `form` is with an ending, where the comments have it too.
    fn stem(&self, form: &str) -> Option<u32> {
        // Nordic definite forms and plurals, German and English ones.
        const ENDINGS: [&str; 9] = ["n", "t", "e", "s", "en", "et", "er", "ne", "ene"];
        if is_pair(form) {
            return None;
        }
        ENDINGS
            .iter()
            .filter_map(|ending| form.strip_suffix(ending))
            .filter(|stem| stem.chars().nth(2).is_some())
            .find_map(|stem| self.terms.find(stem))
    }
}

/// The log-odds ratio of a term between detractors and promoters in standard errors, given how
/// often all terms were said. The prior is ten words of everybody's.
fn log_odds(term: Tally, said: Tally) -> f64 {
    const PRIOR: f64 = 10.0;
    let prior = PRIOR * term.n() as f64 / said.n().max(1) as f64;
    let odds = |count: u64, of: u64| {
        let (count, of) = (count as f64 + prior, of as f64 + PRIOR);
        libm::log(count / (of - count).max(f64::MIN_POSITIVE))
    };
    let ratio = odds(term.detractors, said.detractors) - odds(term.promoters, said.promoters);
    let variance =
        (term.detractors as f64 + prior).recip() + (term.promoters as f64 + prior).recip();
    ratio / variance.sqrt()
}

/// Themes without those that say nothing of their own: a word that is always part of one pair, and
/// a pair whose words are both there, by the same comments.
fn told_once(mut ordered: Vec<Theme>) -> Vec<Theme> {
    let mut told: Vec<bool> = Vec::with_capacity(ordered.len());
    for theme in &ordered {
        let pair = is_pair(&theme.term);
        let redundant = pieces(&theme.term, b' ').all(|word| {
            let mut others = ordered.iter().enumerate();
            others.any(|(at, other)| {
                let says_it = match pair {
                    true => told.get(at) == Some(&true),
                    false => is_pair(&other.term),
                };
                says_it
                    && other.tally == theme.tally
                    && pieces(&other.term, b' ').any(|said| said == word)
            })
        });
        told.push(!redundant);
    }
    let mut told = told.into_iter();
    ordered.retain(|_| told.next() == Some(true));
    ordered
}

/// Whether a term is two words.
#[must_use]
pub fn is_pair(term: &str) -> bool {
    term.bytes().any(|byte| byte == b' ')
}
