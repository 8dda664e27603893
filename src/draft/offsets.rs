//! Spans of a text in characters as stretches of its bytes.

use std::ops::Range;

/// How many characters lie between two marks.
const STRIDE: u32 = 128;

/// Where every so-manieth character of a text begins.
#[derive(Debug)]
pub(crate) struct Offsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
    /// The number of characters.
    pub(crate) length: u32,
}

impl<'t> Offsets<'t> {
    /// Goes through a text once.
    pub(crate) fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE as usize + 1);
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                marks.push(byte);
            }
            length += 1;
        }
        Self { text, marks, length }
    }

    fn byte(&self, offset: u32) -> usize {
        let Some(&mark) = self.marks.get((offset / STRIDE) as usize) else { return self.text.len() };
        let rest = self.text[mark..].char_indices().nth((offset % STRIDE) as usize);
        rest.map_or(self.text.len(), |(byte, _)| mark + byte)
    }

    /// The words of a span; what lies beyond the text is left out.
    pub(crate) fn slice(&self, span: Range<u32>) -> &'t str {
        let (start, end) = (self.byte(span.start), self.byte(span.end.max(span.start)));
        &self.text[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_characters() {
        let text: String = "甲b丙".chars().cycle().take(1000).collect();
        let offsets = Offsets::new(&text);
        assert_eq!(offsets.length, 1000);
        for (start, end) in [(0, 3), (127, 130), (128, 128), (998, 1000), (999, 2000)] {
            let expected: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            assert_eq!(offsets.slice(start..end), expected);
        }
    }
}
