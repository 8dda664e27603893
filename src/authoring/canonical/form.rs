//! The order of columns and rows, and how lists in cells are written.

use super::TextTable;
use crate::load::{ENTITY_COLUMNS, record_columns};
use crate::model::{Vocabulary, split_list};

/// The tables at the top of a data folder.
pub(super) const TABLES: [&str; 5] = ["sources", "passages", "places", "judgements", "edges"];

const SOURCES: [&str; 8] = ["id", "file", "title", "date", "language", "length", "sha256", "note"];
const PASSAGES: [&str; 4] = ["source", "start", "end", "sha256"];
const PLACES: [&str; 6] = ["id", "name_zh", "name_en", "country", "within", "note"];
const JUDGEMENTS: [&str; 6] = ["a", "b", "judgement", "who", "when", "why"];

/// The canonical order of the tables of a vocabulary.
#[derive(Debug, Clone)]
pub struct FolderForm {
    vocabulary: Vocabulary,
}

impl FolderForm {
    /// The form of the tables of a vocabulary.
    #[must_use]
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self { vocabulary }
    }

    /// The columns that the table of a name has, in their usual order; none for a table that no dataset has.
    ///
    /// ```
    /// # use relata::{authoring::FolderForm, model::Vocabulary};
    /// let form = FolderForm::new(Vocabulary::builtin());
    /// assert_eq!(form.columns("passages"), ["source", "start", "end", "sha256"]);
    /// assert!(form.columns("records/visit").starts_with(&["id".to_owned(), "date".to_owned()]));
    /// ```
    #[must_use]
    pub fn columns(&self, table: &str) -> Vec<String> {
        let owned = |columns: &[&str]| columns.iter().map(|column| (*column).to_owned()).collect();
        match table {
            "sources" => owned(&SOURCES),
            "passages" => owned(&PASSAGES),
            "places" => owned(&PLACES),
            "judgements" => owned(&JUDGEMENTS),
            "edges" => self.edge_columns(),
            _ if table.starts_with("entities/") => owned(&ENTITY_COLUMNS),
            _ => {
                let kind = table.strip_prefix("records/").and_then(|kind| self.vocabulary.find_kind(kind));
                kind.map_or_else(Vec::new, |kind| {
                    record_columns(&self.vocabulary, self.vocabulary.kind(kind))
                })
            }
        }
    }

    /// The columns of records in bulk: those of their ends, then whatever a kind has, each once.
    fn edge_columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = ["id", "kind", "source", "target"].map(str::to_owned).into();
        for (_, kind) in self.vocabulary.kinds() {
            for column in record_columns(&self.vocabulary, kind) {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
        columns
    }

    /// Puts the columns and the rows of the table of a name in their order, and the lists in its cells into their form.
    ///
    /// Columns that are not known stand last, in the order in which they were; rows of one id too. Nothing is dropped.
    pub fn order(&self, name: &str, table: &mut TextTable) {
        let known = self.columns(name);
        let mut order: Vec<usize> = (0..table.columns.len()).collect();
        order.sort_by_cached_key(|&column| rank(&table.columns[column], &known));
        let arranged = |cells: &[String]| order.iter().map(|&column| cells[column].clone()).collect();
        table.columns = arranged(&table.columns);
        let separators: Vec<Option<char>> =
            table.columns.iter().map(|column| self.separator(name, column)).collect();
        for row in &mut table.rows {
            *row = arranged(row);
            for (cell, separator) in row.iter_mut().zip(&separators) {
                if let Some(separator) = *separator {
                    *cell = split_list(cell, separator).collect::<Vec<_>>().join(&separator.to_string());
                }
            }
        }
        let mut rows: Vec<(RowKey, Vec<String>)> = std::mem::take(&mut table.rows)
            .into_iter()
            .map(|row| (row_key(name, |column| cell(&table.columns, &row, column)), row))
            .collect();
        rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        table.rows = rows.into_iter().map(|(_, row)| row).collect();
        table.lines.clear();
    }

    /// What divides the items of the cells of a column, if they are lists.
    fn separator(&self, table: &str, column: &str) -> Option<char> {
        if let Some(kind) = table.strip_prefix("records/").and_then(|kind| self.vocabulary.find_kind(kind)) {
            let is_role = self.vocabulary.kind(kind).find_role(column).is_some();
            return (is_role || matches!(column, "place" | "evidence")).then_some(';');
        }
        let is_names = |stem: &str| {
            column.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        };
        match column {
            _ if !table.starts_with("entities/") => None,
            "identifiers" => Some(';'),
            "aliases" => Some('|'),
            _ => (is_names("name") || is_names("abbr")).then_some('|'),
        }
    }
}

