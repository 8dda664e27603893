//! Numbers in digits and in Chinese.

/// The value of a Chinese numeral as counted, `二十三`, or as spelt, `一九九三`; `None` for anything else.
pub fn chinese(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        return text.chars().try_fold(0_u64, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
    }
    counted(text)
}

/// The value of one Chinese or ASCII digit.
pub fn digit(character: char) -> Option<u64> {
    Some(match character {
        '0'..='9' => character as u64 - '0' as u64,
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn counted(text: &str) -> Option<u64> {
    let (mut total, mut section, mut current) = (0_u64, 0_u64, None);
    for character in text.chars() {
        let unit = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            '廿' => {
                section += 20;
                continue;
            }
            _ => {
                let digit = digit(character)?;
                current = Some(current.unwrap_or(0_u64).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
        };
        if unit >= 10_000 {
            let below = section.checked_add(current.take().unwrap_or(0))?;
            total = total.checked_add(below.max(1).checked_mul(unit)?)?;
            section = 0;
        } else {
            section = section.checked_add(current.take().unwrap_or(1).checked_mul(unit)?)?;
        }
    }
    total.checked_add(section)?.checked_add(current.unwrap_or(0))
}

/// How many bytes at the start of a text are a Chinese numeral.
pub fn chinese_len(text: &str) -> usize {
    let is_part = |c: char| digit(c).is_some_and(|_| !c.is_ascii_digit()) || "十百千万亿廿".contains(c);
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// A number at the start of a text in digits, perhaps with commas and a part after the point, as value times 1000; or in
/// Chinese. With its length in bytes.
pub fn at_start(text: &str) -> Option<(f64, usize)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(text.len());
    let digits = text[..end].trim_end_matches([',', '.']);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = well_grouped(digits);
        let value: f64 = digits.replace(',', "").parse().ok()?;
        return Some((value, digits.len()));
    }
    let length = chinese_len(text);
    chinese(&text[..length]).map(|value| (value as f64, length))
}

/// The start of a number up to a comma or point that does not group digits.
fn well_grouped(digits: &str) -> &str {
    let mut end = digits.find([',', '.']).unwrap_or(digits.len());
    while let Some(rest) = digits.get(end..).and_then(|rest| rest.strip_prefix(',')) {
        let group = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if group != 3 {
            return &digits[..end];
        }
        end += 1 + group;
    }
    let Some(rest) = digits.get(end..).and_then(|rest| rest.strip_prefix('.')) else { return &digits[..end] };
    let decimals = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if decimals == 0 { &digits[..end] } else { &digits[..end + 1 + decimals] }
}

/// The value of an English number word up to a hundred: `eight`, `twenty-three`, `a dozen` is twelve.
pub fn english(word: &str) -> Option<u64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = word.to_ascii_lowercase();
    let unit = |word: &str| UNITS.iter().position(|unit| *unit == word).map(|n| n as u64);
    let tens = |word: &str| TENS.iter().position(|ten| *ten == word).map(|n| 20 + 10 * n as u64);
    match word.as_str() {
        "dozen" => return Some(12),
        "hundred" => return Some(100),
        _ => {}
    }
    if let Some(value) = unit(&word).or_else(|| tens(&word)) {
        return Some(value);
    }
    let (left, right) = word.split_once('-')?;
    Some(tens(left)? + unit(right).filter(|n| (1..10).contains(n))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_are_counted_or_spelt() {
        let table = [
            ("十二", 12),
            ("二十三", 23),
            ("一百零五", 105),
            ("一九九三", 1993),
            ("二〇〇五", 2005),
            ("三万", 30_000),
            ("十", 10),
            ("一千二百", 1200),
        ];
        for (text, value) in table {
            assert_eq!(chinese(text), Some(value), "{text}");
        }
        assert_eq!(chinese("甲"), None);
    }

    #[test]
    fn numbers_may_be_grouped() {
        assert_eq!(at_start("300,000 dollars"), Some((300_000.0, 7)));
        assert_eq!(at_start("4.5 million"), Some((4.5, 3)));
        assert_eq!(at_start("1993, 12"), Some((1993.0, 4)));
        assert_eq!(at_start("一百二十人"), Some((120.0, "一百二十".len())));
    }

    #[test]
    fn english_words_count_too() {
        assert_eq!(
            [english("eight"), english("twenty-three"), english("Ninety"), english("lot")],
            [Some(8), Some(23), Some(90), None]
        );
    }
}
