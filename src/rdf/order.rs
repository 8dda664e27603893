//! The order of IRIs: that of the lines of a sorted N-Triples file.
//!
//! In a line an IRI is followed by `>`, which sorts after hyphens and digits and before letters. So `icftu-board` comes
//! before `icftu`, and `r1-10` before `r1-1`. Ordering names like that lets a file be written sorted while it streams.

use std::cmp::Ordering;
use std::fmt::{self, Write};

/// The last part of an IRI: an id, and up to two numbers after hyphens.
///
/// ```
/// use relata::rdf::LocalName;
/// let (board, body) = (LocalName::new("icftu-board"), LocalName::new("icftu"));
/// assert!(board < body);
/// assert_eq!(LocalName::new("s1").with_number(12).with_number(40).to_string(), "s1-12-40");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct LocalName<'a> {
    id: &'a str,
    numbers: [Option<u32>; 2],
}

impl<'a> LocalName<'a> {
    /// A name that is an id.
    #[must_use]
    pub fn new(id: &'a str) -> Self {
        Self { id, numbers: [None, None] }
    }

    /// The name with a number more; the third replaces the second.
    #[must_use]
    pub fn with_number(mut self, number: u32) -> Self {
        let place = usize::from(self.numbers[0].is_some());
        self.numbers[place] = Some(number);
        self
    }

    /// Appends the name to a text.
    pub(super) fn push(self, text: &mut String) {
        text.push_str(self.id);
        for number in self.numbers.into_iter().flatten() {
            // Writing to a string cannot fail.
            let _ = write!(text, "-{number}");
        }
    }

    fn bytes(&self) -> impl Iterator<Item = u8> + use<'a> {
        let [first, second] = self.numbers;
        self.id.bytes().chain(suffix(first)).chain(suffix(second)).chain([b'>'])
    }
}

/// A hyphen and the digits of a number, or nothing.
fn suffix(number: Option<u32>) -> impl Iterator<Item = u8> {
    let mut bytes = [0; 11];
    let mut start = bytes.len();
    if let Some(mut rest) = number {
        loop {
            start -= 1;
            bytes[start] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        start -= 1;
        bytes[start] = b'-';
    }
    bytes.into_iter().skip(start)
}

impl fmt::Display for LocalName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)?;
        self.numbers.iter().flatten().try_for_each(|number| write!(f, "-{number}"))
    }
}

impl Ord for LocalName<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl PartialOrd for LocalName<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for LocalName<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for LocalName<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names() -> impl Strategy<Value = (String, Vec<u32>)> {
        ("[a-z][a-z0-9-]{0,4}", prop::collection::vec(0u32..2_000, 0..3))
    }

    fn name(parts: &(String, Vec<u32>)) -> LocalName<'_> {
        parts.1.iter().fold(LocalName::new(&parts.0), |name, &number| name.with_number(number))
    }

    proptest! {
        #[test]
        fn names_sort_like_the_text_that_ends_in_an_angle_bracket(a in names(), b in names()) {
            let text = |parts| format!("{}>", name(parts));
            prop_assert_eq!(name(&a).cmp(&name(&b)), text(&a).cmp(&text(&b)));
        }
    }

    #[test]
    fn the_greatest_number_keeps_all_its_digits() {
        let name = LocalName::new("s").with_number(u32::MAX).with_number(0);
        let bytes: Vec<u8> = name.bytes().collect();
        assert_eq!(String::from_utf8(bytes).unwrap(), format!("{name}>"));
    }
}
