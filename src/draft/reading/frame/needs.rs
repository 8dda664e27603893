//! What a frame asks for beside its word, and where a journey goes.

use super::super::clause::Case;
use super::super::clause::Clause;
use super::super::patterns::Frame;
use super::super::patterns::Means;
use super::super::places::PLACES;
use super::super::places::country;
use super::super::quantity;
use super::super::scan::What;
use super::Reader;

impl Reader<'_, '_> {
    /// Whether a token is a word that calls for a record.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.sentence.tokens[at]
            .word(self.language)
            .is_some_and(|word| !word.frames.is_empty() && word.title.is_none())
    }

    /// Whether a word is the verb of a relative clause: `签订的`.
    pub(super) fn is_relative(&self, clause: &Clause, position: usize) -> bool {
        let next = clause.tokens.get(position + 1);
        self.language.code == "zh"
            && next.is_some_and(|next| {
                self.sentence.tokens[*next].is_of(self.language, self.language.bit("of"))
                    && self.sentence.gap(clause.tokens[position], *next).is_empty()
            })
    }

    pub(super) fn has_what_it_needs(&self, frame: &Frame, number: usize, position: usize) -> bool {
        let clause = self.clause(number);
        let against = |at: &usize| {
            self.sentence.tokens[*at].word(self.language).is_some_and(|word| {
                frame.unless.iter().any(|unless| super::super::fold::fold(unless) == word.text)
            })
        };
        !clause.tokens.iter().any(against)
            && frame.needs.iter().all(|need| {
                need.split('|').any(|one| self.has(one, number, position))
                    || need.ends_with("-noun") && self.goes_on_about(frame, number, position)
            })
    }

    /// `They were broken off`: a pronoun that stands for what was told of last.
    fn goes_on_about(&self, frame: &Frame, number: usize, position: usize) -> bool {
        let at = self.clause(number).tokens[position];
        self.language.code == "en"
            && self.discourse.kind == frame.kind
            && self.clause(number).parties.iter().any(|party| {
                party.case == Case::Bare
                    && party.refers.is_some_and(|(means, _)| means == Means::It)
                    && party.first.abs_diff(at) <= 2
            })
    }

    /// Whether a clause has what a frame asks for; the clause after counts when it has nobody who acts.
    pub(super) fn has(&self, need: &str, number: usize, position: usize) -> bool {
        let clause = self.clause(number);
        let at = clause.tokens[position];
        let next = self
            .sentence
            .clauses
            .get(number + 1)
            .filter(|next| !next.parties.iter().any(|party| party.case == Case::Bare));
        let near = || clause.tokens.iter().chain(next.into_iter().flat_map(|next| &next.tokens));
        let onward = || self.onward(number).flat_map(|next| &self.clause(next).tokens);
        match need {
            "place" => self.destination(number, position).is_some() || self.goes_to_party(number, at),
            "titled" => clause.tokens[position..].iter().any(|at| {
                self.sentence.tokens[*at].word(self.language).is_some_and(|word| word.title.is_some())
            }),
            "quoted" => {
                near().any(|at| self.sentence.tokens[*at].what == What::Quoted)
                    || self.quoted_title(number).is_some()
            }
            "amount" => quantity::amount(self.sentence, near().copied(), self.language).is_some(),
            class => {
                let bit = self.language.bit(class);
                if self.trigger_has(at, bit) {
                    return true;
                }
                if class == "group" && clause.parties.iter().any(|party| party.group) {
                    return true;
                }
                let alone = !clause.parties.iter().any(|party| party.case == Case::Bare);
                let previous =
                    number.checked_sub(1).filter(|_| alone).map(|before| &self.clause(before).tokens);
                clause
                    .tokens
                    .iter()
                    .chain(previous.into_iter().flatten())
                    .chain(onward().filter(|_| self.language.code == "en"))
                    .any(|other| *other != at && self.sentence.tokens[*other].is_of(self.language, bit))
                    || self.sentence.tokens[at].is_of(self.language, bit)
                    || near().any(|at| self.is_quoted_noun(*at, bit))
            }
        }
    }

    /// `《港口合作备忘录》`: whether a quoted title ends with a word of a class.
    fn is_quoted_noun(&self, at: usize, bit: u128) -> bool {
        let token = &self.sentence.tokens[at];
        let title = self.sentence.text[token.start..token.end].trim_matches(['《', '》']);
        let ends = |(start, _): (usize, char)| {
            self.language.get(&title[start..]).is_some_and(|word| word.classes & bit != 0)
        };
        token.what == What::Quoted && title.char_indices().rev().take(8).any(ends)
    }

    /// Whether a word holds one of a class: `中断往来`.
    pub(super) fn trigger_has(&self, at: usize, bit: u128) -> bool {
        let text = self.sentence.tokens[at].word(self.language).map_or("", |word| word.text.as_str());
        let starts = text.char_indices().map(|(start, _)| start).skip(1);
        self.language.code == "zh"
            && starts
                .into_iter()
                .any(|start| self.language.get(&text[start..]).is_some_and(|word| word.classes & bit != 0))
    }

    /// Whether a party stands right behind a verb of motion: `came to us`.
    pub(super) fn goes_to_party(&self, number: usize, at: usize) -> bool {
        self.clause(number)
            .parties
            .iter()
            .any(|party| party.first == at + 1 && party.refers.is_some_and(|(means, _)| means == Means::Own))
    }

    /// The place that a journey goes to: within the word itself, or behind it.
    pub(super) fn destination(&self, number: usize, position: usize) -> Option<Vec<usize>> {
        let clause = self.clause(number);
        let own = self.sentence.tokens[clause.tokens[position]]
            .word(self.language)
            .map(|word| word.places.clone())
            .filter(|places| !places.is_empty());
        own.or_else(|| {
            let onward = self.onward(number).filter(|_| self.language.code == "en");
            let behind = clause.tokens[position + 1..].iter().take(12);
            behind.chain(onward.flat_map(|next| &self.clause(next).tokens)).find_map(|at| {
                match &self.sentence.tokens[*at].what {
                    What::Place(places) => Some(places.clone()),
                    What::Name(body) if self.document.is_body(*body) => {
                        country(&self.document.entities[*body].country)
                            .and_then(|place| PLACES.iter().position(|known| std::ptr::eq(known, place)))
                            .map(|place| vec![place])
                    }
                    _ => None,
                }
            })
        })
        .or_else(|| {
            // 对美国进行了回访: the place stands before the verb, behind a preposition.
            let led = self.language.bit("to") | self.language.bit("at");
            clause.tokens[..position].windows(2).rev().find_map(|pair| {
                match &self.sentence.tokens[pair[1]].what {
                    What::Place(places)
                        if self.sentence.tokens[pair[0]].is_of(self.language, led)
                            && self.language.code == "zh" =>
                    {
                        Some(places.clone())
                    }
                    _ => None,
                }
            })
        })
    }

    /// Whether a word calls for the same kind of record as one in a clause.
    pub(super) fn shares_frames(&self, at: usize, number: usize) -> bool {
        let kinds = |at: usize| {
            self.sentence.tokens[at]
                .word(self.language)
                .into_iter()
                .flat_map(|word| &word.frames)
                .map(|frame| self.language.frames[*frame].kind.as_str())
                .collect::<Vec<_>>()
        };
        let own = kinds(at);
        self.clause(number).tokens.iter().any(|token| kinds(*token).iter().any(|kind| own.contains(kind)))
    }
}
