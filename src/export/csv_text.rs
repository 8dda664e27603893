//! Cells of comma-separated values, formatted into memory so that parts of a table can be written on all cores.
//!
//! As RFC 4180 has them and the `csv` crate writes them: quoted only where a reader would stumble, quotation marks
//! doubled, a line feed at the end of a row. Rows have at least two cells, so that none is an empty line.

/// Appends a cell.
pub(super) fn push_cell(out: &mut Vec<u8>, text: &str) {
    // Without a way out in the middle, many bytes are looked at in one step.
    let needs_quotes = |byte: u8| matches!(byte, b',' | b'"' | b'\r' | b'\n');
    if !text.bytes().fold(false, |any, byte| any | needs_quotes(byte)) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    for (n, part) in text.split('"').enumerate() {
        out.extend_from_slice(if n > 0 { b"\"\"" } else { b"" });
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

/// Appends a row.
pub(super) fn push_row<'c>(out: &mut Vec<u8>, cells: impl IntoIterator<Item = &'c str>) {
    for (n, cell) in cells.into_iter().enumerate() {
        out.extend_from_slice(if n > 0 { b"," } else { b"" });
        push_cell(out, cell);
    }
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_row_is_what_the_csv_crate_writes(cells in prop::collection::vec("[a,\"\r\n;'全 #\\x00-]{0,6}|.*", 2..5)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&cells).unwrap();
            let mut out = Vec::new();
            push_row(&mut out, cells.iter().map(String::as_str));
            prop_assert_eq!(out, writer.into_inner().unwrap());
        }
    }
}
