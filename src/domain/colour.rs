//! Which colours can be read on each other, by WCAG 2.2's formulae
//! (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
pub const TEXT: f64 = 4.5;
/// The least contrast of what marks a control (WCAG 2.2, success criterion 1.4.11).
pub const MARK: f64 = 3.0;

/// An opaque colour of the sRGB space, `0xrrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u32);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self(0);
    /// White.
    pub const WHITE: Self = Self(0xff_ff_ff);

    /// The relative luminance, 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.0 >> 16) + 0.7152 * linear(self.0 >> 8) + 0.0722 * linear(self.0)
    }

    /// The contrast ratio to `other`, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }

    /// White or black, whichever can be read on this colour; white where both can. One of them
    /// always has [`TEXT`]'s contrast: the worse they are together is 4.58 for each.
    #[must_use]
    pub fn text_on(self) -> Self {
        if self.contrast(Self::WHITE) >= TEXT {
            Self::WHITE
        } else {
            Self::BLACK
        }
    }

    /// This colour, or the first on its way to black or white that has `least` contrast on
    /// `ground`. Up to [`TEXT`] there always is one.
    #[must_use]
    pub fn readable_on(self, ground: Self, least: f64) -> Self {
        let Self(end) = ground.text_on();
        let mut colour = self;
        for step in 1..=STEPS {
            if colour.contrast(ground) >= least {
                break;
            }
            colour.0 = [16, 8, 0].into_iter().fold(0, |mixed, shift| {
                let [from, to] = [self.0, end].map(|colour| colour >> shift & 0xff);
                (mixed << 8) | ((from * (STEPS - step) + to * step) / STEPS)
            });
        }
        colour
    }
}

/// How many colours are tried between one and the end of its way.
const STEPS: u32 = 32;

/// The lowest byte of `part` as light, 0 to 1 (WCAG 2.2, "relative luminance").
fn linear(part: u32) -> f64 {
    let part = f64::from(part & 0xff) / 255.0;
    if part <= 0.04045 {
        part / 12.92
    } else {
        to_the_2_4((part + 0.055) / 1.055)
    }
}

/// `x` to the power of 2.4, for 0.08 to 1: the fifth root of `x` to the twelfth, by Newton's method
/// from above. The general power function would cost every respondent a kilobyte.
fn to_the_2_4(x: f64) -> f64 {
    let square = x * x;
    let twelfth = square * square * square * square * square * square;
    let mut root = square;
    for _ in 0..12 {
        let fourth = root * root * root * root;
        root = (4.0 * root + twelfth / fourth) / 5.0;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG's own definition, with the standard library's power.
    fn published(colour: Colour) -> f64 {
        let part = |value: u32| {
            let value = f64::from(value & 0xff) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(colour.0 >> 16) + 0.7152 * part(colour.0 >> 8) + 0.0722 * part(colour.0)
    }

    /// Every colour whose parts are multiples of 17 (`#000`, `#001`, ... `#fff`).
    fn colours() -> impl Iterator<Item = Colour> {
        (0..0x1000).map(|n| Colour((n >> 8 << 16 | (n >> 4 & 15) << 8 | n & 15) * 17))
    }

    fn grey(part: u32) -> Colour {
        Colour(part * 0x01_01_01)
    }

    #[test]
    fn luminance_is_what_wcag_defines() {
        let greys = (0..=255).map(grey);
        for colour in colours().chain(greys) {
            let difference = (colour.luminance() - published(colour)).abs();
            assert!(difference < 1e-12, "{colour:?}: {difference}");
        }
    }

    #[test]
    fn known_contrasts() {
        assert_eq!(Colour::BLACK.contrast(Colour::WHITE), 21.0);
        assert_eq!(Colour::WHITE.contrast(Colour::WHITE), 1.0);
        // #767676 is the lightest grey that passes on white, #777777 the first that does not
        // (WebAIM, "Contrast and Color Accessibility").
        assert!(grey(0x76).contrast(Colour::WHITE) >= TEXT);
        assert!(grey(0x77).contrast(Colour::WHITE) < TEXT);
    }

    #[test]
    fn text_can_be_read_on_every_colour() {
        for ground in colours() {
            assert!(ground.text_on().contrast(ground) >= TEXT, "{ground:?}");
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_and_another_becomes_readable() {
        for ground in [Colour::WHITE, Colour::BLACK, Colour(0x1c_20_29), grey(0x76)] {
            for colour in colours() {
                for least in [MARK, TEXT] {
                    let mended = colour.readable_on(ground, least);
                    assert!(mended.contrast(ground) >= least, "{colour:?} on {ground:?}");
                    if colour.contrast(ground) >= least {
                        assert_eq!(mended, colour);
                    }
                }
            }
        }
    }
}
