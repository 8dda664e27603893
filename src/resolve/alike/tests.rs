//! Pairs found by blocks, against every pair held together.

use super::forms::Forms;
use super::*;
use crate::model::{EntityRow, Identifier, Name, NameKind};
use std::collections::BTreeSet;

fn dataset(entities: &[&[&str]]) -> Dataset {
    let mut dataset = Dataset::default();
    for (n, names) in entities.iter().enumerate() {
        let name = |text: &&str| {
            let (kind, text) = match text.strip_prefix('~') {
                Some(text) => (NameKind::Abbreviation, text),
                None => (NameKind::Preferred, *text),
            };
            Name { text: Box::leak(text.to_owned().into_boxed_str()), language: "en", kind }
        };
        let names = names.iter().map(name).collect();
        dataset.entities.push(&EntityRow { id: &format!("e{n:05}x"), names, ..EntityRow::default() });
    }
    dataset
}

fn find(entities: &[&[&str]]) -> AlikePairs {
    AlikePairs::find(&dataset(entities), &Identities::default())
}

fn signs(entities: &[&[&str]]) -> Vec<(u32, u32, Sign)> {
    let of_pair =
        |pair: &AlikePair| pair.signs.iter().map(|s| (pair.a.0, pair.b.0, s.sign)).collect::<Vec<_>>();
    find(entities).pairs.iter().flat_map(of_pair).collect()
}

#[test]
fn names_meet_by_what_they_share() {
    assert_eq!(signs(&[&["Alpha Union"], &["alpha-union"]]), [(0, 1, Sign::Name)]);
    assert_eq!(signs(&[&["Alpha", "~LO"], &["Beta", "~L.O."]]), [(0, 1, Sign::ShortName)]);
    assert_eq!(signs(&[&["Union of Seafarers"], &["Seafarers, Union of"]]), [(0, 1, Sign::Order)]);
    assert_eq!(signs(&[&["魏建行"], &["Wei Jianxing"]]), [(0, 1, Sign::Pinyin)]);
    assert_eq!(signs(&[&["魏建行"], &["Jianxing Wei"]]), [(0, 1, Sign::Pinyin)]);
    assert_eq!(signs(&[&["安娜博格"], &["安娜·伯格"]]), [(0, 1, Sign::Pinyin)]);
    assert_eq!(signs(&[&["乔丹"], &["Bill Jordan"]]), [(0, 1, Sign::Transliteration)]);
    assert_eq!(signs(&[&["德国工会"], &["德國工會聯合會"]]), [(0, 1, Sign::Containing)]);
    assert_eq!(signs(&[&["Tekko Roren"], &["Japanese Tekko Roren Federation"]]), [(0, 1, Sign::Containing)]);
    assert_eq!(signs(&[&["Federation of Seafarers"], &["Federation of Seafarrers"]]), [(0, 1, Sign::Near)]);
}

#[test]
fn words_are_not_contained_in_words_and_numbers_tell_apart() {
    assert_eq!(signs(&[&["Trade"], &["Free Traders of the World"]]), []);
    assert_eq!(signs(&[&["Lønn"], &["Fællønnen Forbund"]]), [], "letters, accented or not, make words");
    assert_eq!(signs(&[&["Seafarers Union Branch 1"], &["Seafarers Union Branch 2"]]), []);
    assert_eq!(signs(&[&["Seafarers Union Branch 7"], &["Seafarers Unoin Branch 7"]]), [(0, 1, Sign::Near)]);
}

#[test]
fn names_of_absurd_length_take_no_time() {
    for piece in ["ab ", "重庆"] {
        let long = piece.repeat(50_000);
        let (one, other) = (format!("{long}xyz"), format!("{long}xzy"));
        assert_eq!(signs(&[&[one.as_str()], &[other.as_str()]]), []);
    }
}

#[test]
fn an_identifier_that_two_have_brings_them_together() {
    let mut dataset = Dataset::default();
    for id in ["a", "b", "c"] {
        let identifiers = vec![Identifier { scheme: "x", id: if id == "b" { "2" } else { "1" } }];
        dataset.entities.push(&EntityRow { id, identifiers, ..EntityRow::default() });
    }
    let found = AlikePairs::find(&dataset, &Identities::default()).pairs;
    let alike = Alike { sign: Sign::Identifier, degree: 1.0, first: "x:1".into(), second: "x:1".into() };
    assert_eq!(found, [AlikePair { a: EntityIx(0), b: EntityIx(2), signs: vec![alike] }]);
}

#[test]
fn a_crowd_under_one_name_is_counted_and_not_paired() {
    let name: &[&str] = &["Li Wei"];
    let found = find(&vec![name; CROWD + 1]);
    assert_eq!((found.pairs.len(), found.crowded), (0, vec![("liwei".to_owned(), CROWD + 1)]));
    let found = find(&vec![name; CROWD]);
    assert_eq!((found.pairs.len(), found.crowded.len()), (CROWD * (CROWD - 1) / 2, 0));
}

#[test]
fn five_thousand_names_almost_alike_stay_bounded() {
    let letters =
        |n: usize| (0..4).map(|k| char::from(b'a' + (n / 12_usize.pow(k) % 12) as u8)).collect::<String>();
    let names: Vec<String> =
        (0..5_000).map(|n| format!("Association of the Law of {}", letters(n))).collect();
    let slices: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
    let entities: Vec<&[&str]> = slices.iter().map(<[&str; 1]>::as_slice).collect();
    let found = find(&entities);
    assert!(found.pairs.len() <= 5_000 * 6 * CROWD, "{}", found.pairs.len());
    assert!(found.common > 0 || !found.pairs.is_empty());
}

proptest::proptest! {
    /// With fewer names than a crowd no piece is too common, so the blocks must find all that holding every pair
    /// together finds by containing, and nothing that it does not.
    #[test]
    fn blocks_miss_no_name_that_contains_another(
        names in proptest::collection::vec("[ab]{2,3}( [abc]{2,4}){0,2}|[国际工会联]{2,6}|[ab]{3,5} [12]", 2..12),
    ) {
        let slices: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
        let entities: Vec<&[&str]> = slices.iter().map(<[&str; 1]>::as_slice).collect();
        let dataset = dataset(&entities);
        let forms = Forms::new(&dataset, &Identities::default());
        let mut every = BTreeSet::new();
        let all: Vec<u32> = forms.names().collect();
        for (n, &g) in all.iter().enumerate() {
            for &f in &all[..n] {
                every.extend(grams::held_together(&forms, f, g).map(|found| (found.pair, found.sign)));
            }
        }
        let pairs = AlikePairs::find(&dataset, &Identities::default()).pairs;
        let blocked: BTreeSet<_> = pairs
            .iter()
            .flat_map(|pair| pair.signs.iter().map(|s| ((pair.a, pair.b), s.sign)))
            .filter(|(_, sign)| *sign >= Sign::Containing)
            .collect();
        proptest::prop_assert!(blocked.is_subset(&every), "{blocked:?} {every:?}");
        let contained = |set: &BTreeSet<((EntityIx, EntityIx), Sign)>| {
            set.iter().filter(|(_, sign)| *sign == Sign::Containing).copied().collect::<Vec<_>>()
        };
        proptest::prop_assert_eq!(contained(&blocked), contained(&every));
    }
}
