//! What a key points at while the question is shown.

use super::scale::Scale;
use super::score::Score;

/// The score that `key` (a `KeyboardEvent.key`) points at: a digit its own, Home the lowest, End the
/// highest, and 0 right after 1 the 10. `after_one` is whether the key before this one was 1.
#[must_use]
pub fn score(scale: Scale, key: &str, after_one: bool) -> Option<Score> {
    let value = match key.as_bytes() {
        b"Home" => scale.lowest(),
        b"End" => scale.highest(),
        b"0" if after_one && scale.highest() == 10 => 10,
        [digit @ b'0'..=b'9'] => digit - b'0',
        _ => return None,
    };
    scale.score(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(scale: Scale, key: &str, after_one: bool) -> Option<u8> {
        score(scale, key, after_one).map(Score::get)
    }

    #[test]
    fn a_digit_is_its_score_and_one_then_nought_is_ten() {
        for digit in 0..=9 {
            assert_eq!(value(Scale::Nps, &digit.to_string(), false), Some(digit));
        }
        assert_eq!(value(Scale::Nps, "0", true), Some(10));
        assert_eq!(value(Scale::Nps, "1", true), Some(1));
    }

    #[test]
    fn the_ends_are_those_of_the_scale() {
        for scale in Scale::ALL {
            assert_eq!(value(scale, "Home", false), Some(scale.lowest()));
            assert_eq!(value(scale, "End", false), Some(scale.highest()));
        }
    }

    #[test]
    fn a_digit_off_the_scale_and_any_other_key_point_nowhere() {
        for key in ["0", "6", "9"] {
            assert_eq!(value(Scale::Csat, key, true), None, "{key}");
        }
        for key in ["", "a", "10", "Enter", "ArrowRight", "\u{663}"] {
            assert_eq!(value(Scale::Nps, key, false), None, "{key}");
        }
    }
}
