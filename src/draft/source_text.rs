//! The text of a file, whatever its encoding.

use crate::model::Digest;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A text with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Where it was found.
    pub path: String,
    /// Its words; offsets count its Unicode scalar values.
    pub text: String,
    /// The name of its encoding by the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// The digest of the bytes of the file.
    pub file_sha256: Digest,
    /// How many characters the encoding could not tell; they stand as U+FFFD.
    pub unreadable: usize,
}

/// Why a file is no text.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SourceTextError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It holds something else than text.
    #[error("{} is not a text: it looks like {what}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        what: &'static str,
    },
    /// It is longer than spans can count.
    #[error("{} is too long: spans count up to 4294967295 characters", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
    },
}

impl SourceText {
    /// Reads a file.
    ///
    /// # Errors
    /// [`SourceTextError`] when it cannot be read or is no text.
    pub fn open(path: &Path) -> Result<Self, SourceTextError> {
        let bytes =
            std::fs::read(path).map_err(|source| SourceTextError::File { path: path.to_owned(), source })?;
        Self::decode(path, &bytes)
    }

    /// Decodes the bytes of a file: by its byte order mark, as UTF-8 if it is, as UTF-16 if it looks so, else by how often
    /// its bytes stand together in GBK, Big5 and other encodings.
    ///
    /// A byte order mark of UTF-8 stays the first character, since spans count it; of UTF-16 it is taken off. Linear.
    ///
    /// # Errors
    /// [`SourceTextError::NotText`] for what holds zero bytes, begins like a known sort of binary file, or decodes badly.
    ///
    /// ```
    /// use relata::draft::SourceText;
    /// let text = SourceText::decode("a.txt".as_ref(), &[0xb9, 0xa4, 0xbb, 0xe1, 0xb4, 0xfa, 0xb1, 0xed])?;
    /// assert_eq!((text.text.as_str(), text.encoding), ("工会代表", "GBK"));
    /// # Ok::<(), relata::draft::SourceTextError>(())
    /// ```
    pub fn decode(path: &Path, bytes: &[u8]) -> Result<Self, SourceTextError> {
        let not_text = |what| SourceTextError::NotText { path: path.to_owned(), what };
        if let Some(what) = binary_kind(bytes) {
            return Err(not_text(what));
        }
        let encoding = guess(bytes).ok_or_else(|| not_text("a binary file"))?;
        let (text, unreadable) = decoded(bytes, encoding);
        if unreadable * 20 > text.chars().count() && unreadable > 2 {
            return Err(not_text("a binary file, or a text in an encoding that is not known"));
        }
        if u32::try_from(text.len()).is_err() {
            return Err(SourceTextError::TooLong { path: path.to_owned() });
        }
        let path = path.display().to_string();
        Ok(Self { path, text, encoding: encoding.name(), file_sha256: Digest::of(bytes), unreadable })
    }
}

/// The sort of binary file that some bytes begin like.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 7] = [
        (b"%PDF", "a PDF; take its text out first"),
        (b"PK\x03\x04", "a packed file such as .docx; save it as plain text first"),
        (b"\xd0\xcf\x11\xe0", "an old Office document; save it as plain text first"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x1f\x8b", "a packed file; unpack it first"),
        (b"{\\rtf", "a rich text; save it as plain text first"),
    ];
    kinds.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

/// The encoding of some bytes; none when they hold zero bytes without being UTF-16.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    if !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
        return Some(UTF_8);
    }
    if let Some(encoding) = utf_16(bytes) {
        return Some(encoding);
    }
    if bytes.contains(&0) {
        return None;
    }
    // A single byte spoilt in a long text of UTF-8 does not make it another encoding.
    let (_, spoilt) = decoded(bytes, UTF_8);
    if spoilt * 200 < bytes.len() && bytes.iter().filter(|byte| **byte >= 0x80).count() > spoilt * 8 {
        return Some(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], bytes.len() <= 1 << 20);
    let guessed = detector.guess(None, Utf8Detection::Allow);
    // Between the two of Chinese the one that reads everything, and reads it as Chinese, is the right one.
    let better =
        [GBK, BIG5].into_iter().max_by_key(|encoding| readability(bytes, encoding)).unwrap_or(guessed);
    Some(if guessed == GBK || guessed == BIG5 || readability(bytes, better) > readability(bytes, guessed) {
        better
    } else {
        guessed
    })
}

