//! A code explained to whoever meets it.

use crate::diagnostic::Code;

/// The explanation of a code as a short page: number, severity, title, text.
#[must_use]
pub fn explain(code: &Code) -> String {
    format!("{} ({}): {}\n\n{}\n", code.id, code.severity, code.title, wrapped(code.explanation))
}

/// Lines of at most 90 characters.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > 90 {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines.join("\n")
}
