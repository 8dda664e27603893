//! An extent in words.

use super::wording::Wording;
use super::{Extent, chinese, english};

/// The language of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhraseLanguage {
    /// British English.
    English,
    /// Chinese in simplified script.
    Chinese,
}

/// Where a phrase is to stand. Chinese uses one form for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhraseStyle {
    /// Within a sentence, with its preposition: `in February 2000`.
    Adverbial,
    /// By itself, in a table or heading: `February 2000`.
    Bare,
}

/// Tells an extent in words, at the precision in which it is written.
///
/// - A plain date reads the same for a happening and for a state that it attests: `in 1983`. For an onset it is
///   `from 1983`.
/// - An open end (`no end stated`) and an unknown one (`end unknown`) are told apart for states; a happening is `in or
///   after 1982` either way. No date is `no date`.
/// - Marks are told: `about 1985` (`~`), `perhaps in 1985` (`?`), `perhaps about 1985` (`%`).
/// - Forms too rare to be worded (`2004-XX-05`, `[1984..]`, `1985S2`) are given as written.
///
/// Takes time linear in the length of the text.
///
/// ```
/// use relata::date::{Extent, PhraseLanguage, PhraseStyle, Reading, phrase};
///
/// let extent = Extent::parse("2000-02", Reading::Happening)?;
/// assert_eq!(phrase(&extent, PhraseLanguage::English, PhraseStyle::Adverbial), "in February 2000");
/// assert_eq!(phrase(&extent, PhraseLanguage::English, PhraseStyle::Bare), "February 2000");
/// assert_eq!(phrase(&extent, PhraseLanguage::Chinese, PhraseStyle::Bare), "2000年2月");
/// # Ok::<(), relata::date::ExtentError>(())
/// ```
pub fn phrase(extent: &Extent, lang: PhraseLanguage, style: PhraseStyle) -> String {
    let wording = Wording::of(extent);
    let words = match (lang, style) {
        (PhraseLanguage::English, PhraseStyle::Adverbial) => english::adverbial(&wording),
        (PhraseLanguage::English, PhraseStyle::Bare) => english::bare(&wording),
        (PhraseLanguage::Chinese, _) => chinese::words(&wording),
    };
    words.unwrap_or_else(|| extent.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Reading::{Happening, Onset, State};
    use super::*;

    /// Text, reading, English adverbial, English bare, Chinese.
    #[test]
    fn phrases_follow_the_table() {
        #[rustfmt::skip]
        let table = [
            ("", State, "no date", "no date", "日期不详"),
            ("2003-05-05", Happening, "on 5 May 2003", "5 May 2003", "2003年5月5日"),
            ("2003-05-05T08:00:00", Happening, "on 5 May 2003", "5 May 2003", "2003年5月5日"),
            ("2000-02", Happening, "in February 2000", "February 2000", "2000年2月"),
            ("1999", State, "in 1999", "1999", "1999年"),
            ("2004-06-XX", State, "in June 2004", "June 2004", "2004年6月"),
            ("198X", State, "in the 1980s", "the 1980s", "20世纪80年代"),
            ("200X", State, "in the 2000s", "the 2000s", "21世纪头十年"),
            ("19XX", State, "in the 20th century", "the 20th century", "20世纪"),
            ("20XX", State, "in the 21st century", "the 21st century", "21世纪"),
            ("10XX", State, "in the 11th century", "the 11th century", "11世纪"),
            ("1989-22", Happening, "in summer 1989", "summer 1989", "1989年夏季"),
            ("1989-34", Happening, "in the second quarter of 1989", "the second quarter of 1989", "1989年第二季度"),
            ("1989-41", Happening, "in the second half of 1989", "the second half of 1989", "1989年下半年"),
            ("1989-37", Happening, "in the first third of 1989", "the first third of 1989", "1989年前四个月"),
            ("1985~", Happening, "about 1985", "about 1985", "约1985年"),
            ("1985?", Happening, "perhaps in 1985", "perhaps 1985", "1985年(存疑)"),
            ("1985%", Happening, "perhaps about 1985", "perhaps about 1985", "约1985年(存疑)"),
            ("1979/1989", Happening, "between 1979 and 1989", "1979 to 1989", "1979年至1989年间"),
            ("1979/1989", State, "from 1979 to 1989", "1979 to 1989", "1979年至1989年"),
            ("1989-06/1991", State, "from June 1989 to 1991", "June 1989 to 1991", "1989年6月至1991年"),
            ("1979~/1989?", State, "from about 1979 to perhaps 1989", "about 1979 to perhaps 1989", "约1979年至1989年(存疑)"),
            ("1990/..", State, "from 1990, no end stated", "from 1990, no end stated", "1990年起，未载明结束"),
            ("1982/", State, "from 1982, end unknown", "from 1982, end unknown", "1982年起，结束时间不详"),
            ("/2006", State, "until 2006, start unknown", "until 2006, start unknown", "至2006年，开始时间不详"),
            ("../2006", State, "until 2006, no start stated", "until 2006, no start stated", "至2006年，未载明开始"),
            ("1982/..", Happening, "in or after 1982", "1982 or later", "1982年或以后"),
            ("2003-05-05/", Happening, "on or after 5 May 2003", "5 May 2003 or later", "2003年5月5日或以后"),
            ("1982~/..", Happening, "in or after about 1982", "about 1982 or later", "约1982年或以后"),
            ("../2006", Happening, "in or before 2006", "2006 or earlier", "2006年或以前"),
            ("/2006?", Happening, "perhaps in or before 2006", "perhaps 2006 or earlier", "2006年(存疑)或以前"),
            ("1990/2007..", State, "from 1990, still in 2007", "from 1990, still in 2007", "1990年起，2007年仍存在"),
            ("..1990/2007", State, "already in 1990, until 2007", "already in 1990, until 2007", "1990年已存在，至2007年"),
            ("/2007-05-05..", State, "still on 5 May 2007, start unknown", "still on 5 May 2007, start unknown", "2007年5月5日仍存在，开始时间不详"),
            ("..1990/", State, "already in 1990, end unknown", "already in 1990, end unknown", "1990年已存在，结束时间不详"),
            ("1979", Onset, "from 1979", "from 1979", "1979年起"),
            ("1979/..", Onset, "from 1979, no end stated", "from 1979, no end stated", "1979年起，未载明结束"),
            ("[1998,2000]", Happening, "in 1998 or 2000", "1998 or 2000", "1998年或2000年"),
            ("[1998,1999,2000]", Happening, "in 1998, 1999 or 2000", "1998, 1999 or 2000", "1998年、1999年或2000年"),
            ("{1960,1965}", State, "in 1960 and 1965", "1960 and 1965", "1960年和1965年"),
            ("[1998,2000-05-05]", Happening, "in 1998 or on 5 May 2000", "1998 or 5 May 2000", "1998年或2000年5月5日"),
            ("[1998~,2000]", Happening, "about 1998 or in 2000", "about 1998 or 2000", "约1998年或2000年"),
            ("[1994..1996]", Happening, "between 1994 and 1996", "1994 to 1996", "1994年至1996年间"),
            ("[1994..1996]", State, "at some time between 1994 and 1996", "at some time between 1994 and 1996", "1994年至1996年间某时"),
            ("[1994..1996]", Onset, "from some time between 1994 and 1996", "from some time between 1994 and 1996", "1994年至1996年间某时起"),
            ("0800", State, "in 800", "800", "800年"),
            ("2004-XX-05", State, "2004-XX-05", "2004-XX-05", "2004-XX-05"),
            ("[1984..]", Happening, "[1984..]", "[1984..]", "[1984..]"),
            ("1985S2", Happening, "1985S2", "1985S2", "1985S2"),
        ];
        for (text, reading, adverbial, bare, chinese) in table {
            let extent = Extent::parse(text, reading).unwrap();
            let told = |lang, style| phrase(&extent, lang, style);
            assert_eq!(
                told(PhraseLanguage::English, PhraseStyle::Adverbial),
                adverbial,
                "{text} {reading:?}"
            );
            assert_eq!(told(PhraseLanguage::English, PhraseStyle::Bare), bare, "{text} {reading:?}");
            assert_eq!(told(PhraseLanguage::Chinese, PhraseStyle::Bare), chinese, "{text} {reading:?}");
            assert_eq!(told(PhraseLanguage::Chinese, PhraseStyle::Adverbial), chinese, "{text} {reading:?}");
        }
    }
}
