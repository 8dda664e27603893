//! Expressions of time in Chinese, in a folded view.

use super::super::numbers::{chinese, chinese_len};
use super::Found;
use super::moment::{Moment, Part, Said, Side, Unit, Year};

/// The characters that an expression can begin with.
pub(super) fn may_begin(first: char) -> bool {
    first.is_ascii_digit() || "昭平光宣即昨明越中今一二三四五六七八九十〇零两廿正元腊同当是该这那次翌转前上去头第其期此随嗣自近截至民公上下春夏秋冬年月末今本约大不几数整若从最隔".contains(first)
}

/// The expression at the start of `text`; `before` is what stands to the left.
pub(super) fn at_start(text: &str, before: &str) -> Option<Found> {
    fixed(text, before).or_else(|| led(text, before))
}

const SINCE: [&str; 9] = ["自此以后", "从此以后", "自此之后", "此后", "随后", "嗣后", "其后", "自此", "从此"];
const MEANWHILE: [&str; 4] = ["在此期间", "此期间", "其间", "期间"];
const VAGUE: [&str; 9] =
    ["近十多年来", "近几年来", "近几年", "近些年来", "近些年", "近年来", "近年", "最近几年", "近期"];

/// Words that are expressions by themselves.
fn fixed(text: &str, before: &str) -> Option<Found> {
    let of = |words: &[&str], said: Said, how: &'static str| {
        let word = words.iter().find(|word| text.starts_with(**word))?;
        Some(Found { length: word.len(), said, how })
    };
    let starts_clause = before.is_empty() || before.ends_with([',', '。', ';', '、', ':', '“', '(']);
    of(&VAGUE, Said::Vague, "zh.vague")
        .or_else(|| {
            of(&SINCE, Said::Since, "zh.since")
                .filter(|found| !text[found.length..].starts_with(['的', '代']))
        })
        .or_else(|| of(&MEANWHILE[..3], Said::Meanwhile, "zh.meanwhile"))
        .or_else(|| of(&MEANWHILE[3..], Said::Meanwhile, "zh.meanwhile").filter(|_| starts_clause))
        .or_else(|| of(&["此前", "在此之前"], Said::Until, "zh.until").filter(|_| starts_clause))
}

/// A moment or a range, perhaps with a word of direction before and after it.
fn led(text: &str, before: &str) -> Option<Found> {
    let (lead, mut side) = direction_before(text);
    let mut cursor = Cursor { text, position: lead };
    let first = cursor.moment(before)?;
    let mut how = first.how;
    let mut said = Said::At(Moment { side, ..first.moment });
    if let Some(last) = cursor.days_behind_month(&first.moment).or_else(|| cursor.range_end(&first.moment)) {
        how = "zh.range";
        said = Said::Range(last.0, last.1);
        if side == Side::Around {
            side = Side::At;
        }
    }
    let after = direction_after(&text[cursor.position..], &said);
    if let (Some((length, found)), Said::At(moment)) = (after, &mut said) {
        cursor.position += length;
        if moment.side != Side::Until {
            moment.side = found;
        }
    } else if let (Some((length, _)), true) = (after, side != Side::At) {
        cursor.position += length;
    }
    // "Since" alone, without a word behind: 自1990年 is from 1990 on.
    Some(Found { length: cursor.position, said, how })
}

/// `截至`, `约`, `自`: how long the word is, and what it says.
fn direction_before(text: &str) -> (usize, Side) {
    let words = [
        ("截至目前", Side::At),
        ("截至", Side::Until),
        ("截止到", Side::Until),
        ("截止", Side::Until),
        ("大概是在", Side::Around),
        ("大概是", Side::Around),
        ("大概在", Side::Around),
        ("大概", Side::Around),
        ("约莫", Side::Around),
        ("大致在", Side::Around),
        ("大约是", Side::Around),
        ("大约在", Side::Around),
        ("大约", Side::Around),
        ("约在", Side::Around),
        ("约", Side::Around),
    ];
    let found = words.iter().find(|(word, _)| text.starts_with(word));
    found.map_or((0, Side::At), |(word, side)| (word.len(), *side))
}