/// How well an encoding reads the beginning of some bytes: common Chinese characters for, unreadable ones against.
fn readability(bytes: &[u8], encoding: &'static Encoding) -> i64 {
    const COMMON: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年同工也能下过说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运農會國這來時為對個與發長們東經過業產實體機點開還無關質氣變結問題黨員總級圖統將組見計別論運訪協議團組織聯繫";
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let (text, unreadable) = decoded(sample, encoding);
    let common = text.chars().filter(|c| COMMON.contains(*c)).count();
    common as i64 * 4 - unreadable as i64 * 20 - (text.chars().count() as i64) / 4
}

/// UTF-16 without a byte order mark: even in length, and in one order nearly all Han or ASCII.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(1 << 16) & !1];
    let fit = |encoding: &'static Encoding| {
        let (text, unreadable) = decoded(sample, encoding);
        let usual = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{2026}');
        let count = text.chars().count();
        (unreadable == 0 && text.chars().filter(|c| usual(*c)).count() * 20 >= count * 19)
            .then(|| text.chars().filter(|c| c.is_ascii() || matches!(c, '，' | '。' | '的' | '年')).count())
    };
    let fits = [UTF_16LE, UTF_16BE].into_iter().filter_map(|encoding| Some((fit(encoding)?, encoding)));
    fits.max_by_key(|(count, _)| *count)
        .filter(|(count, _)| *count * 40 >= sample.len() / 2)
        .map(|(_, encoding)| encoding)
}

/// The words, and how many characters could not be told.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, usize) {
    if encoding == UTF_8 {
        let text = String::from_utf8_lossy(bytes);
        let spoilt =
            if matches!(text, std::borrow::Cow::Borrowed(_)) { 0 } else { text.matches('\u{fffd}').count() };
        return (text.into_owned(), spoilt);
    }
    let (text, spoilt) = encoding.decode_with_bom_removal(bytes);
    let count = if spoilt { text.matches('\u{fffd}').count() } else { 0 };
    (text.into_owned(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str = "1993年4月，中华全国总工会代表团访问了该国，与工会领导人举行会谈，双方签订了协议。";
    const TRADITIONAL: &str =
        "1993年4月，中華全國總工會代表團訪問了該國，與工會領導人舉行會談，雙方簽訂了協議。";

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let text = SourceText::decode(Path::new("a.txt"), bytes).unwrap();
        (text.text, text.encoding)
    }

    #[test]
    fn every_usual_encoding_of_chinese_is_told() {
        assert_eq!(read(CHINESE.as_bytes()), (CHINESE.to_owned(), "UTF-8"));
        assert_eq!(read(&GBK.encode(CHINESE).0), (CHINESE.to_owned(), "GBK"));
        assert_eq!(read(&BIG5.encode(TRADITIONAL).0), (TRADITIONAL.to_owned(), "Big5"));
        let little: Vec<u8> = CHINESE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = CHINESE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), (CHINESE.to_owned(), "UTF-16LE"));
        assert_eq!(read(&big), (CHINESE.to_owned(), "UTF-16BE"));
        assert_eq!(read(&[&[0xff, 0xfe], &little[..]].concat()), (CHINESE.to_owned(), "UTF-16LE"));
    }

    #[test]
    fn a_byte_order_mark_of_utf_8_is_counted() {
        let text = format!("\u{feff}{CHINESE}");
        assert_eq!(read(text.as_bytes()).0, text);
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        for bytes in [&b"%PDF-1.7"[..], b"PK\x03\x04xx", &[0, 159, 146, 150, 0, 1], &[7, 0, 0, 0, 1]] {
            assert!(
                matches!(SourceText::decode(Path::new("a"), bytes), Err(SourceTextError::NotText { .. })),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn nothing_is_a_text_too() {
        assert_eq!(read(b"").0, "");
    }
}
