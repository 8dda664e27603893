//! The blanks of JSON put into one form; every other character stands as it was written.
//!
//! Values are not read, so that numbers keep their digits, texts their escapes and keys their order.

/// How blanks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// None.
    Compact,
    /// A line for each item, two spaces a level.
    Indented,
}

/// The text of valid JSON with other blanks. Linear.
pub(super) fn respaced(json: &str, blanks: Blanks) -> String {
    let mut writer = Writer { text: String::with_capacity(json.len()), blanks, depth: 0, opened: false };
    let mut rest = json;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => string_length(rest),
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            c if c.is_ascii_whitespace() => {
                rest = &rest[1..];
                continue;
            }
            _ => rest.find(|c: char| ",:]}".contains(c) || c.is_ascii_whitespace()).unwrap_or(rest.len()),
        };
        writer.token(&rest[..length]);
        rest = &rest[length..];
    }
    writer.text
}

/// The bytes of the text that a JSON string takes, with its quotation marks.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (n, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return n + 1,
            _ => {}
        }
    }
    text.len()
}

struct Writer {
    text: String,
    blanks: Blanks,
    depth: usize,
    /// Whether a bracket was opened by the last token, so that an empty pair stays together.
    opened: bool,
}

impl Writer {
    fn token(&mut self, token: &str) {
        match token {
            "{" | "[" => {
                self.before_value();
                self.depth += 1;
                self.opened = true;
                self.text.push_str(token);
                return;
            }
            "}" | "]" => {
                self.depth = self.depth.saturating_sub(1);
                if !self.opened {
                    self.line();
                }
            }
            _ if token != "," && token != ":" => self.before_value(),
            _ => {}
        }
        self.opened = false;
        self.text.push_str(token);
        match token {
            "," => self.line(),
            ":" if self.blanks == Blanks::Indented => self.text.push(' '),
            _ => {}
        }
    }

    fn before_value(&mut self) {
        if self.opened {
            self.line();
        }
        self.opened = false;
    }

    fn line(&mut self) {
        if self.blanks == Blanks::Indented {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n("  ", self.depth));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[ -~\\n\"\\\\全,:{}]{0,8}".prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from);
            let map = prop::collection::vec(("[a-c\"]{0,3}", inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect()));
            prop_oneof![list, map]
        })
    }

    proptest! {
        #[test]
        fn it_is_how_serde_writes_it(value in values()) {
            for text in [value.to_string(), format!("{value:#}")] {
                prop_assert_eq!(respaced(&text, Blanks::Compact), value.to_string());
                prop_assert_eq!(respaced(&text, Blanks::Indented), format!("{value:#}"));
            }
        }
    }

    #[test]
    fn numbers_keys_and_escapes_stand_as_written() {
        let text = "{ \"b\" :1.50 ,\"b\": 123456789012345678901234567890, \"a\":\"\\u5168 \\\" \" }\n";
        let compact = "{\"b\":1.50,\"b\":123456789012345678901234567890,\"a\":\"\\u5168 \\\" \"}";
        assert_eq!(respaced(text, Blanks::Compact), compact);
    }
}
