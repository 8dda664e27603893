//! Values that formats tell by their parts.

/// A number by its limits, as a cell has it; `None` when neither is given.
///
/// ```text
/// 18 25  -> 18..25        121 none -> >120        none 29 -> <30        680 680 about -> ~680
/// ```
pub(super) fn number(min: &str, max: &str, is_approximate: bool) -> Option<String> {
    match (min, max) {
        ("", "") => None,
        (min, "") => Some(format!(">{}", step(min, -1))),
        ("", max) => Some(format!("<{}", step(max, 1))),
        (min, _) if is_approximate => Some(format!("~{min}")),
        (min, max) if min == max => Some(min.to_owned()),
        (min, max) => Some(format!("{min}..{max}")),
    }
}

/// The next whole number; a fraction has none and stays.
fn step(digits: &str, by: i64) -> String {
    let next = digits.parse::<i64>().ok().and_then(|n| n.checked_add(by));
    next.map_or_else(|| digits.to_owned(), |n| n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Number;

    #[test]
    fn a_number_comes_back_from_its_limits() {
        for text in ["21", "18..25", ">120", "<30", "~680", "0.5", ">0.5", "<0.5", "1.5..2", ">0"] {
            let number: Number = text.parse().unwrap();
            let (min, max) = (number.min().unwrap_or_default(), number.max().unwrap_or_default());
            assert_eq!(super::number(&min, &max, number.is_approximate()).as_deref(), Some(text));
        }
        assert_eq!(number("", "", true), None);
    }
}
