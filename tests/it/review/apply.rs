//! What was accepted, in the data.

use super::{AGREEMENT, Desk, OFFICE, VISIT, accept, edit, merge, same};
use proptest::prelude::*;
use relata::pipeline::Pipeline;
use relata::review::{ApplyError, Plan, Session, Status, Step};
use std::collections::BTreeMap;

type Files = BTreeMap<String, String>;

fn files(desk: &Desk) -> Files {
    let mut found = Files::new();
    for below in ["", "entities", "records"] {
        for path in desk.data().join(below).read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_file() {
                let name = path.strip_prefix(desk.data()).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The lines that came and those that went.
fn difference(before: &Files, after: &Files) -> Vec<String> {
    let mut told = Vec::new();
    for (name, text) in after {
        let old = before.get(name).map_or("", String::as_str);
        let lines = |a: &str, b: &str| -> Vec<String> {
            a.lines().filter(|line| !b.lines().any(|other| other == *line)).map(str::to_owned).collect()
        };
        told.extend(lines(old, text).iter().map(|line| format!("{name} - {line}")));
        told.extend(lines(text, old).iter().map(|line| format!("{name} + {line}")));
    }
    told
}

fn apply(desk: &Desk, session: &mut Session) -> Plan {
    let plan = Plan::new(session, &desk.texts(), &desk.data()).unwrap();
    plan.clone().write(session, &desk.data()).unwrap();
    session.renew(desk.dataset());
    plan
}

fn taken(desk: &Desk, steps: impl IntoIterator<Item = Step>) -> Session {
    let mut session = desk.session();
    steps.into_iter().for_each(|step| session.take(step).unwrap());
    session
}

#[test]
fn what_was_accepted_stands_in_the_data_which_checks_with_its_text() {
    let desk = Desk::new();
    let before = files(&desk);
    let steps = [
        edit(VISIT, "size", "7"),
        edit("harold-pembroke", "note", "Invented."),
        accept(VISIT),
        accept(OFFICE),
    ];
    let mut session = taken(&desk, steps);
    let plan = apply(&desk, &mut session);
    let start = super::TEXT.find("In May").unwrap();
    let span = format!("letters:{start}-{}", start + 90);
    let told = difference(&before, &files(&desk));
    let expected = [
        "entities/person.csv + harold-pembroke,,Harold Pembroke,Pembroke@en,GB,,Invented.".to_owned(),
        format!("records/office.csv + {OFFICE},2003-05,harold-pembroke,tuc,general secretary,,,,,,{span}"),
        format!("records/visit.csv + {VISIT},2003-05,tuc,acftu,harold-pembroke,,7,,,,,,china,,,,{span}"),
    ];
    for line in expected {
        assert!(told.contains(&line), "{line}\n{told:#?}");
    }
    assert_eq!(told.len(), 5, "{told:#?}");
    assert_eq!(
        (plan.added.records, plan.added.entities, plan.added.passages, plan.added.sources),
        (2, 1, 1, 1)
    );
    let report = Pipeline::new(desk.data()).with_texts(Some(desk.home.path().to_owned())).run().report;
    assert!(!report.has_errors(), "{:?}", report.diagnostics());
    assert!(report.remarks.iter().any(|remark| remark.starts_with("1 of ")), "{:?}", report.remarks);
    assert_eq!(session.status(session.find(VISIT).unwrap()), &Status::Applied(VISIT.to_owned()));
    assert!(session.take(Step::Reject { draft: VISIT.to_owned() }).is_err() && session.undo().is_none());
    assert!(Plan::new(&session, &desk.texts(), &desk.data()).unwrap().is_empty());
}

#[test]
fn what_is_in_the_data_already_is_not_added_again() {
    let desk = Desk::new();
    let steps = [accept(VISIT), accept(OFFICE), merge(AGREEMENT, "agreement-2000-seafarers-asia")];
    let mut session = taken(&desk, steps.clone());
    apply(&desk, &mut session);
    let once = files(&desk);
    // As if the machine had stopped between the data and the decisions.
    std::fs::remove_file(desk.drafts().join("decisions.jsonl")).unwrap();
    let mut session = taken(&desk, steps);
    let plan = apply(&desk, &mut session);
    assert_eq!(
        (difference(&once, &files(&desk)), plan.added.records, plan.added.entities),
        (Vec::new(), 0, 0)
    );
}

#[test]
fn ids_that_are_taken_get_a_number() {
    let desk = Desk::new();
    let person = desk.data().join("entities/person.csv");
    let table = std::fs::read_to_string(&person).unwrap() + "harold-pembroke,,Harold Pembroke-Smith,,US,,\n";
    std::fs::write(&person, table).unwrap();
    let visit = desk.data().join("records/visit.csv");
    let row = format!("{VISIT},1950,tuc,acftu{}\n", ",".repeat(13));
    std::fs::write(&visit, std::fs::read_to_string(&visit).unwrap() + &row).unwrap();
    let sources = desk.data().join("sources.csv");
    let row = "letters,other.txt,,,en,500,,\n";
    std::fs::write(&sources, std::fs::read_to_string(&sources).unwrap() + row).unwrap();
    let before = files(&desk);
    let mut session = taken(&desk, [accept(VISIT)]);
    apply(&desk, &mut session);
    let told = difference(&before, &files(&desk)).join("\n");
    assert!(told.contains(&format!("+ {VISIT}-2,2003-05,tuc,acftu,harold-pembroke-2,")), "{told}");
    assert!(
        told.contains("+ harold-pembroke-2,,Harold Pembroke,") && told.contains("+ letters-2,letters.txt"),
        "{told}"
    );
    assert!(told.contains(",letters-2:"), "{told}");
    // The second draft that names him finds him under the id that he got.
    session.take(accept(OFFICE)).unwrap();
    apply(&desk, &mut session);
    assert!(files(&desk)["records/office.csv"].contains(&format!("{OFFICE},2003-05,harold-pembroke-2,tuc,")));
    assert!(!files(&desk)["entities/person.csv"].contains("harold-pembroke-3"));
}

#[test]
fn a_new_entity_that_is_known_gives_its_names_to_that_one() {
    let desk = Desk::new();
    let before = files(&desk);
    let mut session = taken(&desk, [same("harold-pembroke", "bill-jordan"), accept(OFFICE)]);
    let plan = apply(&desk, &mut session);
    let told = difference(&before, &files(&desk)).join("\n");
    assert!(
        told.contains("Harold Pembroke@en|Pembroke@en") && told.contains(",2003-05,bill-jordan,tuc,"),
        "{told}"
    );
    assert_eq!((plan.added.names, plan.added.entities), (2, 0));
    assert!(desk.dataset().entities.find("harold-pembroke").is_none());
}

#[test]
fn what_a_text_calls_a_known_entity_becomes_its_name_but_not_a_surname_alone() {
    let desk = Desk::new();
    let mentions = desk.drafts().join("mentions.csv");
    let at = |words: &str| {
        let start = super::TEXT.find(words).unwrap();
        format!("letters,{start},{}", start + words.len())
    };
    let rows = format!("{},tuc,introduced\n{},tuc,surname\n", at("TUC delegation"), at("two sides"));
    std::fs::write(&mentions, std::fs::read_to_string(&mentions).unwrap() + &rows).unwrap();
    let before = files(&desk);
    let mut session = taken(&desk, [accept(OFFICE)]);
    let plan = apply(&desk, &mut session);
    let told = difference(&before, &files(&desk)).join("\n");
    assert!(plan.added.names == 1 && told.contains("TUC delegation@en"), "{told}");
    // Once it is a name, it is not added again.
    let number = (0..session.len()).find(|&n| session.cell(n, "visitor") == "tuc").unwrap();
    let id = session.draft(number).id.clone();
    session.take(accept(&id)).unwrap();
    assert_eq!(apply(&desk, &mut session).added.names, 0);
}

#[test]
fn a_name_that_another_entity_bears_is_left_out_and_said() {
    let desk = Desk::new();
    let person = desk.data().join("entities/person.csv");
    let table = std::fs::read_to_string(&person).unwrap() + "h-p,,Harold Pembroke,,US,,\n";
    std::fs::write(&person, table).unwrap();
    let mut session = taken(&desk, [same("harold-pembroke", "bill-jordan"), accept(OFFICE)]);
    let plan = apply(&desk, &mut session);
    assert_eq!(plan.added.names, 1);
    assert!(plan.notes[0].contains("`h-p` bears it"), "{:?}", plan.notes);
}

#[test]
fn evidence_goes_along_with_a_merge_and_waits_for_what_is_not_accepted() {
    let desk = Desk::new();
    let chinese = |session: &Session| {
        let mut visits = (0..session.len()).filter(|&n| session.draft(n).kind == "visit");
        let of_may = visits.find(|&n| session.cell(n, "date") == "2003-05" && session.draft(n).id != VISIT);
        session.draft(of_may.unwrap()).id.clone()
    };
    let twin = chinese(&desk.session());
    let mut session = taken(&desk, [merge(&twin, VISIT)]);
    let plan = Plan::new(&session, &desk.texts(), &desk.data()).unwrap();
    assert!(plan.is_empty() && plan.notes[0].contains("waits until"), "{:?}", plan.notes);
    session.take(accept(VISIT)).unwrap();
    apply(&desk, &mut session);
    let dataset = desk.dataset();
    let record = dataset.records.find(VISIT).unwrap();
    assert_eq!(dataset.records.evidence(record).len(), 2);
    assert!(dataset.records.evidence(record).iter().all(|&p| dataset.passage(p).sha256.is_some()));
    assert_eq!(session.status(session.find(&twin).unwrap()), &Status::Applied(VISIT.to_owned()));
}

#[test]
fn a_row_with_an_error_that_only_a_load_sees_leaves_the_data_as_it_was() {
    let desk = Desk::new();
    let before = files(&desk);
    let session = taken(&desk, [edit(VISIT, "note", "#REF!"), accept(VISIT)]);
    let error = Plan::new(&session, &desk.texts(), &desk.data()).unwrap_err();
    let ApplyError::Refused { report } = error else { panic!("{error}") };
    let location = report.diagnostics()[0].location.as_ref().unwrap();
    assert!(location.file.ends_with("data/records/visit.csv") && location.column > 0, "{location}");
    assert!(location.file.starts_with(&*desk.data().to_string_lossy()), "{location}");
    assert_eq!(files(&desk), before);
}

#[test]
fn a_span_without_text_or_digest_is_an_error() {
    let desk = Desk::new();
    let session = taken(&desk, [edit(VISIT, "evidence", "letters:3-9"), accept(VISIT)]);
    let error = Plan::new(&session, &Default::default(), &desk.data()).unwrap_err();
    assert!(error.to_string().contains("letters:3-9"), "{error}");
    assert!(Plan::new(&session, &desk.texts(), &desk.data()).is_ok());
}

#[test]
fn a_row_that_is_in_no_csv_table_is_not_changed() {
    let desk = Desk::new();
    let table = desk.data().join("records/agreement.csv");
    std::fs::remove_file(&table).unwrap();
    let row = r#"{"id":"agreement-x","date":"2003-05","party":"tuc;acftu"}"#;
    std::fs::write(desk.data().join("records/agreement.jsonl"), row).unwrap();
    let session = taken(&desk, [merge(AGREEMENT, "agreement-x")]);
    let error = Plan::new(&session, &desk.texts(), &desk.data()).unwrap_err();
    assert!(error.to_string().contains("`agreement-x` is in no CSV table"), "{error}");
    // A new row stands in a table beside it.
    let mut session = taken(&desk, [accept(AGREEMENT)]);
    apply(&desk, &mut session);
    assert!(
        desk.dataset().records.find(AGREEMENT).is_some()
            && desk.dataset().records.find("agreement-x").is_some()
    );
}

/// Some step about some draft; many make no sense.
fn step(session: &Session, (what, draft, other): (u8, usize, usize)) -> Step {
    let id = |n: usize| session.draft(n % session.len()).id.clone();
    match what % 8 {
        0..=2 => accept(&id(draft)),
        3 => Step::Reject { draft: id(draft) },
        4 => merge(&id(draft), &id(other)),
        5 => same("harold-pembroke", ["bill-jordan", "andrew-stern", "acftu"][other % 3]),
        6 => edit(&id(draft), "date", ["2003", "1999/2001", "", "x"][other % 4]),
        _ => edit(&id(draft), "id", &format!("mine-{}", other % 3)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn whatever_is_decided_the_data_stays_sound_and_the_same_decisions_give_the_same_files(
        choices in prop::collection::vec((any::<u8>(), 0..20_usize, 0..20_usize), 1..12),
        kept in 0..12_usize,
    ) {
        let desk = Desk::new();
        let mut session = desk.session();
        for choice in &choices {
            let _ = session.take(step(&session, *choice));
        }
        let steps = session.steps().to_vec();
        let plan = Plan::new(&session, &desk.texts(), &desk.data());
        let plan = plan.map_err(|error| TestCaseError::fail(format!("{error}: {steps:?}")))?;
        let again = Plan::new(&taken(&desk, steps.clone()), &desk.texts(), &desk.data()).unwrap();
        prop_assert_eq!(&plan.files, &again.files);
        // What was taken back was never there.
        let kept = kept.min(steps.len());
        let prefix = taken(&desk, steps[..kept].to_vec());
        while session.steps().len() > kept {
            session.undo();
        }
        for number in 0..session.len() {
            prop_assert_eq!(session.status(number), prefix.status(number));
            prop_assert_eq!(session.cells(number), prefix.cells(number));
        }
    }
}
