//! Years: in figures and characters, of a reign, without their century, counted from another.

use super::super::super::numbers::chinese_len;
use super::super::moment::Moment;
use super::super::moment::Part;
use super::super::moment::Year;
use super::Cursor;

impl Cursor<'_> {
    pub(super) fn year(&mut self, moment: &mut Moment, before: &str) -> Option<&'static str> {
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
    pub(super) fn era(&mut self) -> Option<Year> {
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
    pub(super) fn short_year(&self, n: u32, spelt: usize, before: &str) -> Option<Year> {
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

    pub(super) fn relative_year(&mut self, before: &str) -> Option<Year> {
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
        let starts = before.is_empty() || before.ends_with([',', '。', ';', '(', '“']);
        if starts && let Some(years) = self.eat_any(&[("前年", -2), ("后年", 2)]) {
            return Some(Year::Issue(years));
        }
        if let Some(shift) = self.eat_any(&words) {
            return Some(Year::Shift(shift));
        }
        let next = self.eat_any(&[("隔年", 1), ("越年", 1)]);
        let parted = |c: char| c.is_ascii_digit() || "春夏秋冬一二三四五六七八九十初底".contains(c);
        if let Some(shift) = next {
            if self.rest().starts_with(parted) {
                return Some(Year::Shift(shift));
            }
            self.position = start;
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
        // 过了两年, 又过了一年
        if before.ends_with("过了") || self.eat("过了") {
            if let Some(n) = self.number_before(&["年"], 1..=2).filter(|n| (1..=60).contains(n)) {
                return Some(Year::Shift(n as i32));
            }
            self.position = start;
        }
        if starts
            && let Some(n) = self.number_before(&["年前", "年之前", "年以前"], 1..=2)
            && (1..=20).contains(&n)
        {
            return Some(Year::Shift(-(n as i32)));
        }
        self.position = start;
        if let Some(n) = self.number_before(&["年后", "年之后", "年以后"], 1..=2)
            && (1..=60).contains(&n)
        {
            return Some(Year::Shift(n as i32));
        }
        self.position = start;
        None
    }

    /// `20世纪70年代`, `二十世纪`, `上世纪80年代`
    pub(super) fn century(&mut self) -> Option<Year> {
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

    pub(super) fn decade_part(&mut self) -> Part {
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
}
