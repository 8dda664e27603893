//! The nearest known name, for "did you mean".

/// Returns the candidate that is most like `wanted`, if any is like it at all.
///
/// Likeness is the Jaro-Winkler measure, at least 0.8; of equals the first in the order given wins. Linear in
/// the number of candidates.
///
/// ```
/// use relata::diagnostic::nearest;
/// assert_eq!(nearest("acfut", ["icftu", "acftu", "tuc"]), Some("acftu"));
/// assert_eq!(nearest("zzz", ["icftu", "acftu"]), None);
/// ```
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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
