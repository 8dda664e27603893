//! Which form of an answer a client takes (<https://www.rfc-editor.org/rfc/rfc9110#name-content-negotiation>).

use axum::http::{HeaderMap, header};

/// The first of the forms offered that the client takes most gladly; `None` when it takes none of them.
///
/// A client that says nothing takes the first. Parameters of media types other than `q` are not looked at.
pub(super) fn choose<'o, T>(headers: &HeaderMap, offered: &'o [(&'static str, T)]) -> Option<&'o T> {
    let accepted: Vec<String> = headers
        .get_all(header::ACCEPT)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect();
    if accepted.iter().all(|value| value.trim().is_empty()) {
        return offered.first().map(|(_, form)| form);
    }
    let ranges: Vec<Range<'_>> =
        accepted.iter().flat_map(|value| value.split(',')).filter_map(Range::parse).collect();
    let wanted = offered.iter().map(|(media_type, form)| (quality(&ranges, media_type), form));
    // Of equals the first; `max_by` would give the last.
    wanted
        .rev()
        .filter(|(quality, _)| *quality > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, form)| form)
}

/// A media range with its weight.
struct Range<'h> {
    media_type: &'h str,
    quality: f64,
}

impl<'h> Range<'h> {
    fn parse(text: &'h str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let media_type = parts.next().filter(|media_type| media_type.contains('/'))?;
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality = weight.and_then(|weight| weight.parse().ok()).unwrap_or(1.0_f64).clamp(0.0, 1.0);
        Some(Self { media_type, quality })
    }

    /// How closely it names a media type: whole, by its first part, any, or not at all.
    fn closeness(&self, media_type: &str) -> Option<u8> {
        let family = media_type.split('/').next().unwrap_or_default();
        match self.media_type {
            own if own.eq_ignore_ascii_case(media_type) => Some(2),
            "*/*" => Some(0),
            own => {
                let own_family = own.strip_suffix("/*")?;
                own_family.eq_ignore_ascii_case(family).then_some(1)
            }
        }
    }
}

/// The weight of the range that names a media type most closely.
fn quality(ranges: &[Range<'_>], media_type: &str) -> f64 {
    let close = ranges.iter().filter_map(|range| Some((range.closeness(media_type)?, range.quality)));
    close.max_by_key(|(closeness, _)| *closeness).map_or(0.0, |(_, quality)| quality)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const OFFERED: [(&str, u8); 3] = [("application/json", 1), ("text/csv", 2), ("text/html", 3)];

    fn chosen(accept: &str) -> Option<u8> {
        let mut headers = HeaderMap::new();
        if !accept.is_empty() {
            headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
        }
        choose(&headers, &OFFERED).copied()
    }

    #[test]
    fn the_form_taken_most_gladly_is_chosen() {
        assert_eq!(chosen(""), Some(1));
        assert_eq!(chosen("*/*"), Some(1));
        assert_eq!(chosen("text/csv"), Some(2));
        assert_eq!(chosen("text/*"), Some(2));
        assert_eq!(chosen("text/csv;q=0.5, text/html"), Some(3));
        assert_eq!(chosen("application/json;q=0.1, */*;q=0.2"), Some(2));
        assert_eq!(chosen("TEXT/HTML; q=1.0"), Some(3));
        assert_eq!(chosen("application/json;q=0"), None);
        assert_eq!(chosen("image/png"), None);
        assert_eq!(chosen("nonsense"), None);
    }
}
