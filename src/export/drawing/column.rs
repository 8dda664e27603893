//! The typed columns of a drawing.

/// What stands between the texts of a list in one cell.
pub const SEPARATOR: &str = " | ";

/// What the values of a column are. Where a client knows neither lists nor days, both are texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// A text.
    Text,
    /// Texts, with [`SEPARATOR`] between them.
    List,
    /// A day: `1999-05-07`, or marked as such for Gephi.
    Date,
    /// A whole number of 32 bits.
    Int,
    /// A whole number of 64 bits.
    Long,
    /// A number with a point.
    Double,
    /// `true` or `false`.
    Boolean,
}

impl ColumnType {
    /// Whether its values are texts to whoever knows neither lists nor days.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::List | Self::Date)
    }
}

/// A column: its name and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name: `[a-z][a-z0-9_]*`, unique within the class, none that a client keeps for itself.
    pub name: String,
    /// What its values are.
    pub column_type: ColumnType,
}

/// The columns of one class with what fills them, in order, each name used once.
#[derive(Debug, Clone)]
pub(super) struct ColumnList<F> {
    pub columns: Vec<Column>,
    pub fields: Vec<F>,
}

impl<F> ColumnList<F> {
    pub fn new() -> Self {
        Self { columns: Vec::new(), fields: Vec::new() }
    }

    /// Adds a column. A name already taken, which only an odd vocabulary can bring about, gets a number.
    pub fn add(&mut self, name: &str, column_type: ColumnType, field: F) {
        let taken = |name: &str| self.columns.iter().any(|column| column.name == name);
        let name = match taken(name) {
            false => name.to_owned(),
            true => {
                let numbered = (2..).map(|n| format!("{name}_{n}"));
                numbered.into_iter().find(|name| !taken(name)).unwrap_or_else(|| name.to_owned())
            }
        };
        self.columns.push(Column { name, column_type });
        self.fields.push(field);
    }

    /// Adds a column of lists when there is anything to fill it.
    pub fn add_list_if(&mut self, wanted: bool, name: &str, field: F) {
        if wanted {
            self.add(name, ColumnType::List, field);
        }
    }

    /// Adds a column of texts when there is anything to fill it.
    pub fn add_text_if(&mut self, wanted: bool, name: &str, field: F) {
        if wanted {
            self.add(name, ColumnType::Text, field);
        }
    }
}

/// The columns of labels by language, each with the codes it stands for: `zh-Hant` fills `label_zh_hant`.
pub(super) fn label_columns<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<(String, Vec<String>)> {
    let mut columns = std::collections::BTreeMap::<String, Vec<String>>::new();
    for code in codes {
        columns.entry(label_column(code)).or_default().push(code.to_owned());
    }
    columns.into_iter().collect()
}

/// A name whose language nobody says stands under `und`, the code of BCP 47 for that.
fn label_column(code: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let code = if code.is_empty() { "und" } else { code };
    format!("label_{}", code.chars().map(safe).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_codes_become_names() {
        let columns = label_columns(["", "en", "zh-Hant", "zh_Hant"]);
        let names: Vec<_> = columns.iter().map(|(name, codes)| (name.as_str(), codes.len())).collect();
        assert_eq!(names, [("label_en", 1), ("label_und", 1), ("label_zh_hant", 2)]);
    }

    #[test]
    fn a_name_taken_gets_a_number() {
        let mut list = ColumnList::new();
        for _ in 0..3 {
            list.add("record_label", ColumnType::Text, ());
        }
        let names: Vec<_> = list.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["record_label", "record_label_2", "record_label_3"]);
    }
}
