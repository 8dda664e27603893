//! Dates in Chinese.

use super::wording::{End, Unit, Word, Wording};

/// Tells a wording; `None` if it is to be shown as written.
pub(super) fn words(wording: &Wording) -> Option<String> {
    Some(match wording {
        Wording::NotStated => "日期不详".to_owned(),
        Wording::Single(word) => named(word),
        Wording::Since(word) => format!("{}起", named(word)),
        Wording::OneOf(words) => list(words, "或"),
        Wording::AllOf(words) => list(words, "和"),
        Wording::Between(first, last) => format!("{}至{}间", named(first), named(last)),
        Wording::Amid(first, last) => format!("{}至{}间某时", named(first), named(last)),
        Wording::SinceAmid(first, last) => format!("{}至{}间某时起", named(first), named(last)),
        Wording::After(word) => format!("{}或以后", named(word)),
        Wording::Before(word) => format!("{}或以前", named(word)),
        Wording::During(End::Dated(start), End::Dated(end)) => {
            format!("{}至{}", named(start), named(end))
        }
        Wording::During(start, end) => during(start, end),
        Wording::AsWritten => return None,
    })
}

/// Tells a state of which at most one end is dated, what is known first.
fn during(start: &End, end: &End) -> String {
    let (begun, ended) = (started(start), finished(end));
    match start {
        End::Dated(_) | End::Holding(_) => format!("{begun}，{ended}"),
        End::Open | End::Unknown => format!("{ended}，{begun}"),
    }
}

fn started(start: &End) -> String {
    match start {
        End::Dated(word) => format!("{}起", named(word)),
        End::Holding(word) => format!("{}已存在", named(word)),
        End::Open => "未载明开始".to_owned(),
        End::Unknown => "开始时间不详".to_owned(),
    }
}

fn finished(end: &End) -> String {
    match end {
        End::Dated(word) => format!("至{}", named(word)),
        End::Holding(word) => format!("{}仍存在", named(word)),
        End::Open => "未载明结束".to_owned(),
        End::Unknown => "结束时间不详".to_owned(),
    }
}

fn named(word: &Word) -> String {
    let about = if word.approximate { "约" } else { "" };
    let doubt = if word.uncertain { "(存疑)" } else { "" };
    format!("{about}{}{doubt}", unit(&word.unit))
}

fn list(words: &[Word], joint: &str) -> String {
    let names: Vec<String> = words.iter().map(named).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{}{joint}{last}", others.join("、")),
        None => String::new(),
    }
}

fn unit(unit: &Unit) -> String {
    match *unit {
        Unit::Day { year, month, day } => format!("{year}年{month}月{day}日"),
        Unit::Month { year, month } => format!("{year}年{month}月"),
        Unit::Part { year, code } => format!("{year}年{}", part(code)),
        Unit::Year(year) => format!("{year}年"),
        Unit::Decade(year) if year % 100 == 0 => format!("{}世纪头十年", year / 100 + 1),
        Unit::Decade(year) => format!("{}世纪{}年代", year / 100 + 1, year % 100),
        Unit::Century(year) => format!("{}世纪", year / 100 + 1),
    }
}

/// Names a part of a year by its ISO 8601-2 code.
fn part(code: u8) -> &'static str {
    match code {
        33 => "第一季度",
        34 => "第二季度",
        35 => "第三季度",
        36 => "第四季度",
        37 => "前四个月",
        38 => "中间四个月",
        39 => "后四个月",
        40 => "上半年",
        41 => "下半年",
        _ => season(code),
    }
}

fn season(code: u8) -> &'static str {
    match code.saturating_sub(21) % 4 {
        0 => "春季",
        1 => "夏季",
        2 => "秋季",
        _ => "冬季",
    }
}
