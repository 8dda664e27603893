//! Which dates a rule may lean on.

use crate::date::{Extent, Verdict};
use crate::model::Dataset;

/// Whether a verdict that rests on this date can be certain: something is stated, and the dataset's rule about `~`,
/// `?` and `%` does not make it doubtful.
pub(super) fn can_be_certain(dataset: &Dataset, extent: &Extent) -> bool {
    let rule = dataset.settings.qualified_dates;
    extent.is_stated() && rule.apply(Verdict::Certain, extent.quality()) == Verdict::Certain
}
