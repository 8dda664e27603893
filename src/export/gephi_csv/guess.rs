//! What Gephi takes a text for.

/// Whether a type other than text could be guessed from a value.
///
/// It could when the value begins like a number and has no letter that no number has, when it begins like an interval
/// or a list of either and holds a digit, since that reader takes what stands before the second comma and lets the
/// rest go, when it begins like a hexadecimal number, and when it is a word for a boolean or a number.
pub(super) fn is_mistakable(value: &str) -> bool {
    // No number, interval or list begins with a letter, and the words for them with few.
    if value.starts_with(|c: char| c.is_ascii_alphabetic() && !"tfniTFNI".contains(c)) {
        return false;
    }
    let value = value.trim_matches(|c: char| c <= ' ' || c.is_whitespace());
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    is_number_like(value)
        || value.starts_with(['[', '(', '<']) && value.chars().any(char::is_numeric) && !is_marked(value)
        || unsigned.starts_with("0x")
        || unsigned.starts_with("0X")
        || is_word(unsigned)
}

/// Whether a word in parentheses ends the value, as it does a date, `[1994..1996] (open)`: no list goes on so.
fn is_marked(value: &str) -> bool {
    let mark = value.strip_suffix(')').and_then(|value| value.rsplit_once(" ("));
    mark.is_some_and(|(_, word)| word.bytes().all(|b| b.is_ascii_lowercase()) && !is_word(word))
}

fn is_number_like(value: &str) -> bool {
    let begins = value.starts_with(|c: char| c.is_numeric() || "+-.{\"'".contains(c));
    let may_stand =
        |c: char| c.is_numeric() || !c.is_alphanumeric() && c.is_ascii() || "eEdDfFlLxXpPtTzZ".contains(c);
    begins && value.chars().any(char::is_numeric) && value.chars().all(may_stand)
}

fn is_word(value: &str) -> bool {
    const WORDS: [&str; 4] = ["true", "false", "nan", "infinity"];
    WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_like_numbers_are_noticed() {
        for text in [
            "1984",
            " 1984",
            "1999-05-07",
            "-3",
            "1e5",
            "12d",
            "TRUE",
            "-Infinity",
            "<[1, 2]>",
            "[1999]",
            "１９９９",
            "1999T00:00Z",
            "[2000, May]",
            "<[2000, abc]>",
            "[1999, 2000, abc]",
            "(3 of them)",
            "[1999, 2000] (infinity)",
            "[2000, May] sic",
            "0xAp1",
            "-0XAp1",
        ] {
            assert!(is_mistakable(text), "{text}");
        }
        for text in [
            "",
            "1999 (year)",
            "1990s",
            "s1:120-168",
            "d1:1-2",
            "many",
            "2000年",
            "-",
            "(some)",
            "[1994..1996] (open)",
            "[1994, 1996] (interval)",
            "[May]",
            "x0xA",
        ] {
            assert!(!is_mistakable(text), "{text}");
        }
    }
}