/// Where a column stands: after the known one that it is, or that it is another language of.
fn rank(column: &str, known: &[String]) -> (usize, String) {
    if let Some(position) = known.iter().position(|known| known == column) {
        return (position, String::new());
    }
    let stem = column.split('_').next().unwrap_or_default();
    let is_name = matches!(stem, "name" | "abbr");
    let related =
        |known: &String| is_name && known.strip_prefix(stem).is_some_and(|rest| rest.starts_with('_'));
    match known.iter().rposition(related) {
        // Behind the usual ones of its stem, sorted by language.
        Some(position) => (position, column.to_owned()),
        None => (known.len(), String::new()),
    }
}

/// What rows are sorted by: words, then numbers.
pub(super) type RowKey = (String, String, u64, u64);

/// What a row of a table is sorted by.
pub(super) fn row_key<'c>(table: &str, cell: impl Fn(&str) -> &'c str) -> RowKey {
    let number = |column: &str| cell(column).parse().unwrap_or(u64::MAX);
    match table {
        "passages" => (cell("source").to_owned(), String::new(), number("start"), number("end")),
        "judgements" => (cell("a").to_owned(), cell("b").to_owned(), 0, 0),
        _ => (cell("id").to_owned(), String::new(), 0, 0),
    }
}

fn cell<'r>(columns: &[String], row: &'r [String], column: &str) -> &'r str {
    columns.iter().position(|name| name == column).map_or("", |column| &row[column])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(name: &str, columns: &[&str], rows: &[&[&str]]) -> String {
        let mut table = TextTable::new(columns.iter().copied());
        table.rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        FolderForm::new(Vocabulary::builtin()).order(name, &mut table);
        table.to_csv()
    }

    #[test]
    fn columns_stand_in_their_usual_order_and_unknown_ones_last() {
        let columns = ["note", "mine", "name_fr", "id", "name_en", "also", "abbr_de", "name_zh"];
        let text = ordered("entities/x", &columns, &[&["1", "2", "3", "4", "5", "6", "7", "8"]]);
        assert_eq!(text, "id,name_zh,name_en,name_fr,abbr_de,note,mine,also\n4,8,5,3,7,1,2,6\n");
    }

    #[test]
    fn passages_are_sorted_by_number_and_equal_ids_stay_in_order() {
        let rows: [&[&str]; 3] = [&["s", "100", "9"], &["s", "20", "30"], &["r", "x", ""]];
        assert_eq!(
            ordered("passages", &["source", "start", "end"], &rows),
            "source,start,end\nr,x,\ns,20,30\ns,100,9\n"
        );
        let rows: [&[&str]; 3] = [&["b", "1"], &["a", "2"], &["a", "1"]];
        assert_eq!(ordered("places", &["id", "note"], &rows), "id,note\na,2\na,1\nb,1\n");
    }

    #[test]
    fn only_lists_lose_the_blanks_within_them() {
        let rows: [&[&str]; 1] = [&["a", "x ; y;", "p ; q"]];
        assert_eq!(
            ordered("records/meeting", &["id", "participant", "note"], &rows),
            "id,participant,note\na,x;y,p ; q\n"
        );
    }
}
