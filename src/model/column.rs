//! Columns for what only some rows have.

/// A column that few rows fill: the rows that do, in order, and their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sparse<T> {
    rows: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), values: Vec::new() }
    }
}

impl<T> Sparse<T> {
    /// Sets the value of `row`; rows must come in ascending order.
    pub fn push(&mut self, row: usize, value: T) {
        debug_assert!(self.rows.last().is_none_or(|&last| (last as usize) < row));
        self.rows.push(row as u32);
        self.values.push(value);
    }

    /// The value of `row`, if it has one. Logarithmic in the number of rows filled.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&T> {
        let position = self.rows.binary_search(&(row as u32)).ok()?;
        Some(&self.values[position])
    }

    /// The filled rows and their values, in order of rows.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &T)> + '_ {
        self.rows.iter().map(|&row| row as usize).zip(&self.values)
    }

    /// How many rows are filled.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row is filled.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Gives back what was reserved and not used.
    pub fn shrink_to_fit(&mut self) {
        self.rows.shrink_to_fit();
        self.values.shrink_to_fit();
    }
}

/// A column of lists: each row has none, one or several values, kept end to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists<T> {
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), values: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Appends the list of the next row.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.values.extend(list);
        self.ends.push(self.values.len() as u32);
    }

    /// The list of `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> &[T] {
        &self.values[self.start(row)..self.ends[row] as usize]
    }

    /// Where the list of `row` starts among all values.
    #[must_use]
    pub fn start(&self, row: usize) -> usize {
        if row == 0 { 0 } else { self.ends[row - 1] as usize }
    }

    /// All values of all rows, end to end.
    #[must_use]
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// All values of all rows, to be changed in place.
    pub(crate) fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Gives back what was reserved and not used.
    pub fn shrink_to_fit(&mut self) {
        self.ends.shrink_to_fit();
        self.values.shrink_to_fit();
    }
}
