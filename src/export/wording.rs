//! The few words that exports say themselves, English or Chinese.

use crate::date::PhraseLanguage;
use crate::model::phrase_language;

fn pick<'a>(language: &str, english: &'a str, chinese: &'a str) -> &'a str {
    if phrase_language(language) == PhraseLanguage::Chinese { chinese } else { english }
}

/// Two have something to do with each other.
pub(super) fn linked_with(language: &str) -> &'static str {
    pick(language, "linked with", "相关")
}

/// Somebody acts for it in a record.
pub(super) fn represented(language: &str) -> &'static str {
    pick(language, "represented", "所代表者")
}

/// The kind of node that a record is.
pub(super) fn record(language: &str) -> &'static str {
    pick(language, "record", "记录")
}
