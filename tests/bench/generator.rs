//! Datasets of any size for tests and benches: the same numbers give the same bytes.
//!
//! The shape is that of contact data between institutions: a few entities have most of the relations (Chung and Lu,
//! "The average distances in random graphs with given expected degrees", PNAS 99(25), 2002), dates from 1950 to 2010 are
//! known to the year, the month or the day, half of them are intervals, names are Chinese and English, and some texts
//! hold commas and quotation marks. The same relations are written as plain tables too, for other programs.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What is generated.
#[derive(Debug, Clone, Copy)]
pub struct Generator {
    /// How many records of two roles.
    pub edges: usize,
    /// How many records of several roles besides.
    pub gatherings: usize,
    /// Where the random numbers begin.
    pub seed: u64,
}

/// Numbers that look random: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
pub struct Numbers(u64);

impl Numbers {
    /// The numbers after a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// A number from 0 to 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn pick<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }
}

const PLACES: [(&str, &str); 12] = [
    ("北京", "Beijing"),
    ("上海", "Shanghai"),
    ("广州", "Guangzhou"),
    ("西安", "Xi'an"),
    ("成都", "Chengdu"),
    ("日内瓦", "Geneva"),
    ("巴黎", "Paris"),
    ("东京", "Tokyo"),
    ("内罗毕", "Nairobi"),
    ("开罗", "Cairo"),
    ("利马", "Lima"),
    ("布拉格", "Prague"),
];
const FIELDS: [(&str, &str); 8] = [
    ("海洋", "Oceanic"),
    ("气象", "Meteorological"),
    ("工程", "Engineering"),
    ("医学", "Medical"),
    ("贸易", "Trade"),
    ("航空", "Aviation"),
    ("科学技术", "Science & Technology"),
    ("妇女", "Women's"),
];
const SORTS: [(&str, &str); 6] = [
    ("协会", "Association"),
    ("学会", "Society"),
    ("委员会", "Committee"),
    ("研究所", "Institute"),
    ("联合会", "Federation"),
    ("基金会", "Foundation"),
];
const FAMILIES: [(&str, &str); 6] =
    [("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("赵", "Zhao")];
const GIVEN: [(&str, &str); 6] = [
    ("建国", "Jianguo"),
    ("淑芬", "Shufen"),
    ("志强", "Zhiqiang"),
    ("晓明", "Xiaoming"),
    ("桂英", "Guiying"),
    ("伟", "Wei"),
];
const COUNTRIES: [&str; 12] = ["CN", "CN", "CN", "CH", "FR", "JP", "KE", "EG", "PE", "CZ", "US", "GB"];
const LABELS: [&str; 10] = [
    "理事 council member",
    "常务理事 standing council member",
    "代表团团长 head of delegation",
    "访问学者 visiting scholar",
    "签署合作协议 signed cooperation agreement",
    "观察员 observer",
    "秘书长 secretary-general",
    "顾问 adviser",
    "特邀代表 \"guest delegate\", first session",
    "列席, 第二届大会 attended, 2nd congress",
];

/// The kinds of the records of two roles: name, class, relation.
const KINDS: [(&str, &str, &str); 5] = [
    ("joining", "state", "joined"),
    ("employment", "state", "employed_by"),
    ("delegation", "happening", "delegate_to"),
    ("cooperation", "happening", "cooperates_with"),
    ("foundation", "happening", "founded_with"),
];

/// The kinds of entities, each as often as its number says in a hundred.
const ENTITIES: [(&str, usize); 3] = [("organisation", 45), ("person", 50), ("international-body", 5)];

/// A relation between two entities.
struct Edge {
    kind: usize,
    ends: [usize; 2],
    date: String,
    weight: String,
    label: String,
}

impl Generator {
    /// So many records of two roles and no others.
    pub fn edges(edges: usize) -> Self {
        Self { edges, gatherings: 0, seed: 20_240_229 }
    }

    /// How many entities there are: a fifth of the records, and at least two.
    pub fn entities(&self) -> usize {
        ((self.edges + self.gatherings) / 5).max(2)
    }

    /// Writes the dataset into a folder.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        for part in ["entities", "records"] {
            fs::create_dir_all(folder.join(part))?;
        }
        fs::write(
            folder.join("dataset.json"),
            "{\"id\": \"generated\", \"base_iri\": \"https://data.example.org/\"}\n",
        )?;
        fs::write(folder.join("vocabulary.json"), vocabulary())?;
        let mut numbers = Numbers::new(self.seed);
        self.write_entities(folder, &mut numbers)?;
        self.write_edges(folder, &mut numbers)?;
        if self.gatherings > 0 { self.write_gatherings(folder, &mut numbers) } else { Ok(()) }
    }

    /// Writes the same relations as plain tables of nodes, edges and pairs to ask about.
    pub fn write_plain(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut numbers = Numbers::new(self.seed);
        let mut nodes = table(&folder.join("nodes.csv"), "id,kind,name_zh,name_en,country")?;
        for n in 0..self.entities() {
            let (kind, [zh, en], country) = entity(&mut numbers);
            writeln!(nodes, "{},{},{},{},{country}", id(n), ENTITIES[kind].0, quoted(&zh), quoted(&en))?;
        }
        nodes.flush()?;
        let mut edges =
            table(&folder.join("edges.csv"), "id,kind,source,target,date,start,end,weight,label")?;
        let order = self.order(&mut numbers);
        let (mut sources, mut targets) = (vec![false; order.len()], vec![false; order.len()]);
        for n in 0..self.edges {
            let Edge { kind, ends: [a, b], date, weight, label } = edge(&order, &mut numbers);
            (sources[a], targets[b]) = (true, true);
            let (start, end) = date.split_once('/').unwrap_or((&date, &date));
            let (kind, a, b, label) = (KINDS[kind].2, id(a), id(b), quoted(&label));
            writeln!(edges, "e{n:08},{kind},{a},{b},{date},{start},{end},{weight},{label}")?;
        }
        edges.flush()?;
        let ends = |ends: &[bool]| (0..ends.len()).filter(|n| ends[*n]).collect::<Vec<usize>>();
        let (sources, targets) = (ends(&sources), ends(&targets));
        let mut pairs = table(&folder.join("pairs.csv"), "source,target")?;
        for _ in 0..1_000 {
            let (a, b) = (sources[numbers.below(sources.len())], targets[numbers.below(targets.len())]);
            writeln!(pairs, "{},{}", id(a), id(b))?;
        }
        pairs.flush()
    }

    fn write_entities(&self, folder: &Path, numbers: &mut Numbers) -> io::Result<()> {
        let open = |(kind, _): &(&str, usize)| {
            table(&folder.join(format!("entities/{kind}.csv")), "id,name_zh,name_en,country")
        };
        let mut tables = ENTITIES.iter().map(open).collect::<io::Result<Vec<_>>>()?;
        for n in 0..self.entities() {
            let (kind, [zh, en], country) = entity(numbers);
            writeln!(tables[kind], "{},{},{},{country}", id(n), quoted(&zh), quoted(&en))?;
        }
        tables.iter_mut().try_for_each(Write::flush)
    }

    fn write_edges(&self, folder: &Path, numbers: &mut Numbers) -> io::Result<()> {
        let mut edges = table(&folder.join("edges.csv"), "id,kind,source,target,date,weight,label")?;
        let order = self.order(numbers);
        for n in 0..self.edges {
            let Edge { kind, ends: [a, b], date, weight, label } = edge(&order, numbers);
            let (kind, a, b, label) = (KINDS[kind].0, id(a), id(b), quoted(&label));
            writeln!(edges, "e{n:08},{kind},{a},{b},{date},{weight},{label}")?;
        }
        edges.flush()
    }

    fn write_gatherings(&self, folder: &Path, numbers: &mut Numbers) -> io::Result<()> {
        let mut rows = table(&folder.join("records/gathering.csv"), "id,date,host,guest,size,topic")?;
        let order = self.order(numbers);
        for n in 0..self.gatherings {
            let mut ends: Vec<usize> = (0..3 + numbers.below(4)).map(|_| end(&order, numbers)).collect();
            ends.sort_unstable();
            ends.dedup();
            let guests: Vec<String> = ends[1..].iter().map(|n| id(*n)).collect();
            let (size, topic) = (2 + numbers.below(60), quoted(numbers.pick(&LABELS)));
            let (host, date) = (id(ends[0]), date(numbers));
            let guests = if guests.is_empty() { "*".to_owned() } else { guests.join(";") };
            writeln!(rows, "g{n:08},{date},{host},{guests},{size},{topic}")?;
        }
        rows.flush()
    }

    /// The entities, those with the most relations first.
    fn order(&self, numbers: &mut Numbers) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.entities()).collect();
        for n in (1..order.len()).rev() {
            order.swap(n, numbers.below(n + 1));
        }
        order
    }
}

