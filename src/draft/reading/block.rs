//! Lines put together to headings and paragraphs.
//!
//! A scanned or wrapped text breaks a paragraph into lines and puts page numbers between them; a chronicle has a paragraph
//! on each line. A line goes on in the next one when it is about as long as its neighbours and does not end a sentence.

use super::fold::Piece;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of Markdown, a numbered or short line, a bare year or month.
    Heading,
    /// A paragraph.
    Paragraph,
}

/// A heading or a paragraph: the lines that it is made of.
#[derive(Debug, PartialEq, Eq)]
pub struct Block<'t> {
    /// What it is.
    pub kind: BlockKind,
    /// Its lines, in order; never empty.
    pub lines: Vec<Piece<'t>>,
}

/// The longest stretch that is looked at at once, in bytes; a longer line is cut after a sentence, or anywhere.
const LONGEST: usize = 1 << 16;

/// The blocks of a text, in order. Linear in its length.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines = lines(text);
    let widest = lines.iter().map(|line| width(line.text)).max().unwrap_or_default();
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    for line in lines {
        let words = line.text.trim();
        if words.is_empty() || is_rule(words) {
            open = false;
            continue;
        }
        if is_page_number(words) {
            continue;
        }
        let kind = if is_heading(words) { BlockKind::Heading } else { BlockKind::Paragraph };
        match blocks.last_mut() {
            Some(block) if open && kind == BlockKind::Paragraph && size(block) < LONGEST => {
                block.lines.push(line)
            }
            _ => blocks.push(Block { kind, lines: vec![line] }),
        }
        let goes_on = words.ends_with(['，', '、', ',', '-']) || width(words) * 3 >= widest.min(240) * 2;
        open = kind == BlockKind::Paragraph && !ends_a_sentence(words) && !words.starts_with('|') && goes_on;
    }
    blocks
}

fn size(block: &Block<'_>) -> usize {
    block.lines.iter().map(|line| line.text.len()).sum()
}

/// The lines of a text, markup at their start taken off, very long ones cut.
fn lines(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let mut rest = line;
        while rest.len() > LONGEST {
            let (piece, after) = rest.split_at(cut(rest));
            found.push(Piece { text: piece, start });
            start += piece.chars().count() as u32;
            rest = after;
        }
        found.push(Piece { text: rest, start });
        start += rest.chars().count() as u32 + 1;
    }
    found
}

/// Where to cut a line that is too long: after a sentence, else between two characters.
fn cut(line: &str) -> usize {
    let limit = (0..=LONGEST).rev().find(|&byte| line.is_char_boundary(byte)).unwrap_or_default();
    let window = &line[..limit];
    let after = |mark: &str| window.rfind(mark).map(|byte| byte + mark.len());
    after("。").or_else(|| after(". ")).filter(|&end| end > LONGEST / 2).unwrap_or(limit)
}

/// How many columns a line takes.
fn width(line: &str) -> usize {
    line.trim().chars().map(|c| if super::fold::is_wide(c) { 2 } else { 1 }).sum()
}

fn ends_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '」', '』', ')', '）', ']', ' '])
        .ends_with(['。', '！', '？', '.', '!', '?', '：', ':', '；'])
        || line.chars().next_back().is_some_and(|c| ('①'..='⑳').contains(&c))
}

/// `---`, `***`, `===`
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '=' | '_' | ' ' | '—'))
}

/// `12`, `- 12 -`, `第12页`, `Page 12`
fn is_page_number(line: &str) -> bool {
    let bare =
        line.trim_matches(|c: char| matches!(c, '-' | '—' | '·' | '–' | ' ' | '　' | '(' | ')' | '・'));
    let bare = bare.strip_prefix('第').and_then(|rest| rest.strip_suffix(['页', '頁'])).unwrap_or(bare);
    let bare =
        ["Page ", "page ", "p. ", "PAGE "].iter().find_map(|lead| bare.strip_prefix(lead)).unwrap_or(bare);
    let digits = bare.trim();
    (1..=4).contains(&digits.chars().count())
        && digits.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
        && !(digits.len() == 4
            && (digits.starts_with("19") || digits.starts_with("20") || digits.starts_with("18")))
}

/// Whether a line is a heading by its own looks.
fn is_heading(line: &str) -> bool {
    if line.starts_with('#') {
        return true;
    }
    let length = line.chars().count();
    let short = length <= 40 && !ends_a_sentence(line) && !line.contains(['，', '。', ',', '；', ';']);
    short && (length <= 12 && is_bare_time(line) || numbered(line))
}

/// `(一)`, `一、`, `第三章`, `1.2`
fn numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(['(', '（', '第']);
    let number =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百.".contains(c));
    let led = number.len() < rest.len();
    let marked = number.starts_with([')', '）', '、', '章', '节', '節', ' ', '．']);
    led && marked || (led && rest.len() < line.len() && number.starts_with(['章', '节']))
}

/// `1993年`, `四月`, `March 1993`
fn is_bare_time(line: &str) -> bool {
    let line = line.trim_matches(['【', '】', '[', ']', ' ']);
    let wide = line.chars().all(|c| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "零〇○一二三四五六七八九十年月份上下半初底末至—-".contains(c)
    });
    let months = super::calendar::english_month(line.split(' ').next().unwrap_or_default()).is_some();
    wide && line.contains(['年', '月'])
        || months && line.split(' ').count() <= 2
        || wide && line.chars().count() == 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(BlockKind, String)> {
        let told = |block: &Block<'_>| block.lines.iter().map(|line| line.text).collect::<Vec<_>>().join("/");
        blocks(text).iter().map(|block| (block.kind, told(block))).collect()
    }

    #[test]
    fn a_paragraph_on_each_line_stays_so() {
        let told = told("甲会成立。\n乙会成立。\n");
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn a_broken_paragraph_is_put_together_across_a_page() {
        let told = told("一九九三年四月甲会代表团访问了乙会\n- 12 -\n并与其领导人举行了会谈。\n");
        assert_eq!(
            told,
            [(
                BlockKind::Paragraph,
                "一九九三年四月甲会代表团访问了乙会/并与其领导人举行了会谈。".to_owned()
            )]
        );
    }

    #[test]
    fn headings_are_told_by_their_looks() {
        for heading in ["# Ties", "(一) 与甲会", "四月", "1993年", "March", "第三章 往来"] {
            assert_eq!(told(heading)[0].0, BlockKind::Heading, "{heading}");
        }
        assert_eq!(told("四月，甲会访问乙会。")[0].0, BlockKind::Paragraph);
    }

    #[test]
    fn offsets_count_characters_over_all_lines() {
        let text = "甲。\n乙丙。\n丁。";
        let starts: Vec<u32> = blocks(text).iter().map(|block| block.lines[0].start).collect();
        assert_eq!(starts, [0, 3, 7]);
    }
}
