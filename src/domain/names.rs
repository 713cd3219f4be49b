//! Texts that repeat, each kept once and known by a number. Smaller in the browser than the standard
//! library's map, whose hash withstands attackers: here nobody gains by a slow table.

/// Texts by number, from 1 on; 0 is no text.
#[derive(Clone, Debug, Default)]
pub struct Names {
    texts: Vec<String>,
    /// Numbers by hash, a power of two of places, 0 where there is none.
    places: Vec<u32>,
    /// The number asked for last: neighbours are often alike.
    last: u32,
}

/// The same texts have the same numbers, whichever was asked for last.
impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
    }
}

impl Eq for Names {}

impl Names {
    /// The text's number, a new one where it is new.
    pub fn number(&mut self, text: &str) -> u32 {
        if self.get(self.last) == Some(text) {
            return self.last;
        }
        if self.places.len() < (self.texts.len() + 1) * 2 {
            self.grow();
        }
        let place = self.place(text);
        if let Some(slot) = self.places.get_mut(place) {
            if *slot == 0 {
                self.texts.push(text.to_owned());
                *slot = self.texts.len() as u32;
            }
            self.last = *slot;
        }
        self.last
    }

    /// The number asked for last; 0 where none was.
    #[must_use]
    pub const fn last(&self) -> u32 {
        self.last
    }

    /// The number of a text that may not be there.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        let number = self.places.get(self.place(text)).copied()?;
        (number > 0).then_some(number)
    }

    /// The text of a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let at = (number as usize).checked_sub(1)?;
        self.texts.get(at).map(String::as_str)
    }

    /// Every text, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }

    /// How many texts there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Where the text's number is, or would be.
    fn place(&self, text: &str) -> usize {
        let mask = self.places.len().wrapping_sub(1);
        let mut place = quick_hash(text) & mask;
        while let Some(number) = self.places.get(place).copied().filter(|n| *n > 0) {
            if self.get(number) == Some(text) {
                break;
            }
            place = (place + 1) & mask;
        }
        place
    }

    fn grow(&mut self) {
        self.places = vec![0; (self.places.len() * 2).max(64)];
        for at in 0..self.texts.len() {
            let place = self.texts.get(at).map(|text| self.place(text));
            if let Some(slot) = place.and_then(|place| self.places.get_mut(place)) {
                *slot = (at + 1) as u32;
            }
        }
    }
}

/// FNV-1a, 64 bits, never 0 (Fowler, Noll and Vo; draft-eastlake-fnv).
#[must_use]
pub fn hash(text: &str) -> u64 {
    let folded = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    folded.max(1)
}

/// Where to look for a text first. Eight bytes a step, after rustc's own (`FxHasher`), whose upper
/// bits are the better ones.
fn quick_hash(text: &str) -> usize {
    let (words, rest) = text.as_bytes().as_chunks();
    let rest = rest
        .iter()
        .fold(text.len() as u64, |word, byte| word << 8 | u64::from(*byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let hash = words.chain([rest]).fold(0, |hash: u64, word| {
        (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
    });
    (hash >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut names = Names::default();
        for round in 0..2 {
            for at in 0..1_000_u32 {
                assert_eq!(names.number(&at.to_string()), at + 1, "{round}");
            }
        }
        assert_eq!((names.len(), names.get(8)), (1_000, Some("7")));
        assert_eq!((names.find("7"), names.find("x")), (Some(8), None));
        assert_eq!(Names::default().find("x"), None);
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