fn table(path: &Path, header: &str) -> io::Result<BufWriter<File>> {
    let mut table = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(table, "{header}")?;
    Ok(table)
}

/// The id of an entity.
pub fn id(n: usize) -> String {
    format!("n{n:07}")
}

/// The kind of an entity, its Chinese and English names and its country.
fn entity(numbers: &mut Numbers) -> (usize, [String; 2], &'static str) {
    let mut share = numbers.below(100);
    let kind = ENTITIES.iter().position(|(_, of)| share.checked_sub(*of).map(|rest| share = rest).is_none());
    let kind = kind.unwrap_or(0);
    let (a, b, c, number) = (
        numbers.below(usize::MAX),
        numbers.below(usize::MAX),
        numbers.below(usize::MAX),
        numbers.below(9_999),
    );
    let names = if ENTITIES[kind].0 == "person" {
        let (family, given) = (FAMILIES[a % FAMILIES.len()], GIVEN[b % GIVEN.len()]);
        [format!("{}{}", family.0, given.0), format!("{}, {}", family.1, given.1)]
    } else {
        let (place, field, sort) =
            (PLACES[a % PLACES.len()], FIELDS[b % FIELDS.len()], SORTS[c % SORTS.len()]);
        let zh = format!("{}{}{}第{}分会", place.0, field.0, sort.0, number + 1);
        [zh, format!("{} {} {} (Branch {})", place.1, field.1, sort.1, number + 1)]
    };
    (kind, names, numbers.pick(&COUNTRIES))
}

