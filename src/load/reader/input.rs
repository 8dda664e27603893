//! A file's bytes with every end of line as a line feed and without a byte order mark.
//!
//! Old Mac files end lines with a lone carriage return, Windows and git checkouts there with two characters. With
//! all of them as `\n`, line numbers are right in every file and the same data gives the same bytes everywhere.

use std::io::{self, Read};

/// Wraps an input, rewriting ends of lines and dropping a UTF-8 byte order mark at the start.
pub(in crate::load) struct TextInput<R> {
    inner: R,
    at_start: bool,
    after_return: bool,
    byte_order_mark: Option<Mark>,
}

/// What the first bytes of a file say about its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum Mark {
    /// EF BB BF
    Utf8,
    /// FF FE or FE FF
    Utf16,
}

impl<R: Read> TextInput<R> {
    pub(in crate::load) fn new(inner: R) -> Self {
        Self { inner, at_start: true, after_return: false, byte_order_mark: None }
    }

    /// The mark found at the start, known after the first read.
    pub(in crate::load) fn mark(&self) -> Option<Mark> {
        self.byte_order_mark
    }

    fn read_start(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.at_start = false;
        let mut filled = 0;
        while filled < 3 {
            match self.inner.read(&mut buffer[filled..3])? {
                0 => break,
                n => filled += n,
            }
        }
        if buffer[..filled].starts_with(&[0xef, 0xbb, 0xbf]) {
            self.byte_order_mark = Some(Mark::Utf8);
            return self.inner.read(buffer);
        }
        if buffer[..filled].starts_with(&[0xff, 0xfe]) || buffer[..filled].starts_with(&[0xfe, 0xff]) {
            self.byte_order_mark = Some(Mark::Utf16);
        }
        Ok(filled)
    }

    /// Rewrites ends of lines in place and returns how many bytes remain.
    fn normalise(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_return && !bytes.contains(&b'\r') {
            return bytes.len();
        }
        let mut kept = 0;
        for i in 0..bytes.len() {
            let byte = bytes[i];
            if byte == b'\n' && std::mem::take(&mut self.after_return) {
                continue;
            }
            self.after_return = byte == b'\r';
            bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
            kept += 1;
        }
        kept
    }
}

impl<R: Read> Read for TextInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = if self.at_start && buffer.len() >= 3 {
                self.read_start(buffer)?
            } else {
                self.inner.read(buffer)?
            };
            let kept = self.normalise(&mut buffer[..read]);
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

/// What an invalid piece of text looks like, for the message.
pub(in crate::load) fn guess_encoding(bytes: &[u8]) -> &'static str {
    if bytes.contains(&0) {
        return "it looks like UTF-16";
    }
    if std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none()) {
        return "it is cut off in the middle of a character";
    }
    match gbk_pairs(bytes) {
        Some(common) if common > 0 => "it looks like GBK",
        _ if bytes.iter().filter(|&&b| b >= 0x80).count() * 4 < bytes.len() => {
            "it looks like Windows-1252 or another encoding of one byte a letter"
        }
        _ => "it looks like no encoding that is known here",
    }
}

/// How many pairs lie among the common characters of GBK; `None` when some high byte starts no pair at all.
fn gbk_pairs(bytes: &[u8]) -> Option<usize> {
    let (mut i, mut common) = (0, 0);
    while i < bytes.len() {
        if bytes[i] < 0x80 {
            i += 1;
            continue;
        }
        let trail = bytes.get(i + 1).copied().unwrap_or(0);
        if !(0x81..=0xfe).contains(&bytes[i]) || !(0x40..=0xfe).contains(&trail) || trail == 0x7f {
            return None;
        }
        common += usize::from((0xb0..=0xf7).contains(&bytes[i]) && trail >= 0xa1);
        i += 2;
    }
    Some(common)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out one byte at a time, so that every pair is split.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1).min(buffer.len());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    #[test]
    fn every_end_of_line_becomes_a_line_feed() {
        let text = b"\xef\xbb\xbfa\r\nb\rc\nd\r\r\n";
        for drip in [false, true] {
            let source: Box<dyn Read> = if drip { Box::new(Drip(text)) } else { Box::new(&text[..]) };
            let mut input = TextInput::new(source);
            let mut out = String::new();
            input.read_to_string(&mut out).unwrap();
            assert_eq!((out.as_str(), input.mark()), ("a\nb\nc\nd\n\n", Some(Mark::Utf8)));
        }
    }

    #[test]
    fn chinese_bytes_are_recognised_as_gbk() {
        assert_eq!(guess_encoding(&[0xc8, 0xab, 0xd7, 0xdc]), "it looks like GBK");
        assert_eq!(guess_encoding(&[0xff, 0xff]), "it looks like no encoding that is known here");
    }

    #[test]
    fn other_encodings_are_recognised_too() {
        assert_eq!(
            guess_encoding("全".as_bytes().split_last().unwrap().1),
            "it is cut off in the middle of a character"
        );
        assert!(guess_encoding(b"Caf\xe9 Central").starts_with("it looks like Windows-1252"));
        assert!(guess_encoding(b"R\xe9n\xe9 Viviani").starts_with("it looks like Windows-1252"));
        assert_eq!(guess_encoding(b"i\0d\0"), "it looks like UTF-16");
    }
}
