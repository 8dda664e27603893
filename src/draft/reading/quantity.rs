//! Numbers with what they count: members of a delegation, days, courses, sums of money.

use super::clause::Sentence;
use super::patterns::Language;
use super::scan::What;

/// A number, with the token that holds it and the byte after it and its multiplier.
struct Quantity {
    value: f64,
    token: usize,
    end: usize,
}

/// The numbers among some tokens.
fn numbers<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
) -> impl Iterator<Item = Quantity> + 'a {
    tokens.filter_map(move |token| match sentence.tokens[token].what {
        What::Number(value) => Some(multiplied(sentence, token, value, language)),
        _ => None,
    })
}

/// A number with the words that multiply it: `450万`, `2.4 million`, `余`.
fn multiplied(sentence: &Sentence<'_>, token: usize, value: f64, language: &Language) -> Quantity {
    let mut end = sentence.tokens[token].end;
    let mut value = value;
    let blank = |end: usize| {
        end + (sentence.text[end..].len() - sentence.text[end..].trim_start_matches([' ', '-']).len())
    };
    for (word, factor) in &language.multipliers {
        let from = if language.code == "zh" { end } else { blank(end) };
        if sentence.text[from..].starts_with(word.as_str()) {
            value *= factor;
            end = from + word.len();
            break;
        }
    }
    for more in ["余", "多"] {
        if sentence.text[end..].starts_with(more) {
            end += more.len();
        }
    }
    Quantity { value, token, end }
}

/// The unit right behind a number.
fn unit<'l>(sentence: &Sentence<'_>, quantity: &Quantity, language: &'l Language) -> Option<&'l str> {
    let behind = sentence.tokens[quantity.token + 1..].iter().take(5);
    let mut behind = behind.filter(|token| !token.is_mark('-') && token.start >= quantity.end);
    if language.code == "zh" {
        let next = behind.next().filter(|next| next.start == quantity.end)?;
        return next.word(language)?.unit.as_deref();
    }
    // `45 trade union officials`: a few words may stand between.
    let near = |start: usize| {
        let gap = between(sentence, quantity.end, start);
        gap.split(' ').count() <= 5 && !gap.contains([',', '.', ';', ':'])
    };
    behind.take_while(|token| near(token.start)).find_map(|token| token.word(language)?.unit.as_deref())
}

/// The words between two places; none when the second lies before the first.
fn between<'t>(sentence: &Sentence<'t>, start: usize, end: usize) -> &'t str {
    sentence.text.get(start..end).unwrap_or_default()
}

fn whole(value: f64) -> Option<String> {
    ((1.0..1e13).contains(&value) && (value - value.round()).abs() < 1e-6).then(|| format!("{value:.0}"))
}

/// The first number of some unit.
fn first_of<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
    wanted: &str,
) -> Option<Quantity> {
    let wanted = wanted.to_owned();
    numbers(sentence, tokens, language)
        .find(move |quantity| unit(sentence, quantity, language) == Some(wanted.as_str()))
}

/// How many travel: people counted beside a word for a delegation, or by themselves.
pub fn size<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
) -> Option<String> {
    let tokens: Vec<usize> = tokens.collect();
    let counted = first_of(sentence, tokens.iter().copied(), language, "people")
        .and_then(|quantity| whole(quantity.value));
    counted.or_else(|| {
        // `delegation of nine`, `party of six`
        let group = language.bit("group");
        numbers(sentence, tokens.iter().copied(), language).find_map(|quantity| {
            let before = &sentence.tokens[quantity.token.saturating_sub(2)..quantity.token];
            let near = before.iter().any(|token| token.is_of(language, group));
            let of = sentence.text[..sentence.tokens[quantity.token].start].trim_end().ends_with("of");
            let after = sentence.tokens.get(quantity.token + 1).is_some_and(|token| {
                token.is_of(language, group)
                    && between(sentence, quantity.end, token.start).chars().count() <= 12
            });
            (near && of
                || after && (language.code == "zh" || !sentence.text[quantity.end..].starts_with(' ')))
            .then(|| whole(quantity.value))
            .flatten()
        })
    })
}

/// How many days: counted in days or weeks.
pub fn days<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
) -> Option<String> {
    let found =
        numbers(sentence, tokens, language).find_map(|quantity| match unit(sentence, &quantity, language)? {
            "days" => Some(quantity.value),
            "weeks" => Some(quantity.value * 7.0),
            _ => None,
        });
    found.and_then(whole)
}

/// How many years something runs.
pub fn years<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
) -> Option<String> {
    first_of(sentence, tokens, language, "years")
        .filter(|quantity| quantity.value < 60.0)
        .and_then(|quantity| whole(quantity.value))
}

/// How many people take part.
pub fn people<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
) -> Option<String> {
    first_of(sentence, tokens, language, "people").and_then(|quantity| whole(quantity.value))
}

/// How many courses, issues, sessions.
pub fn count<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
) -> Option<String> {
    let ordinal = |quantity: &Quantity| {
        sentence.text[..sentence.tokens[quantity.token].start].ends_with(['第', '每', '首'])
    };
    let found = numbers(sentence, tokens, language)
        .find(|quantity| unit(sentence, quantity, language) == Some("count") && !ordinal(quantity));
    found.and_then(|quantity| whole(quantity.value))
}

/// A sum of money with its code.
pub fn amount<'a>(
    sentence: &'a Sentence<'_>,
    tokens: impl Iterator<Item = usize> + 'a,
    language: &'a Language,
) -> Option<(String, String)> {
    numbers(sentence, tokens, language).find_map(|quantity| {
        let currency = |token: &super::scan::Token| token.word(language)?.currency.clone();
        let next =
            sentence.tokens[quantity.token + 1..].iter().take(3).find(|token| token.start >= quantity.end)?;
        let gap = between(sentence, quantity.end, next.start).trim();
        // `Swedish kronor`: the people's name before the money says whose it is.
        let combined = matches!(next.what, What::Place(_)).then(|| {
            let second = sentence.tokens.iter().find(|token| token.start >= next.end)?;
            let words = sentence.text[next.start..second.end].to_lowercase();
            language.get(&words).and_then(|word| word.currency.clone()).or_else(|| currency(second))
        });
        let behind = if gap.is_empty() { combined.flatten().or_else(|| currency(next)) } else { None };
        let before = quantity.token.checked_sub(1).map(|at| &sentence.tokens[at]);
        let before = before
            .filter(|token| sentence.text[token.end..sentence.tokens[quantity.token].start].trim().is_empty())
            .and_then(currency);
        let symbol = [
            ("£", "GBP"),
            ("US$", "USD"),
            ("A$", "AUD"),
            ("HK$", "HKD"),
            ("$", "USD"),
            ("€", "EUR"),
            ("¥", "JPY"),
            ("￥", "CNY"),
        ];
        let written = &sentence.text[..sentence.tokens[quantity.token].start];
        let sign =
            symbol.iter().find(|(sign, _)| written.ends_with(sign)).map(|(_, code)| (*code).to_owned());
        // `人民币四十万元`: the word before says whose money it is.
        let code = before.or(sign).or(behind)?;
        Some((whole(quantity.value)?, code))
    })
}
