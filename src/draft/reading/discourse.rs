//! What a reader has in mind: who was spoken of last, which two sides, where they are.

use super::document::Document;
use super::patterns::Means;

/// What has been told so far.
#[derive(Debug, Default, Clone)]
pub struct Discourse {
    /// The body that the section is about: that of its heading, else the first one named in the paragraph.
    pub topic: Option<usize>,
    /// The body of the heading.
    pub heading: Option<usize>,
    /// Bodies as they were named, the last one last.
    pub recent: Vec<usize>,
    /// The two sides of what was told last.
    pub pair: Option<(usize, usize)>,
    /// All sides of what was told last, when there were more than two.
    pub sides: Vec<usize>,
    /// Who acted last.
    pub subject: Vec<usize>,
    /// The persons who acted last.
    pub actors: Vec<usize>,
    /// Who is on a journey: bodies and persons.
    pub travellers: Vec<usize>,
    /// The country where things are happening.
    pub here: String,
    /// Who was visited last.
    pub hosts: Vec<usize>,
    /// The kind of record that was told of last.
    pub kind: String,
    /// Who filled each role last.
    pub told: std::collections::BTreeMap<String, Vec<usize>>,
    /// The bodies that persons were said to act for.
    pub affiliations: std::collections::BTreeMap<usize, usize>,
}

/// How many bodies are remembered.
const MEMORY: usize = 40;

impl Discourse {
    /// Begins a section with the body of its heading.
    pub fn begin_section(&mut self, heading: Option<usize>) {
        let affiliations = std::mem::take(&mut self.affiliations);
        *self = Self { heading, topic: heading, affiliations, ..Self::default() };
    }

    /// Begins a paragraph: its first body is its topic unless a heading says otherwise, or it goes on from the one before.
    pub fn begin_paragraph(&mut self, goes_on: bool) {
        self.topic = self.heading.or(self.topic.filter(|_| goes_on));
        self.subject.clear();
        self.actors.clear();
        self.here.clear();
    }

    /// Remembers that a body was named.
    pub fn named(&mut self, body: usize) {
        self.topic.get_or_insert(body);
        self.recent.retain(|known| *known != body);
        self.recent.push(body);
        if self.recent.len() > MEMORY {
            self.recent.remove(0);
        }
    }

    /// The other side of a body, with the reason: of the pair told of last, of the section, or the home of the text.
    pub fn other(&self, body: usize, home: Option<usize>) -> Option<(usize, &'static str)> {
        let of_pair = self.pair.and_then(|(a, b)| {
            if a == body {
                Some(b)
            } else if b == body {
                Some(a)
            } else {
                None
            }
        });
        of_pair
            .map(|other| (other, "the other of the two sides told of before"))
            .or_else(|| {
                self.heading
                    .filter(|heading| *heading != body)
                    .map(|heading| (heading, "the body of the heading"))
            })
            .or_else(|| {
                home.filter(|home| *home != body && self.topic == Some(body))
                    .map(|home| (home, "the body that the text speaks for"))
            })
            .or_else(|| {
                self.recent
                    .iter()
                    .rev()
                    .find(|known| **known != body)
                    .map(|known| (*known, "the last other body named"))
            })
            .or_else(|| {
                home.filter(|home| *home != body).map(|home| (home, "the body that the text speaks for"))
            })
    }

    /// The body of a country that was named last.
    pub fn of_country(&self, country: &str, document: &Document, not: &[usize]) -> Option<usize> {
        let fits =
            |body: &usize| !country.is_empty() && document.country(*body) == country && !not.contains(body);
        let count = |body: usize| document.counts.get(body).copied().unwrap_or_default();
        let home = document.home.filter(fits);
        let most = self
            .recent
            .iter()
            .rev()
            .copied()
            .filter(fits)
            .reduce(|best, body| if count(body) > count(best) { body } else { best });
        home.or(most)
    }

    /// The body that `该会` means: the topic, if the word fits it and it is not the one that acts; else the last that fits.
    pub fn that(&self, word: &str, acting: &[usize], document: &Document) -> Option<usize> {
        if word.is_ascii() {
            let fits = |body: &usize| {
                !acting.contains(body)
                    && document.entities[*body]
                        .names
                        .iter()
                        .any(|name| name.to_lowercase().split(' ').any(|part| part == word))
            };
            return self.recent.iter().rev().copied().find(fits).or(self.topic.filter(|topic| fits(topic)));
        }
        let head: String =
            word.trim_start_matches(['该', '这']).trim_start_matches(['一', '个']).chars().collect();
        let fits = |body: &usize| match head.as_str() {
            "组织" | "团体" | "机构" | "国际组织" | "" => true,
            head => Self::is_head_of(head, *body, document),
        };
        let free = |body: &usize| !acting.contains(body);
        let topic = self.topic.filter(|topic| fits(topic) && free(topic));
        topic
            .or_else(|| self.recent.iter().rev().copied().find(|body| fits(body) && free(body)))
            .or_else(|| self.topic.filter(|topic| fits(topic)))
            .or_else(|| self.recent.iter().rev().copied().find(|body| fits(body)))
            .or_else(|| self.recent.iter().rev().copied().find(free))
    }

