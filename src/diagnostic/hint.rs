//! The nearest known name, for "did you mean".

/// The longest text that is looked for, in bytes.
const LONGEST: usize = 120;

/// Returns the candidate that is most like `wanted`, if any is like it at all.
///
/// Likeness is the Jaro-Winkler measure, at least 0.8; of equals the first in the order given wins. Linear in
/// the number of candidates. A text of more than 120 bytes is like nothing: no id or name is so long, and to compare it with
/// thousands takes seconds.
///
/// ```
/// use relata::diagnostic::nearest;
/// assert_eq!(nearest("acfut", ["icftu", "acftu", "tuc"]), Some("acftu"));
/// assert_eq!(nearest("zzz", ["icftu", "acftu"]), None);
/// assert_eq!(nearest(&"a".repeat(121), ["a".repeat(120).as_str()]), None);
/// ```
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wanted.len() > LONGEST {
        return None;
    }
    let mut best = None;
    let mut score = 0.8;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(wanted, candidate);
        if likeness > score {
            (best, score) = (Some(candidate), likeness);
        }
    }
    best
}

/// Returns the hint `did you mean …?` for the nearest candidate, if there is one.
pub fn nearest_hint<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wanted, candidates).map(|name| format!("did you mean `{name}`?"))
}
