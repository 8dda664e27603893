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

/// Somebody acted for the other.
pub(super) fn acted_for(language: &str) -> &'static str {
    pick(language, "acted for", "所代表者")
}
