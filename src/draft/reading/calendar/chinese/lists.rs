//! Numbers that share the unit at their end, and dates in figures with points.

use super::super::super::numbers::chinese;
use super::super::super::numbers::chinese_len;
use super::super::Found;
use super::super::moment::Moment;
use super::super::moment::Said;
use super::super::moment::Unit;
use super::super::moment::Year;

/// A list or range whose numbers share the unit at its end: `1998-2000年`, `3至5月`, `4、6和10月`. The expressions with their
/// places relative to the start of `text`.
pub(in super::super) fn shared_unit(text: &str, before: &str) -> Option<Vec<(usize, Found)>> {
    let mut numbers: Vec<(usize, usize, u32)> = Vec::new();
    let mut joints: Vec<&str> = Vec::new();
    let mut position = 0;
    if before.ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-') {
        return None;
    }
    loop {
        let rest = &text[position..];
        let ascii = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let length = if ascii > 0 { ascii } else { chinese_len(rest) };
        let count = rest[..length].chars().count();
        if !(1..=4).contains(&count) {
            return None;
        }
        numbers.push((position, length, u32::try_from(chinese(&rest[..length])?).ok()?));
        position += length;
        let rest = &text[position..];
        let joint = ["--", "-", "~", "至", "到", "、", "和", "与", "及"]
            .iter()
            .find(|joint| rest.starts_with(**joint));
        match joint {
            Some(joint) if numbers.len() < 12 => {
                joints.push(joint);
                position += joint.len();
            }
            _ => break,
        }
    }
    // `2、4月，` at the start of a sentence is a number of a list.
    let starts = before.is_empty() || before.ends_with('。');
    if numbers.len() < 2 || starts && numbers.len() == 2 && joints[0] == "、" && numbers[0].2 < 32 {
        return None;
    }
    let unit = ["年", "月", "日"].into_iter().find(|unit| text[position..].starts_with(unit))?;
    if unit == "年" && text[position..].starts_with("年代") {
        return None;
    }
    let moment = |n: &(usize, usize, u32)| -> Option<Moment> {
        Some(match unit {
            "年" if text[n.0..n.0 + n.1].chars().count() == 4 && (1000..=2200).contains(&n.2) => {
                Moment { year: Year::Is(n.2 as i32), ..Moment::default() }
            }
            "月" if (1..=12).contains(&n.2) => Moment { month: Unit::Is(n.2 as u8), ..Moment::default() },
            "日" if (1..=31).contains(&n.2) => Moment { day: Unit::Is(n.2 as u8), ..Moment::default() },
            _ => return None,
        })
    };
    // `1995-96年`
    if let ([first, last], "年") = (&mut numbers[..], unit)
        && (1000..=2200).contains(&first.2)
        && (1..=99).contains(&last.2)
        && text[last.0..last.0 + last.1].chars().count() == 2
        && !is_list_joint(joints[0])
    {
        last.2 += first.2 / 100 * 100;
        let year = |n: u32| Moment { year: Year::Is(n as i32), ..Moment::default() };
        let said = Said::Range(year(first.2), year(last.2));
        let length =
            position + if text[position..].starts_with("年度") { "年度".len() } else { "年".len() };
        return Some(vec![(0, Found { length, said, how: "zh.range" })]);
    }
    let moments: Vec<Moment> = numbers.iter().map(moment).collect::<Option<_>>()?;
    let mut found = Vec::new();
    let is_list = is_list_joint;
    let mut n = 0;
    while n < moments.len() {
        let ranged = joints.get(n).is_some_and(|joint| !is_list(joint));
        let last = if ranged { n + 1 } else { n };
        let end =
            if last + 1 == moments.len() { position + unit.len() } else { numbers[last].0 + numbers[last].1 };
        let said = if ranged { Said::Range(moments[n], moments[last]) } else { Said::At(moments[n]) };
        found.push((
            numbers[n].0,
            Found { length: end - numbers[n].0, said, how: if ranged { "zh.range" } else { "zh.list" } },
        ));
        n = last + 1;
    }
    Some(found)
}

