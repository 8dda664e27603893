//! Columns for what only some rows have.

/// A column that not every row fills: the rows that do, in order, and their values.
///
/// Where more than half of the rows up to the last one are filled, the place of each row's value is kept besides, so
/// that it is found at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sparse<T> {
    rows: Vec<u32>,
    values: Vec<T>,
    /// For each row the place of its value, or [`NONE`]; nothing while few rows are filled.
    places: Vec<u32>,
}

/// No place.
const NONE: u32 = u32::MAX;

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), values: Vec::new(), places: Vec::new() }
    }
}

impl<T> Sparse<T> {
    /// Sets the value of `row`; rows must come in ascending order.
    pub fn push(&mut self, row: usize, value: T) {
        debug_assert!(self.rows.last().is_none_or(|&last| (last as usize) < row));
        self.rows.push(row as u32);
        self.values.push(value);
        self.places.clear();
    }

    /// The value of `row`, if it has one. One look-up where most rows are filled and [`shrink_to_fit`](Self::shrink_to_fit)
    /// has run, else logarithmic in the number of rows filled.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&T> {
        if self.places.is_empty() {
            let position = self.rows.binary_search(&(row as u32)).ok()?;
            return self.values.get(position);
        }
        self.places.get(row).and_then(|&place| self.values.get(place as usize))
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

    /// Appends a column whose rows begin at `first` here, with its values changed.
    pub(crate) fn join<U>(&mut self, other: Sparse<U>, first: usize, change: impl Fn(U) -> T) {
        self.rows.extend(other.rows.into_iter().map(|row| row + first as u32));
        self.values.extend(other.values.into_iter().map(change));
        self.places.clear();
    }

    /// Gives back what was reserved and not used, and prepares to look up rows at once where most are filled.
    pub fn shrink_to_fit(&mut self) {
        self.rows.shrink_to_fit();
        self.values.shrink_to_fit();
        let length = self.rows.last().map_or(0, |&last| last as usize + 1);
        if self.rows.len() * 2 > length {
            self.places = vec![NONE; length];
            for (place, &row) in self.rows.iter().enumerate() {
                self.places[row as usize] = place as u32;
            }
        }
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

    /// Appends the rows of another column, with its values changed.
    pub(crate) fn join(&mut self, other: Self, change: impl Fn(T) -> T) {
        let first = self.values.len() as u32;
        self.ends.extend(other.ends.into_iter().map(|end| end + first));
        self.values.extend(other.values.into_iter().map(change));
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
