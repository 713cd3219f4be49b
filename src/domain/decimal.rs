//! Whole numbers as text, without the standard library's formatting, which weighs a kilobyte on the
//! wire.

/// The number in digits.
#[must_use]
pub fn decimal(n: u64) -> String {
    padded(n, 1)
}

/// The number in at least `width` digits, noughts in front; `width` is from 1 to 19.
#[must_use]
pub fn padded(n: u64, width: u32) -> String {
    let mut power = 1;
    for _ in 1..width {
        power *= 10;
    }
    while n / power > 9 {
        power *= 10;
    }
    let mut out = String::new();
    while power > 0 {
        out.push(char::from(b'0' + (n / power % 10) as u8));
        power /= 10;
    }
    out
}

/// The number that is written in digits and nothing else; `None` where it is none, or above what
/// 64 bits hold.
#[must_use]
#[inline(never)]
pub fn whole(text: &str) -> Option<u64> {
    let digits = (!text.is_empty()).then(|| text.bytes())?;
    let mut number = 0_u64;
    for digit in digits.map(|byte| byte.wrapping_sub(b'0')) {
        let digit = u64::from(Some(digit).filter(|digit| *digit <= 9)?);
        number = number.checked_mul(10)?.checked_add(digit)?;
    }
    Some(number)
}

/// The number in digits, with a sign where it is below 0.
#[must_use]
pub fn signed(n: i64) -> String {
    [sign(n), &decimal(n.unsigned_abs())].concat()
}

/// So many tenths, hundredths and so on with that many decimals, 1 to 18: -134 with one is `-13.4`.
#[must_use]
pub fn fixed(n: i64, decimals: u32) -> String {
    let (n, sign, one) = (n.unsigned_abs(), sign(n), 10_u64.pow(decimals));
    [sign, &decimal(n / one), ".", &padded(n % one, decimals)].concat()
}

const fn sign(n: i64) -> &'static str {
    if n < 0 { "-" } else { "" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_written_as_the_standard_library_writes_them(n in any::<i64>(), width in 1_u32..20) {
            let magnitude = n.unsigned_abs();
            prop_assert_eq!(signed(n), n.to_string());
            prop_assert_eq!(decimal(magnitude), magnitude.to_string());
            prop_assert_eq!(padded(magnitude, width), format!("{magnitude:0width$}", width = width as usize));
            prop_assert_eq!(whole(&magnitude.to_string()), Some(magnitude));
            let sign = if n < 0 { "-" } else { "" };
            prop_assert_eq!(fixed(n, 1), format!("{sign}{}.{}", magnitude / 10, magnitude % 10));
            prop_assert_eq!(fixed(n, 3), format!("{sign}{}.{:03}", magnitude / 1000, magnitude % 1000));
        }
    }

    #[test]
    fn what_is_no_whole_number_is_none() {
        for text in [
            "",
            "-1",
            "+1",
            " 1",
            "1.0",
            "18446744073709551616",
            "99999999999999999999999",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_range_are_written() {
        for n in [0, 9, 10, u64::MAX] {
            assert_eq!(decimal(n), n.to_string());
        }
        assert_eq!(signed(i64::MIN), i64::MIN.to_string());
    }
}