/// `以后`, `前后`, `以来`, `左右`: how long the word is, and what it says.
fn direction_after(text: &str, said: &Said) -> Option<(usize, Side)> {
    let words = [
        ("前后", Side::Around),
        ("左右", Side::Around),
        ("以后", Side::After),
        ("之后", Side::After),
        ("以来", Side::After),
        ("以前", Side::Before),
        ("之前", Side::Before),
        ("起", Side::After),
        ("后", Side::After),
        ("前", Side::Before),
    ];
    let (word, side) = words.iter().find(|(word, _)| text.starts_with(word))?;
    let rest = &text[word.len()..];
    let goes_on = match *word {
        "前" => rest.starts_with([
            '往', '来', '夕', '任', '赴', '去', '总', '主', '苏', '南', '身', '期', '述', '者',
        ]),
        "后" => rest.starts_with(['者', '期', '勤', '来', '备', '续', '任']),
        "起" => rest.starts_with(['草', '义', '点', '步', '诉', '初', '到']),
        _ => false,
    };
    (!goes_on && !matches!(said, Said::Range(..))).then_some((word.len(), *side))
}

struct Cursor<'t> {
    text: &'t str,
    position: usize,
}

struct Read {
    moment: Moment,
    how: &'static str,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.position..]
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.position += word.len();
        }
        found
    }

    fn eat_any<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let (word, value) = words.iter().find(|(word, _)| self.rest().starts_with(word))?;
        self.position += word.len();
        Some(*value)
    }

    /// A number in digits or Chinese that a unit follows at once; nothing is eaten when none does.
    fn number_before(&mut self, units: &[&str], digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let rest = self.rest();
        let ascii = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let length = if ascii > 0 { ascii } else { chinese_len(rest) };
        let number = &rest[..length];
        let unit = units.iter().find(|unit| rest[length..].starts_with(**unit))?;
        let value =
            if ascii > 0 && digits.contains(&ascii) { number.parse().ok()? } else { chinese(number)? };
        if ascii > 0 && !digits.contains(&ascii) {
            return None;
        }
        let advance = length + unit.len();
        self.position += advance;
        u32::try_from(value).ok()
    }

    fn moment(&mut self, before: &str) -> Option<Read> {
        let start = self.position;
        let mut moment = Moment::default();
        let how = self.year(&mut moment, before);
        if matches!(moment.year, Year::Decade(_) | Year::BareDecade(_) | Year::Century(_)) {
            moment.part = self.decade_part();
            return Some(Read { moment, how: how? });
        }
        let how = match how {
            Some(how) => {
                self.eat("的");
                self.within_year(&mut moment);
                how
            }
            None => self.without_year(&mut moment, before)?,
        };
        if self.position > start { Some(Read { moment, how }) } else { None }
    }

    fn year(&mut self, moment: &mut Moment, before: &str) -> Option<&'static str> {
        let start = self.position;
        if let Some(year) = self.relative_year(before) {
            moment.year = year;
            return Some("zh.relative-year");
        }
        if let Some(year) = self.century() {
            moment.year = year;
            return Some("zh.decade");
        }
        self.eat("公元");
        if let Some(year) = self.era() {
            moment.year = year;
            return Some("zh.era");
        }
        let republic = self.eat("民国");
        if let Some(n) = self.number_before(&["年代"], 2..=4) {
            let decade = match n {
                1000..=2999 if n % 10 == 0 => Some(Year::Decade(n as i32)),
                10..=99 if n % 10 == 0 => Some(Year::BareDecade(n as i32)),
                _ => None,
            };
            if let Some(year) = decade {
                moment.year = year;
                return Some("zh.decade");
            }
        }
        self.position = if republic { self.position } else { start };
        self.eat("公元");
        let spelt = self.text[self.position..]
            .chars()
            .take_while(|c| chinese_len(c.encode_utf8(&mut [0; 4])) > 0)
            .count();
        let digits = self.rest().chars().take_while(char::is_ascii_digit).count();
        if let Some(n) = self.number_before(&["年度", "年"], if republic { 1..=3 } else { 2..=4 }) {
            let year = match n {
                _ if republic => Some(Year::Is(1911 + n as i32)),
                1000..=2200 if digits == 4 || spelt == 4 => Some(Year::Is(n as i32)),
                10..=105 if digits == 2 || spelt >= 2 => self.short_year(n, spelt, before),
                _ => None,
            };
            if let Some(year) = year {
                moment.year = year;
                return Some(if matches!(year, Year::Short(_)) { "zh.short-year" } else { "zh.year" });
            }
        }
        self.position = start;
        None
    }

    /// A year of a reign: `昭和五十三年`, `民国元年`.
    fn era(&mut self) -> Option<Year> {
        let start = self.position;
        let eras = [
            ("民国", 1911),
            ("昭和", 1925),
            ("平成", 1988),
            ("大正", 1911),
            ("明治", 1867),
            ("光绪", 1874),
            ("宣统", 1908),
            ("同治", 1861),
        ];
        let before = self.eat_any(&eras)?;
        if self.eat("元年") {
            return Some(Year::Is(before + 1));
        }
        match self.number_before(&["年"], 1..=3) {
            Some(n) if (1..=110).contains(&n) => Some(Year::Is(before + n as i32)),
            _ => {
                self.position = start;
                None
            }
        }
    }

    /// A year without its century, `九二年`, or of the Republic, `五十一年`, when it cannot be a length of time.
    fn short_year(&self, n: u32, spelt: usize, before: &str) -> Option<Year> {
        let rest = self.rest();
        let length = before.ends_with(|c: char| "第近约为期共达满了后历隔每".contains(c))
            || rest.starts_with([
                '来', '历', '的', '前', '后', '多', '以', '之', '间', '制', '级', '计', '余', '内', '中',
                '，', '经', '如',
            ]) && !rest.starts_with("中期");
        let starts = before.is_empty() || before.ends_with(|c: char| ",。;:、(“到至从自于由在-".contains(c));
        let goes_on = rest.starts_with(|c: char| {
            c.is_ascii_digit() || "一二三四五六七八九十春夏秋冬底初末起共".contains(c)
        });
        // Two digits in a row, 七八年, are seven or eight years as well as 1978.
        let in_a_row = spelt == 2 && n % 10 == n / 10 + 1;
        let likely = goes_on || starts && !in_a_row || n >= 49 && spelt == 0;
        let spelt_short = spelt == 2 || spelt == 0 || spelt == 3;
        (!length && likely && spelt_short).then_some(Year::Short(n as i32))
    }

    fn relative_year(&mut self, before: &str) -> Option<Year> {
        let words = [
            ("同一年", 0),
            ("同年", 0),
            ("当年", 0),
            ("是年", 0),
            ("该年", 0),
            ("这一年", 0),
            ("那一年", 0),
            ("这年", 0),
            ("那年", 0),
            ("次年", 1),
            ("翌年", 1),
            ("第二年", 1),
            ("转年", 1),
            ("来年", 1),
            ("第三年", 2),
            ("前一年", -1),
            ("上一年", -1),
            ("头一年", -1),
            ("此前一年", -1),
            ("上年", -1),
            ("隔年后", 2),
        ];
        if self.rest().starts_with("当年")
            && before.ends_with(|c: char| "比在较".contains(c))
            && !before.ends_with('在')
        {
            return None;
        }
        let start = self.position;
        if let Some(years) = self.eat_any(&[("明年", 1), ("今年", 0), ("本年", 0), ("去年", -1)]) {
            return Some(Year::Issue(years));
        }
        if let Some(shift) = self.eat_any(&words) {
            return Some(Year::Shift(shift));
        }
        if self.eat("越") {
            if let Some(n) = self.number_before(&["年"], 1..=2).filter(|n| (1..=60).contains(n)) {
                return Some(Year::Shift(n as i32));
            }
            self.position = start;
        }
        // 三年后, 两年之后
        if before.ends_with(|c: char| c.is_ascii_digit() || "第近约为期共达满".contains(c)) {
            return None;
        }
        if let Some(n) = self.number_before(&["年后", "年之后", "年以后"], 1..=2)
            && (1..=60).contains(&n)
        {
            return Some(Year::Shift(n as i32));
        }
        self.position = start;
        None
    }

    /// `20世纪70年代`, `二十世纪`, `上世纪80年代`
    fn century(&mut self) -> Option<Year> {
        let start = self.position;
        let number = if self.eat_any(&[("上个世纪", ()), ("上世纪", ())]).is_some() {
            20
        } else if self.eat_any(&[("本世纪", ()), ("新世纪", ())]).is_some() {
            21
        } else {
            self.number_before(&["世纪"], 2..=2)? as i32
        };
        if !(10..=22).contains(&number) {
            self.position = start;
            return None;
        }
        let century = (number - 1) * 100;
        if self.eat("头十年") || self.eat("前十年") || self.eat("头10年") {
            return Some(Year::Decade(century));
        }
        match self.number_before(&["年代"], 2..=2) {
            Some(n) if n % 10 == 0 => Some(Year::Decade(century + n as i32)),
            Some(_) => {
                self.position = start;
                None
            }
            None => Some(Year::Century(century)),
        }
    }

    fn decade_part(&mut self) -> Part {
        let words = [
            ("初期", Part::Early),
            ("前期", Part::Early),
            ("早期", Part::Early),
            ("之初", Part::Early),
            ("初", Part::Early),
            ("中后期", Part::SecondHalf),
            ("中期", Part::Middle),
            ("中叶", Part::Middle),
            ("后期", Part::Late),
            ("末期", Part::Late),
            ("晚期", Part::Late),
            ("末", Part::Late),
            ("底", Part::Late),
            ("前半期", Part::FirstHalf),
            ("前半叶", Part::FirstHalf),
            ("上半期", Part::FirstHalf),
            ("后半期", Part::SecondHalf),
            ("下半期", Part::SecondHalf),
        ];
        self.eat("的");
        self.eat_any(&words).unwrap_or_default()
    }

    /// What follows a year: a part, a month, a day.
    fn within_year(&mut self, moment: &mut Moment) {
        let feasts = [
            ("元旦", (1, 1)),
            ("国庆节", (10, 1)),
            ("国庆", (10, 1)),
            ("五一劳动节", (5, 1)),
            ("五一国际劳动节", (5, 1)),
            ("五一节", (5, 1)),
            ("“五一”", (5, 1)),
            ("三八妇女节", (3, 8)),
        ];
        let start = self.position;
        if let Some((month, day)) = self.eat_any(&feasts) {
            if !self.rest().starts_with(['前', '后', '期', '假', '招', '活']) {
                (moment.month, moment.day) = (Unit::Is(month), Unit::Is(day));
                return;
            }
            self.position = start;
        }
        if let Some(part) = self.year_part() {
            moment.part = part;
        } else if let Some(month) = self.month() {
            moment.month = month;
            self.within_month(moment);
        } else if self.text[..self.position].ends_with('的') {
            self.position -= '的'.len_utf8();
        }
    }

    fn year_part(&mut self) -> Option<Part> {
        let words = [
            ("年初", Part::Early),
            ("初期", Part::Early),
            ("初", Part::Early),
            ("年中", Part::Middle),
            ("中期", Part::Middle),
            ("年底", Part::Late),
            ("年末", Part::Late),
            ("岁末", Part::Late),
            ("底", Part::Late),
            ("末", Part::Late),
            ("上半年", Part::FirstHalf),
            ("前半年", Part::FirstHalf),
            ("下半年", Part::SecondHalf),
            ("后半年", Part::SecondHalf),
            ("春季", Part::Season(21)),
            ("春天", Part::Season(21)),
            ("春", Part::Season(21)),
            ("夏季", Part::Season(22)),
            ("夏天", Part::Season(22)),
            ("夏", Part::Season(22)),
            ("秋季", Part::Season(23)),
            ("秋天", Part::Season(23)),
            ("秋", Part::Season(23)),
            ("冬季", Part::Season(24)),
            ("冬天", Part::Season(24)),
            ("冬", Part::Season(24)),
            ("第一季度", Part::Quarter(1)),
            ("一季度", Part::Quarter(1)),
            ("首季", Part::Quarter(1)),
            ("第二季度", Part::Quarter(2)),
            ("二季度", Part::Quarter(2)),
            ("第三季度", Part::Quarter(3)),
            ("三季度", Part::Quarter(3)),
            ("第四季度", Part::Quarter(4)),
            ("四季度", Part::Quarter(4)),
        ];
        let start = self.position;
        if self.eat("中") {
            if self.rest().is_empty() || self.rest().starts_with([',', '。', ';', ')']) {
                return Some(Part::Middle);
            }
            self.position = start;
        }
        let part = self.eat_any(&words)?;
        // 夏威夷, 秋田, 春雨: a season that is the beginning of another word.
        let goes_on = matches!(part, Part::Season(_))
            && self.rest().starts_with([
                '威', '田', '雨', '风', '耕', '收', '奥', '令', '训', '运', '节', '时', '斗', '瑾', '交',
            ]);
        let goes_on = goes_on && !self.rest().starts_with("之交")
            || part == Part::Early
                && self.rest().starts_with([
                    '步', '次', '始', '级', '中', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
                ]);
        if goes_on || part == Part::Late && self.rest().starts_with("特律") {
            self.position = start;
            return None;
        }
        Some(part)
    }

    fn month(&mut self) -> Option<Unit> {
        let words =
            [("同月", 0), ("当月", 0), ("是月", 0), ("本月", 0), ("该月", 0), ("次月", 1), ("翌月", 1)];
        if let Some(shift) = self.eat_any(&words) {
            return Some(Unit::Shift(shift));
        }
        if self.eat_any(&[("元月份", ()), ("正月", ()), ("元月", ())]).is_some() {
            return Some(Unit::Is(1));
        }
        let start = self.position;
        if let Some(n) = self.number_before(&["月份", "月"], 1..=2)
            && (1..=12).contains(&n)
        {
            return Some(Unit::Is(n as u8));
        }
        self.position = start;
        None
    }

    /// What follows a month: a part, a day.
    fn within_month(&mut self, moment: &mut Moment) {
        let words = [
            ("上旬", Part::Early),
            ("月初", Part::Early),
            ("初", Part::Early),
            ("中旬", Part::Middle),
            ("月中", Part::Middle),
            ("下旬", Part::Late),
            ("月底", Part::Late),
            ("月末", Part::Late),
            ("底", Part::Late),
            ("末", Part::Late),
            ("上半月", Part::FirstHalf),
            ("下半月", Part::SecondHalf),
        ];
        let start = self.position;
        if let Some(part) = self.eat_any(&words) {
            if part == Part::Early
                && self.rest().starts_with([
                    '步', '次', '始', '级', '中', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
                ])
            {
                self.position = start;
            } else {
                moment.part = part;
            }
        } else if let Some(day) = self.day() {
            moment.day = day;
        }
    }

    fn day(&mut self) -> Option<Unit> {
        let start = self.position;
        if let Some(n) = self.number_before(&["日", "号"], 1..=2)
            && (1..=31).contains(&n)
        {
            return Some(Unit::Is(n as u8));
        }
        self.position = start;
        None
    }

    /// A moment whose year what precedes must tell.
    fn without_year(&mut self, moment: &mut Moment, before: &str) -> Option<&'static str> {
        let free = !before.ends_with(|c: char| {
            c.is_ascii_digit() || "第近约为期共达满历零一二三四五六七八九十百千万".contains(c)
        });
        let start = self.position;
        let of_issue =
            [("今天", 0), ("今日", 0), ("昨天", -1), ("昨日", -1), ("前天", -2), ("明天", 1), ("昨晚", -1)];
        if let Some(days) = self.eat_any(&of_issue) {
            moment.day = Unit::Issue(days);
            return Some("zh.day-of-issue");
        }
        if let Some(part) =
            self.eat_any(&[("上旬", Part::Early), ("中旬", Part::Middle), ("下旬", Part::Late)])
        {
            (moment.month, moment.part) = (Unit::Shift(0), part);
            return Some("zh.part-of-month");
        }
        if let Some(shift) = self.eat_any(&[
            ("即日", 0),
            ("同日", 0),
            ("当日", 0),
            ("当天", 0),
            ("次日", 1),
            ("翌日", 1),
            ("第二天", 1),
        ]) {
            moment.day = Unit::Shift(shift);
            return Some("zh.relative-day");
        }
        if let Some(part) = self
            .eat_any(&[
                ("年底", Part::Late),
                ("年末", Part::Late),
                ("年初", Part::Early),
                ("岁末", Part::Late),
            ])
            .filter(|_| !before.ends_with(['当', '同', '每', '历', '度']) && free)
        {
            moment.part = part;
            return Some("zh.part-of-year");
        }
        if let Some(part) = self
            .eat_any(&[("上半年", Part::FirstHalf), ("下半年", Part::SecondHalf)])
            .filter(|_| free && !before.ends_with('每'))
        {
            moment.part = part;
            return Some("zh.part-of-year");
        }
        if let Some(part) = self
            .eat_any(&[("月底", Part::Late), ("月初", Part::Early), ("月末", Part::Late)])
            .filter(|_| free)
        {
            (moment.month, moment.part) = (Unit::Shift(0), part);
            return Some("zh.part-of-month");
        }
        if let Some(season) = self.bare_season(before) {
            moment.part = Part::Season(season);
            return Some("zh.season");
        }
        if free && let Some(month) = self.month() {
            moment.month = month;
            self.within_month(moment);
            return Some(if matches!(month, Unit::Is(_)) { "zh.month" } else { "zh.relative-month" });
        }
        if free && !before.ends_with(['每', '逢']) {
            let counted = self.text[self.position..].chars().next().is_some_and(|c| c.is_ascii_digit());
            if let Some(day) = self.day().filter(|_| {
                counted || before.is_empty() || before.ends_with([',', '。', '至', '到', '月', '、', ';'])
            }) {
                moment.day = day;
                return Some("zh.day");
            }
        }
        self.position = start;
        None
    }

    /// A season at the start of a clause: `秋天，`.
    fn bare_season(&mut self, before: &str) -> Option<u8> {
        let start = self.position;
        let words = [
            ("春季", 21),
            ("春天", 21),
            ("夏季", 22),
            ("夏天", 22),
            ("秋季", 23),
            ("秋天", 23),
            ("冬季", 24),
            ("冬天", 24),
        ];
        let starts = before.is_empty() || before.ends_with([',', '。', ';']);
        let season = self.eat_any(&words)?;
        if starts && self.rest().starts_with([',', '里']) {
            return Some(season);
        }
        self.position = start;
        None
    }

    /// `1996年4月22-27日`: days that share the unit behind the last.
    fn days_behind_month(&mut self, first: &Moment) -> Option<(Moment, Moment)> {
        let (Unit::Is(_), Unit::Missing, Part::Whole) = (first.month, first.day, first.part) else {
            return None;
        };
        let list = shared_unit(self.rest(), "")?;
        let [(0, Found { length, said: Said::Range(start, end), .. })] = list[..] else { return None };
        let (Unit::Is(_), Unit::Is(_)) = (start.day, end.day) else { return None };
        self.position += length;
        Some((Moment { day: start.day, ..*first }, Moment { day: end.day, ..Moment::default() }))
    }

    /// `至4月6日` after a moment; also `1998-2000年`, `3至5月` where the unit stands at the end only.
    fn range_end(&mut self, first: &Moment) -> Option<(Moment, Moment)> {
        let start = self.position;
        let joint = [("--", ()), ("至", ()), ("到", ()), ("-", ()), ("~", ()), ("起至", ()), ("迄", ())];
        if self.eat_any(&joint).is_some()
            && let Some(last) = self.moment("至")
            && !matches!(first.year, Year::Century(_))
        {
            return Some((*first, last.moment));
        }
        self.position = start;
        None
    }
}

/// A list or range whose numbers share the unit at its end: `1998-2000年`, `3至5月`, `4、6和10月`. The expressions with their
/// places relative to the start of `text`.
pub(super) fn shared_unit(text: &str, before: &str) -> Option<Vec<(usize, Found)>> {
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

/// `9.2`, `3.4-3.10`, `1949.1.19`, `49.2`: numbers with points as chronicles write them, before words.
pub(super) fn pointed(text: &str, before: &str) -> Option<Found> {
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
    let follows = next.is_none_or(|c| super::super::fold::is_wide(c) || matches!(c, ',' | ')' | '(' | ':'));
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
