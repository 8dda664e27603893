//! What stands within a year or a month, or by itself leans on one told before.

use super::super::moment::Moment;
use super::super::moment::Part;
use super::super::moment::Unit;
use super::Cursor;
use super::words::{PARTS, QUARTERS, WORDS};

impl Cursor<'_> {
    /// What follows a year: a part, a month, a day.
    pub(super) fn within_year(&mut self, moment: &mut Moment) {
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

    pub(super) fn year_part(&mut self) -> Option<Part> {
        let start = self.position;
        if self.eat("中") {
            if self.rest().is_empty() || self.rest().starts_with([',', '。', ';', ')']) {
                return Some(Part::Middle);
            }
            self.position = start;
        }
        if let Some(part) = self.eat_any(&PARTS).or_else(|| self.eat_any(&QUARTERS)) {
            return Some(part);
        }
        let part = self.eat_any(&WORDS)?;
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

    pub(super) fn month(&mut self) -> Option<Unit> {
        let words =
            [("同月", 0), ("当月", 0), ("是月", 0), ("本月", 0), ("该月", 0), ("次月", 1), ("翌月", 1)];
        let of_issue = [("上个月", -1), ("上月", -1), ("下个月", 1), ("下月", 1)];
        if let Some(months) = self.eat_any(&of_issue) {
            return Some(Unit::Issue(months));
        }
        if let Some(shift) = self.eat_any(&words) {
            return Some(Unit::Shift(shift));
        }
        if self.eat_any(&[("元月份", ()), ("正月", ()), ("元月", ())]).is_some() {
            return Some(Unit::Is(1));
        }
        if self.eat("腊月") {
            return Some(Unit::Is(12));
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
    pub(super) fn within_month(&mut self, moment: &mut Moment) {
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

    pub(super) fn day(&mut self) -> Option<Unit> {
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
    pub(super) fn without_year(&mut self, moment: &mut Moment, before: &str) -> Option<&'static str> {
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
        if starts_clause(before)
            && let Some(how) = self.counted_later(moment)
        {
            return Some(how);
        }
        if let Some(part) =
            self.eat_any(&[("上旬", Part::Early), ("中旬", Part::Middle), ("下旬", Part::Late)])
        {
            (moment.month, moment.part) = (Unit::Shift(0), part);
            return Some("zh.part-of-month");
        }
        if let Some(shift) = self.eat_any(&[
            ("即日", 0),
            ("同一天", 0),
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
            .or_else(|| self.eat_any(&PARTS[PARTS.len() - 5..]))
            .or_else(|| self.eat_any(&QUARTERS))
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

    /// `三天后`, `两个月后`, `半年后`, `一周之后`
    fn counted_later(&mut self, moment: &mut Moment) -> Option<&'static str> {
        let start = self.position;
        let ends = ["后", "之后", "以后"];
        if self.eat("半年") && self.eat_any(&ends.map(|end| (end, ()))).is_some() {
            moment.month = Unit::Shift(6);
            return Some("zh.relative-month");
        }
        self.position = start;
        let units = [("个多月", 0), ("个月", 0), ("天", 1), ("日", 1), ("个星期", 7), ("星期", 7), ("周", 7)];
        for (unit, days) in units {
            if let Some(n) = self.number_before(&[unit], 1..=2).filter(|n| (1..=31).contains(n))
                && self.eat_any(&ends.map(|end| (end, ()))).is_some()
            {
                let shift = Unit::Shift((n as i8).saturating_mul(days.max(1)));
                match days {
                    0 => moment.month = shift,
                    _ => moment.day = shift,
                }
                return Some("zh.relative-day");
            }
            self.position = start;
        }
        None
    }

    /// A season at the start of a clause: `秋天，`.
    pub(super) fn bare_season(&mut self, before: &str) -> Option<u8> {
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
}

/// Whether a clause begins behind a text.
fn starts_clause(before: &str) -> bool {
    before.is_empty() || before.ends_with([',', '。', ';', ':', '“', '('])
}
