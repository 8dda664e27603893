//! What speaks for or against two entities being one, and how much.

use crate::query::wording;
use crate::resolve::{Alike, Sign};

/// Something that speaks for or against two entities being one.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// For: names or identifiers are alike.
    Alike(Alike),
    /// For: both are of one kind and of one country, which is given.
    SameCountry(String),
    /// For: so many others have ties to both.
    SharedNeighbours(usize),
    /// Against: so many records name both.
    SameRecords(usize),
    /// Against: one is part of the other.
    PartOf,
    /// Against: they stand in the tables of two kinds.
    DifferentKinds,
    /// Against: they are of two countries.
    DifferentCountries,
    /// Against: one certainly ended before the other began.
    LifespansApart,
    /// Against: a catalogue, which is given, has two ids for them.
    DifferentIdentifiers(String),
}

/// How much speaks for one entity: reasons for it are taken together as independent, `1 - (1-v)(1-w)...`, and each reason
/// against leaves the share that it does not deny.
pub(super) fn score(reasons: &[Reason]) -> f64 {
    let share = |against: bool| {
        let weights = reasons.iter().map(Reason::weight).filter(move |weight| (*weight < 0.0) == against);
        weights.map(|weight| 1.0 - weight.abs()).product::<f64>()
    };
    (1.0 - share(false)) * share(true)
}

impl Reason {
    /// From -1 to 1; below 0 it speaks against. Set by hand and tried on the shipped data.
    #[must_use]
    pub fn weight(&self) -> f64 {
        match self {
            Self::Alike(alike) => alike_weight(alike),
            Self::SameCountry(_) => 0.15,
            Self::SharedNeighbours(count) => 0.05 * (*count).min(4) as f64,
            Self::SameRecords(count) => -0.3 * (*count).min(3) as f64,
            Self::PartOf | Self::DifferentIdentifiers(_) => -0.8,
            Self::DifferentKinds | Self::DifferentCountries => -0.6,
            Self::LifespansApart => -0.4,
        }
    }

    /// The word that programs use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Alike(alike) => match alike.sign {
                Sign::Identifier => "shared-identifier",
                Sign::Name => "shared-name",
                Sign::ShortName => "shared-short-name",
                Sign::Order => "same-words",
                Sign::Pinyin => "same-pinyin",
                Sign::Transliteration => "name-rendered",
                Sign::Containing => "name-contained",
                Sign::Near => "name-near",
            },
            Self::SameCountry(_) => "same-kind-and-country",
            Self::SharedNeighbours(_) => "shared-neighbours",
            Self::SameRecords(_) => "same-records",
            Self::PartOf => "part-of",
            Self::DifferentKinds => "different-kinds",
            Self::DifferentCountries => "different-countries",
            Self::LifespansApart => "lifespans-apart",
            Self::DifferentIdentifiers(_) => "different-identifiers",
        }
    }

    /// It in words, without its end mark: `share the name LO`.
    pub(super) fn text(&self, language: &str) -> String {
        let pick = |english: &str, chinese: &str| wording::pick(language, english, chinese).to_owned();
        let count = |n: &usize, one, many, chinese| wording::count(language, *n as u64, one, many, chinese);
        match self {
            Self::Alike(alike) => alike_text(alike, language),
            Self::SameCountry(country) => {
                pick(&format!("same kind and country ({country})"), &format!("同类同国（{country}）"))
            }
            Self::SharedNeighbours(n) => count(n, "neighbour of both", "neighbours of both", "个共同相邻者"),
            Self::SameRecords(n) => count(n, "record names both", "records name both", "条记录同时提到两者"),
            Self::PartOf => pick("one is part of the other", "一方隶属另一方"),
            Self::DifferentKinds => pick("of two kinds", "类别不同"),
            Self::DifferentCountries => pick("of two countries", "国家不同"),
            Self::LifespansApart => pick("one ended before the other began", "一方在另一方开始前已结束"),
            Self::DifferentIdentifiers(scheme) => {
                pick(&format!("two ids in {scheme}"), &format!("在{scheme}中编号不同"))
            }
        }
    }
}

fn alike_weight(alike: &Alike) -> f64 {
    match alike.sign {
        Sign::Identifier => 0.95,
        Sign::Name => 0.8,
        Sign::ShortName => 0.5 * alike.degree,
        Sign::Order => 0.7,
        Sign::Pinyin => 0.6,
        Sign::Transliteration => 0.1 + 0.6 * alike.degree,
        Sign::Containing => 0.2 + 0.4 * alike.degree,
        Sign::Near => 0.35 + 4.5 * (alike.degree - 0.93),
    }
}

fn alike_text(alike: &Alike, language: &str) -> String {
    let Alike { first, second, .. } = alike;
    let (english, chinese) = match alike.sign {
        Sign::Identifier => (format!("both are {first}"), format!("编号同为{first}")),
        Sign::Name | Sign::ShortName if first == second => {
            (format!("share the name “{first}”"), format!("同名“{first}”"))
        }
        Sign::Name | Sign::ShortName => (
            format!("share the name “{first}”, also written “{second}”"),
            format!("同名“{first}”，又作“{second}”"),
        ),
        Sign::Order => (
            format!("“{first}” and “{second}” have the same words"),
            format!("“{first}”与“{second}”用词相同"),
        ),
        Sign::Pinyin => (
            format!("“{first}” and “{second}” are alike in pinyin"),
            format!("“{first}”与“{second}”拼音相同"),
        ),
        Sign::Transliteration => {
            (format!("“{first}” and “{second}” sound alike"), format!("“{first}”与“{second}”读音相近"))
        }
        Sign::Containing => (
            format!("of “{first}” and “{second}” one name contains the other"),
            format!("“{first}”与“{second}”一名包含另一名"),
        ),
        Sign::Near => {
            (format!("“{first}” and “{second}” nearly agree"), format!("“{first}”与“{second}”相近"))
        }
    };
    wording::pick(language, &english, &chinese).to_owned()
}