/// An entity, drawn as often as its rank to the power of -0.6 says.
fn end(order: &[usize], numbers: &mut Numbers) -> usize {
    let drawn = (order.len() as f64 * numbers.unit().powf(2.5)) as usize;
    order[drawn.min(order.len() - 1)]
}

fn edge(order: &[usize], numbers: &mut Numbers) -> Edge {
    let kind = numbers.below(KINDS.len());
    let (a, b) = (end(order, numbers), end(order, numbers));
    let b = if a == b { (b + 1) % order.len() } else { b };
    let weight = 1 + numbers.below(9_999);
    let (weight, date) = (format!("{}.{:03}", weight / 1_000, weight % 1_000), date(numbers));
    let label = format!("{} #{}", numbers.pick(&LABELS), 1 + numbers.below(99));
    Edge { kind, ends: [a, b], date, weight, label }
}

/// A year, a month or a day from 1950 to 2010, or an interval between two such.
fn date(numbers: &mut Numbers) -> String {
    let share = numbers.below(100);
    let length = if share < 40 {
        4
    } else if share < 65 {
        7
    } else {
        10
    };
    let start = numbers.below(61 * 336);
    if numbers.below(2) == 0 {
        return day(start)[..length].to_owned();
    }
    let until = start + (-(1.0 - numbers.unit()).ln() * 830.0) as usize;
    format!("{}/{}", &day(start)[..length], &day(until.min(61 * 336 - 1))[..length])
}

/// A day, months counted as four weeks.
fn day(n: usize) -> String {
    format!("{}-{:02}-{:02}", 1950 + n / 336, 1 + n % 336 / 28, 1 + n % 28)
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// The vocabulary of the kinds that are generated.
fn vocabulary() -> String {
    let both = |text: &str| serde_json::json!({"en": text, "zh": text});
    let role = |label: &str| serde_json::json!({"label": both(label), "min": 1, "max": 1});
    let mut file = serde_json::json!({"kinds": {}, "relations": {}});
    for (name, class, relation) in KINDS {
        file["kinds"][name] = serde_json::json!({
            "class": class, "label": both(name),
            "roles": {"one": role("one"), "other": role("other")},
            "attributes": {
                "weight": {"type": "decimal", "label": both("weight")},
                "label": {"type": "text", "label": both("label")}
            },
            "projection": [{"relation": relation, "from": ["one"], "to": ["other"]}],
            "sentence": {"en": format!("[{{one}}] {name} [{{other}}]{{date}}"), "zh": format!("{{when}}，[{{one}}]{name}[{{other}}]")}
        });
        file["relations"][relation] =
            serde_json::json!({"label": both(relation), "inverse": both(&format!("{relation} of"))});
    }
    file["kinds"]["gathering"] = serde_json::json!({
        "class": "happening", "label": both("gathering"),
        "roles": {"host": {"label": both("host"), "max": 1}, "guest": {"label": both("guest")}},
        "attributes": {
            "size": {"type": "number", "label": both("size")}, "topic": {"type": "text", "label": both("topic")}
        },
        "projection": [
            {"relation": "guest_of", "from": ["guest"], "to": ["host"]}, {"relation": "gathered_with", "among": "guest"}
        ],
        "sentence": {"en": "[{host}] received [{guest}]{date}", "zh": "{when}，[{host}]接待[{guest}]"}
    });
    file["relations"]["guest_of"] =
        serde_json::json!({"label": both("was a guest of"), "inverse": both("received")});
    file["relations"]["gathered_with"] =
        serde_json::json!({"label": both("gathered with"), "symmetric": true});
    format!("{file:#}\n")
}