    /// Whether a body is of the sort that a word such as `该会`, `两党` or `校长` speaks of.
    pub fn is_head_of(head: &str, body: usize, document: &Document) -> bool {
        document.entities[body].folded.iter().any(|name| match head {
            "会" | "总会" => name.ends_with(['会', '联', '盟']) || name.contains("工会"),
            "校" => name.ends_with("大学") || name.ends_with("学院") || name.ends_with("学校"),
            "院" => name.ends_with('院'),
            _ => name.ends_with(head),
        })
    }

    /// The two bodies of a sort that were told of last, those of the sentence before the others.
    fn both_of(&self, head: &str, said: &[usize], document: &Document) -> Option<(usize, usize)> {
        let fits = |body: &usize| Self::is_head_of(head, *body, document);
        let mut found: Vec<usize> = Vec::new();
        let pair = self.pair.into_iter().flat_map(|(a, b)| [a, b]);
        let recent = said
            .iter()
            .rev()
            .copied()
            .chain(pair)
            .chain(self.heading)
            .chain(document.home)
            .chain(self.recent.iter().rev().copied());
        for body in recent.filter(fits) {
            if !found.contains(&body) {
                found.push(body);
            }
        }
        match found[..] {
            [a, b, ..] => Some((b, a)),
            _ => None,
        }
    }

    /// The reason and bodies of a word that stands for what was named before; `acting` are the bodies that act in the clause,
    /// `said` those that the sentence has named so far.
    pub fn resolve(
        &self,
        means: Means,
        word: &str,
        countries: &[&str],
        acting: &[usize],
        said: &[usize],
        document: &Document,
    ) -> Vec<usize> {
        match means {
            Means::Both => self
                .both_of(word.trim_start_matches(['两', '国', '个']), said, document)
                .filter(|_| word.starts_with('两') && word.chars().count() == 2)
                .or_else(|| self.both(said, document))
                .map_or_else(Vec::new, |(a, b)| vec![a, b]),
            Means::All => {
                if self.sides.len() > 2 {
                    self.sides.clone()
                } else {
                    said.to_vec()
                }
            }
            Means::That => self.that(word, acting, document).into_iter().collect(),
            Means::Other => {
                let own = acting.first().copied().or(self.subject.first().copied()).or(document.home);
                own.and_then(|own| self.other(own, document.home))
                    .map(|(other, _)| other)
                    .into_iter()
                    .collect()
            }
            Means::Own => {
                let head: String = word.chars().skip(1).collect();
                let fits = |body: &usize| Self::is_head_of(&head, *body, document);
                let fitting =
                    if head.is_empty() || word.is_ascii() || head == "们" || head == "方" || head == "等" {
                        None
                    } else {
                        document.home.filter(fits).or_else(|| self.recent.iter().copied().find(fits))
                    };
                fitting.or(document.home).into_iter().collect()
            }
            Means::Last => Vec::new(),
            Means::It | Means::Actor => {
                let sentence = said.first().copied().filter(|_| means == Means::It);
                acting
                    .first()
                    .copied()
                    .or(self.subject.first().copied())
                    .or(sentence)
                    .or(self.topic)
                    .into_iter()
                    .collect()
            }
            Means::Possessive => acting
                .first()
                .copied()
                .or(said.last().copied())
                .or(self.subject.first().copied())
                .into_iter()
                .collect(),
            Means::Side => countries
                .iter()
                .find_map(|country| {
                    let said = said.iter().rev().copied().find(|body| document.country(*body) == *country);
                    said.or_else(|| self.of_country(country, document, &[]))
                })
                .into_iter()
                .collect(),
        }
    }

    /// The two sides: those that the sentence has named, else those told of last.
    pub fn both(&self, said: &[usize], document: &Document) -> Option<(usize, usize)> {
        // Under a heading the two sides are its body and that of the text, unless two others are named.
        if let (Some(heading), Some(home)) = (self.heading, document.home)
            && heading != home
            && said.iter().filter(|body| **body != heading && **body != home).count() < 2
        {
            return Some((home, heading));
        }
        match said {
            [a, b] => Some((*a, *b)),
            [one] => match self.pair.filter(|(a, b)| a == one || b == one) {
                Some(pair) => Some(pair),
                None => self.other(*one, document.home).map(|(other, _)| (*one, other)),
            },
            [] => self.pair.or_else(|| {
                let topic = self.topic.or(document.home)?;
                self.other(topic, document.home).map(|(other, _)| (topic, other))
            }),
            several => Some((several[several.len() - 2], several[several.len() - 1])),
        }
    }
}
