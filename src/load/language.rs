//! The short codes of languages in the names of columns, in `lang` and in `dataset.json`.

/// The most languages that the names of a dataset may be in; no catalogue has a tenth of them.
pub(super) const LANGUAGE_LIMIT: usize = 1_000;

/// Whether a text has the form of a language tag: letters, two to eight, then groups after hyphens.
pub(super) fn is_language(text: &str) -> bool {
    let mut groups = text.split('-');
    let first = groups.next().unwrap_or_default();
    let is_group =
        |group: &str| (1..=8).contains(&group.len()) && group.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()) && groups.all(is_group)
}

/// How to mend what should end in a language and does not.
pub(super) fn language_hint(prefix: &str, language: &str) -> String {
    let mended = language.replace(['_', ' '], "-");
    if is_language(&mended) {
        return format!("write `{prefix}{mended}`");
    }
    format!("a language is a short tag of letters: `{prefix}en`, `{prefix}zh`, `{prefix}zh-hant`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_letters_and_groups() {
        for good in ["en", "zh", "zh-Hans", "zh-hant-tw", "sl-rozaj-1994", "abcdefgh"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "e", "zh_hant", "zh-", "-zh", "12", "zh hant", "中文", "abcdefghi", "zh-abcdefghi"]
        {
            assert!(!is_language(bad), "{bad}");
        }
        assert_eq!(language_hint("name_", "zh_hant"), "write `name_zh-hant`");
    }
}
