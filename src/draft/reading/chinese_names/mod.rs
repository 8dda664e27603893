//! Names of persons in Chinese that no lexicon has: by surname and by the characters of transliteration.

mod data;

use super::patterns::Language;
use data::NAMES;

/// How sure the words around make it that a name stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A title stands before it.
    Titled,
    /// Nothing but its looks.
    Loose,
}

/// The length in bytes of a person's name at the start of `text`, in the manner of a country, and the rule that found it.
pub fn at_start(
    text: &str,
    language: &Language,
    country: &str,
    context: Context,
) -> Option<(usize, &'static str)> {
    dotted(text, language).map(|length| (length, "dotted name")).or_else(|| {
        let eastern = matches!(country, "CN" | "HK" | "TW" | "MO" | "SG" | "KR" | "KP" | "VN" | "");
        let by_surname =
            || surnamed(text, language, context).map(|length| (length, "surname and given name"));
        let japanese = || japanese(text, language).map(|length| (length, "Japanese surname"));
        let foreign = || {
            foreign(text, language)
                .filter(|_| context == Context::Titled)
                .map(|length| (length, "transliterated name"))
        };
        // A long run of transliteration is no Chinese name where nothing says that a Chinese is meant.
        let long =
            || foreign().filter(|(length, _)| country.is_empty() && text[..*length].chars().count() >= 4);
        if let Some(found) = long() {
            return Some(found);
        }
        match country {
            "JP" => japanese()
                .or_else(|| {
                    unlisted_japanese(text, language)
                        .filter(|_| context == Context::Titled)
                        .map(|length| (length, "Japanese name"))
                })
                .or_else(by_surname),
            _ if eastern => by_surname().or_else(japanese).or_else(foreign).or_else(|| {
                unlisted(text, language)
                    .filter(|_| context == Context::Titled)
                    .map(|length| (length, "name after a title"))
            }),
            _ => foreign().or_else(by_surname),
        }
    })
}

