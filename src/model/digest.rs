//! SHA-256 digests, as the data holds them.

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A SHA-256: 32 bytes, written as 64 lower-case hexadecimal digits.
///
/// ```
/// use relata::model::Digest;
/// let digest = Digest::of(b"");
/// assert!(digest.to_string().starts_with("e3b0c44298fc1c14"));
/// assert_eq!(digest.to_string().parse(), Ok(digest));
/// assert!("e3b0".parse::<Digest>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Why a text is no [`Digest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("expected the 64 hexadecimal digits of a SHA-256")]
pub struct DigestError;

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(<sha2::Sha256 as sha2::Digest>::digest(bytes).into())
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    /// Reads 64 hexadecimal digits of either case, and nothing else: no sign, no blank.
    fn from_str(text: &str) -> Result<Self, DigestError> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(DigestError);
        }
        let mut bytes = [0; 32];
        for (n, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * n..2 * n + 2], 16).map_err(|_| DigestError)?;
        }
        Ok(Self(bytes))
    }
}
