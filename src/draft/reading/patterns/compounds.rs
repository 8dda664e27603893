//! Words that a place and a verb or another word make together.

use super::super::places::PLACES;
use super::{Language, Means};

impl Language {
    /// `访华`, `赴京`, `挪方`: a verb or a noun with one character for a place.
    pub(super) fn add_compounds(&mut self) {
        if self.code != "zh" {
            return;
        }
        let near = ["来", "在", "到", "返", "驻", "进", "莅", "蒞", "回"];
        let far = ["访", "赴", "抵", "离"];
        let common = ["华", "京", "沪", "港", "澳", "厦", "穗", "台"];
        for (number, place) in PLACES.iter().enumerate() {
            for short in &place.short {
                for verb in far.iter().chain(&near) {
                    if near.contains(verb) && !common.contains(&short.as_str()) || short == "中" {
                        continue;
                    }
                    let (frames, classes) = self.verb(verb);
                    let word = self.word(&format!("{verb}{short}"));
                    word.places.push(number);
                    word.frames = if *verb == "离" { Vec::new() } else { frames };
                    word.classes |= classes;
                }
                if place.is_country {
                    let word = self.word(&format!("{short}方"));
                    word.places.push(number);
                    word.means = Some(Means::Side);
                }
            }
            for name in place.zh.iter().filter(|_| place.is_country) {
                let word = self.word(&format!("{name}方面"));
                word.places.push(number);
                word.means = Some(Means::Side);
            }
        }
    }

    /// The frames and classes of the verb within a compound.
    fn verb(&self, verb: &str) -> (Vec<usize>, u128) {
        let long = match verb {
            "访" => "访问",
            "来" => "来访",
            "在" => "在",
            _ => verb,
        };
        let word = self.index.get(long).map(|at| &self.words[*at]);
        word.map_or((Vec::new(), 0), |word| (word.frames.clone(), word.classes))
    }
}
