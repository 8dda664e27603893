//! The four bounds of an extent in words.

use crate::date::{Day, Extent, PhraseStyle, phrase};
use crate::model::phrase_language;
use crate::query::wording;

/// An extent in words with what is written: `February 2000 (2000-02)`.
pub(super) fn told(extent: &Extent, language: &str) -> String {
    let words = phrase(extent, phrase_language(language), PhraseStyle::Bare);
    match (extent.is_stated() && words != extent.as_str(), wording::is_chinese(language)) {
        (false, _) => words,
        (true, true) => format!("{words}（{extent}）"),
        (true, false) => format!("{words} ({extent})"),
    }
}

/// Between which days it began and ended, or at which moment it was; nothing when no date is stated.
pub(super) fn in_words(extent: &Extent, language: &str) -> Vec<(&'static str, String)> {
    let (bounds, chinese) = (extent.bounds(), wording::is_chinese(language));
    if !extent.is_stated() {
        return Vec::new();
    }
    let name = |english, chinese_name| if chinese { chinese_name } else { english };
    let start = between(bounds.earliest_start, bounds.latest_start, language);
    if extent.span().moment {
        return vec![(name("moment", "时刻"), start)];
    }
    let end = between(bounds.earliest_end, bounds.latest_end, language);
    vec![(name("began", "开始"), start), (name("ended", "结束"), end)]
}

fn between(first: Option<Day>, last: Option<Day>, language: &str) -> String {
    let chinese = wording::is_chinese(language);
    match (first, last) {
        (Some(first), Some(last)) if first == last && chinese => format!("{first}"),
        (Some(first), Some(last)) if first == last => format!("on {first}"),
        (Some(first), Some(last)) if chinese => format!("{first}至{last}之间"),
        (Some(first), Some(last)) => format!("between {first} and {last}"),
        (Some(first), None) if chinese => format!("不早于{first}"),
        (Some(first), None) => format!("not before {first}"),
        (None, Some(last)) if chinese => format!("不晚于{last}"),
        (None, Some(last)) => format!("not after {last}"),
        (None, None) => wording::pick(language, "unknown", "不详").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Reading::{Happening, State};

    #[test]
    fn bounds_are_told_for_moments_and_for_states() {
        let told = |text, reading| in_words(&Extent::parse(text, reading).unwrap(), "en");
        assert_eq!(told("2000-02", Happening), [("moment", "between 2000-02-01 and 2000-02-29".to_owned())]);
        let open = [
            ("began", "between 1990-01-01 and 1990-12-31".to_owned()),
            ("ended", "not before 1990-01-01".to_owned()),
        ];
        assert_eq!(told("1990/..", State), open);
        assert_eq!(told("", State), []);
    }
}