/// `三四月间`, `五、六月间`: two months next to each other; how many bytes, the first, the second.
pub(super) fn adjacent_months(text: &str) -> Option<(usize, Unit, Unit)> {
    let mut chars = text.chars();
    let digit = |c: Option<char>| "一二三四五六七八九".chars().position(|digit| Some(digit) == c);
    let first = digit(chars.next())?;
    let rest = chars.as_str();
    let (listed, rest) = match rest.strip_prefix('、') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let mut chars = rest.chars();
    let second = digit(chars.next())?;
    let rest = chars.as_str().strip_prefix('月')?;
    let (between, rest) = match rest.strip_prefix('间') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let unit = |n: usize| Unit::Is(n as u8 + 1);
    (second == first + 1 && (between || !listed))
        .then(|| (text.len() - rest.len(), unit(first), unit(second)))
}

/// `9.2`, `3.4-3.10`, `1949.1.19`, `49.2`: numbers with points as chronicles write them, before words.
pub(in super::super) fn pointed(text: &str, before: &str) -> Option<Found> {
    let free = before.is_empty() || before.ends_with([',', '。', ';', ':', '(', '、', ' ', '|', '“']);
    let mut position = 0;
    let first = pointed_moment(text, &mut position).filter(|_| free)?;
    let joint = ["--", "-", "~", "至"].iter().find(|joint| text[position..].starts_with(**joint));
    let mut said = Said::At(first);
    if let Some(joint) = joint {
        let mut end = position + joint.len();
        let last = pointed_moment(&text[end..], &mut 0).map(|last| {
            let mut length = 0;
            pointed_moment(&text[end..], &mut length);
            (last, length)
        });
        let last = last.or_else(|| {
            let rest = &text[end..];
            let length =
                rest.find(|c: char| !c.is_ascii_digit()).filter(|length| (1..=2).contains(length))?;
            let day = rest[..length].parse().ok().filter(|day| (1..=31).contains(day))?;
            Some((Moment { day: Unit::Is(day), ..Moment::default() }, length))
        });
        if let Some((last, length)) = last {
            end += length;
            position = end;
            said = Said::Range(first, last);
        }
    }
    let rest = &text[position..];
    let next = rest.chars().next();
    let counts = rest.starts_with([
        '万', '亿', '元', '%', '倍', '米', '公', '吨', '人', '个', '美', '英', '.', '、', '章', '节', '千',
        '百',
    ]);
    let follows =
        next.is_none_or(|c| super::super::super::fold::is_wide(c) || matches!(c, ',' | ')' | '(' | ':'));
    (follows && !counts).then_some(Found { length: position, said, how: "zh.pointed" })
}

/// Two or three numbers with points between them as a date.
fn pointed_moment(text: &str, position: &mut usize) -> Option<Moment> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let written = text[..end].trim_end_matches('.');
    let numbers: Vec<&str> = written.split('.').collect();
    let value = |n: &str, most: u32| {
        n.parse::<u32>()
            .ok()
            .filter(|value| n.len() <= 2 && (1..=most).contains(value))
            .map(|value| value as u8)
    };
    let year = |n: &str| match n.len() {
        4 => n.parse().ok().filter(|year| (1500..=2200).contains(year)).map(Year::Is),
        2 => n.parse().ok().filter(|year| *year > 31).map(Year::Short),
        _ => None,
    };
    let moment = match numbers[..] {
        [y, m, d] => Moment {
            year: year(y)?,
            month: Unit::Is(value(m, 12)?),
            day: Unit::Is(value(d, 31)?),
            ..Moment::default()
        },
        [m, d] if value(m, 12).is_some() => {
            Moment { month: Unit::Is(value(m, 12)?), day: Unit::Is(value(d, 31)?), ..Moment::default() }
        }
        [y, m] => Moment { year: year(y)?, month: Unit::Is(value(m, 12)?), ..Moment::default() },
        _ => return None,
    };
    *position += written.len();
    Some(moment)
}

fn is_list_joint(joint: &str) -> bool {
    matches!(joint, "、" | "和" | "与" | "及")
}