/// Whether a word that cannot be part of a name begins at a place.
fn stops(text: &str, language: &Language) -> bool {
    let Some(first) = text.chars().next() else { return true };
    if !is_han(first) {
        return true;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(5).collect();
    counts(text) || ends.iter().rev().any(|end| is_stop_word(&text[..*end], language))
}

/// `三人`, `五月`: a number of something.
fn counts(text: &str) -> bool {
    let length = super::numbers::chinese_len(text);
    length > 0
        && text[length..]
            .starts_with(['人', '行', '月', '日', '年', '次', '名', '位', '度', '个', '家', '届'])
}

/// Whether a word is of the sort that follows a name.
fn is_stop_word(word: &str, language: &Language) -> bool {
    language.get(word).is_some_and(|word| {
        let only_neutral =
            word.classes == language.bit("neutral") || word.classes == language.bit("event-noun");
        !word.frames.is_empty() || word.title.is_some() || word.classes != 0 && !only_neutral
    })
}

/// Whether the word at a place is one that a name can hardly contain: of two characters, or a verb.
fn stops_hard(text: &str, language: &Language) -> bool {
    let Some(first) = text.chars().next() else { return true };
    if !is_han(first) || NAMES.function.contains(&first) {
        return true;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(5).collect();
    ends.iter().skip(1).rev().any(|end| is_stop_word(&text[..*end], language))
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

/// The ends of the first characters of a text that are Han.
fn han_ends(text: &str, most: usize) -> Vec<usize> {
    text.char_indices().take_while(|(_, c)| is_han(*c)).map(|(at, c)| at + c.len_utf8()).take(most).collect()
}

/// `凯文·哈特利`: parts of transliteration joined by dots.
fn dotted(text: &str, language: &Language) -> Option<usize> {
    let mut end = part(text, language, false)?;
    let mut dots = 0;
    while let Some(rest) = text[end..].strip_prefix('·').filter(|_| dots < 6) {
        let Some(next) = part(rest, language, true) else { break };
        end += '·'.len_utf8() + next;
        dots += 1;
    }
    (dots > 0).then_some(end)
}

/// A part of a dotted name: all of it before a dot, as far as it is transliteration after one.
fn part(text: &str, language: &Language, last: bool) -> Option<usize> {
    let ends = han_ends(text, 8);
    if let Some(end) = ends.iter().find(|end| text[**end..].starts_with('·'))
        && is_transliterated(&text[..*end], language)
    {
        return Some(*end);
    }
    if !last {
        return None;
    }
    let mut end = 0;
    for (count, next) in ends.iter().enumerate() {
        let character = text[end..*next].chars().next().unwrap_or(' ');
        if count > 0 && (!NAMES.transliterated.contains(&character) || stops_hard(&text[end..], language)) {
            break;
        }
        end = *next;
    }
    (end > 0).then_some(end)
}

/// Whether all characters but one at most are of transliteration, and none begins a title.
fn is_transliterated(part: &str, language: &Language) -> bool {
    let others = part.chars().filter(|c| !NAMES.transliterated.contains(c)).count();
    let titled = part.char_indices().any(|(at, _)| {
        let rest = &part[at..];
        han_ends(rest, 4)
            .iter()
            .any(|end| language.get(&rest[..*end]).is_some_and(|word| word.title.is_some()))
    });
    others <= 1 && !titled
}

/// `秦卫国`: a surname and one or two characters, up to a word that follows names.
fn surnamed(text: &str, language: &Language, context: Context) -> Option<usize> {
    let compound = NAMES.compound.iter().find(|surname| text.starts_with(surname.as_str()));
    let surname = match compound {
        Some(surname) => surname.chars().count(),
        None if text.chars().next().is_some_and(|c| NAMES.surnames.contains(&c)) => 1,
        None => return None,
    };
    let ends = han_ends(text, surname + 2);
    let (one, two) = (ends.get(surname).copied(), ends.get(surname + 1).copied());
    let hard_after_one = one.is_some_and(|end| stops_hard(&text[end..], language));
    if let Some(end) = two.filter(|_| !hard_after_one)
        && stops(&text[end..], language)
        && !stops_hard(&text[ends[surname - 1]..], language)
    {
        return Some(end);
    }
    if let Some(end) =
        one.filter(|end| stops(&text[*end..], language) && !stops_hard(&text[ends[surname - 1]..], language))
    {
        return Some(end);
    }
    // After a title a name is there, even if what follows it is not known.
    let longer = han_ends(text, surname + 3)
        .into_iter()
        .skip(surname + 2)
        .find(|end| stops_hard(&text[*end..], language));
    if let Some(end) = longer.filter(|_| {
        context == Context::Titled
            && !hard_after_one
            && two.is_some_and(|end| !stops_hard(&text[end..], language))
    }) {
        return Some(end);
    }
    two.filter(|_| {
        context == Context::Titled && !hard_after_one && !stops(&text[ends[surname - 1]..], language)
    })
}

/// `浅野胜利`, `森武夫`: a Japanese surname and one to three characters.
fn japanese(text: &str, language: &Language) -> Option<usize> {
    let ends = han_ends(text, 6);
    let surname = ends.iter().take(3).rev().position(|end| NAMES.japanese.contains(&text[..*end]));
    let surname = ends.len().min(3).checked_sub(surname?)?;
    let given = ends.iter().skip(surname).take(3);
    given
        .copied()
        .find(|end| stops(&text[*end..], language) || text[*end..].is_empty())
        .or(ends.get(surname - 1).copied().filter(|end| stops(&text[*end..], language)))
}

/// A name of three characters whose surname is not in the list, up to a word that follows names.
fn unlisted(text: &str, language: &Language) -> Option<usize> {
    let ends = han_ends(text, 3);
    let free = |at: usize| !stops(&text[at..], language);
    let [one, two, three] = ends[..] else { return None };
    (free(0)
        && free(one)
        && free(two)
        && stops_hard(&text[three..], language)
        && !text.starts_with([
            '团', '国', '级', '处', '会', '单', '制', '办', '院', '室', '助', '办', '职', '及', '人',
        ]))
    .then_some(three)
}

/// A Japanese name whose surname is not in the list: three to five characters up to a word that follows names.
fn unlisted_japanese(text: &str, language: &Language) -> Option<usize> {
    let ends = han_ends(text, 5);
    let inner = |end: usize| {
        ends.iter().take_while(|other| **other < end).all(|other| !stops_hard(&text[*other..], language))
    };
    ends.iter()
        .skip(2)
        .copied()
        .find(|end| stops(&text[*end..], language) && inner(*end))
        .filter(|_| !stops_hard(text, language))
}

/// `舒尔特`: characters of transliteration up to a word that follows names.
fn foreign(text: &str, language: &Language) -> Option<usize> {
    let ends = han_ends(text, 7);
    let mut end = 0;
    for next in &ends {
        let character = text[end..*next].chars().next().unwrap_or(' ');
        if !NAMES.transliterated.contains(&character) || end > 0 && stops_hard(&text[end..], language) {
            break;
        }
        end = *next;
    }
    let count = text[..end].chars().count();
    (2..=6).contains(&count).then_some(end).filter(|end| stops(&text[*end..], language))
}

/// Whether a word in Latin letters is a surname of China, Korea or Vietnam.
pub fn is_spelt_surname(word: &str) -> bool {
    NAMES.spelt.contains(word)
}

/// Where a dotted name begins whose first dot stands behind `before`: as far back as it is transliteration.
pub fn dotted_start(before: &str, language: &Language) -> Option<usize> {
    let mut start = before.len();
    let mut count = 0;
    for (at, character) in before.char_indices().rev() {
        let known = NAMES.transliterated.contains(&character);
        if !known || count == 7 {
            break;
        }
        let is_word = count > 0 && language.get(&before[at..start]).is_some_and(|word| word.title.is_some());
        if is_word {
            break;
        }
        start = at;
        count += 1;
    }
    (count > 0).then_some(start)
}

/// The surname that the text may go on with alone: the last part of a dotted name, a Chinese or Japanese surname.
pub fn surname(name: &str) -> Option<String> {
    if let Some((_, last)) = name.rsplit_once('·') {
        return (last.chars().count() >= 2).then(|| last.to_owned());
    }
    let count = name.chars().count();
    let prefix = |n: usize| name.chars().take(n).collect::<String>();
    let japanese =
        [3, 2].into_iter().map(prefix).find(|surname| count >= 4 && NAMES.japanese.contains(surname));
    japanese
        .or_else(|| NAMES.compound.iter().find(|surname| name.starts_with(surname.as_str())).cloned())
        .or_else(|| {
            let first = name.chars().next()?;
            (count <= 3 && NAMES.surnames.contains(&first)).then(|| first.to_string())
        })
}

#[cfg(test)]
mod tests {
    use super::super::patterns::PatternFile;
    use super::*;

    #[test]
    fn a_name_ends_where_a_word_begins_that_follows_names() {
        let file: PatternFile = serde_json::from_str(include_str!("../../patterns/zh.json")).unwrap();
        let language = Language::new(vec![file]);
        let table = [
            ("凯文·哈特利率7人代表团", "AU", "凯文·哈特利"),
            ("秦卫国率团", "CN", "秦卫国"),
            ("方志远会见了", "CN", "方志远"),
            ("朴正勋率团", "KR", "朴正勋"),
            ("海伦·阿什沃思率5人", "GB", "海伦·阿什沃思"),
            ("顾佩琳同阿什沃思", "CN", "顾佩琳"),
            ("舒尔特访华,", "DE", "舒尔特"),
            ("巴伯进行了会谈", "GB", "巴伯"),
            ("蒙柯斯以来华", "GB", "蒙柯斯"),
            ("浅野胜利,全团", "JP", "浅野胜利"),
            ("大谷美智子女士", "JP", "大谷美智子"),
            ("森武夫率团", "JP", "森武夫"),
            ("华锐率团", "CN", "华锐"),
            ("威叻·沈一行", "TH", "威叻·沈"),
            ("恩里克·萨尔门托抵澳", "PT", "恩里克·萨尔门托"),
            ("河东洙到京", "KR", "河东洙"),
            ("许荣基设午宴款待", "MO", "许荣基"),
            ("纪婉如才与法方", "CN", "纪婉如"),
            ("张俊九率代表团", "CN", "张俊九"),
            ("乔治·马尔尚作了长谈", "FR", "乔治·马尔尚"),
            ("池松年商谈", "CN", "池松年"),
            ("瓦尔加·拉斯洛会谈", "HU", "瓦尔加·拉斯洛"),
            ("曾一帆去布拉格", "CN", "曾一帆"),
            ("托尔斯泰因·维克、", "NO", "托尔斯泰因·维克"),
            ("佩卡·萨洛宁,", "FI", "佩卡·萨洛宁"),
        ];
        let wrong: Vec<_> = table
            .iter()
            .filter_map(|(text, country, name)| {
                let found =
                    at_start(text, &language, country, Context::Titled).map(|(length, _)| &text[..length]);
                (found != Some(name)).then_some((text, found))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        for text in ["率团访问", "在北京", "会见了", "的邀请", "一行"] {
            assert_eq!(at_start(text, &language, "CN", Context::Titled), None, "{text}");
        }
    }
}
