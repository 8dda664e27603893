//! The program as a user meets it: help pages, answers, exit codes.

use std::path::Path;
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn relata(arguments: &[&str]) -> Output {
    relata_in(Path::new(ROOT), arguments)
}

fn relata_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUST_BACKTRACE")
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn the_help_of_every_command_is_as_checked_in() {
    let mut pages = String::new();
    let commands = text(&relata(&["--help"]).stdout)
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|l| !l.starts_with(' ')))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect::<Vec<_>>();
    assert!(commands.len() > 8, "{commands:?}");
    pages.push_str(text(&relata(&["--help"]).stdout));
    for command in commands.iter().filter(|command| *command != "help") {
        let output = relata(&[command, "--help"]);
        assert_eq!(code(&output), 0);
        pages.push_str(&format!("\n==== relata {command} ====\n{}", text(&output.stdout)));
    }
    crate::snapshot::assert_snapshot("help.txt", &pages);
}

#[test]
fn exit_codes_tell_data_from_usage() {
    assert_eq!(code(&relata(&["check"])), 0);
    assert_eq!(code(&relata(&["check", "--data", "no-such-folder"])), 1);
    assert_eq!(code(&relata(&["check", "--explain", "E9999"])), 1);
    assert_eq!(code(&relata(&["export", "no-such-format"])), 2);
    assert_eq!(code(&relata(&["export", "gephi-csv"])), 2);
    assert_eq!(code(&relata(&["candidates", "--least", "1.5"])), 2);
    assert_eq!(code(&relata(&["find", "·"])), 1);
    assert_eq!(code(&relata(&["find", "no such name at all"])), 0);
    assert_eq!(code(&relata(&[])), 2);
    assert_eq!(code(&relata(&["--version"])), 0);
}

#[test]
fn an_entity_is_found_by_any_of_its_names() {
    let told = |name: &str| text(&relata(&["show", name]).stdout).to_owned();
    let by_id = told("id:icftu");
    assert!(by_id.starts_with("ICFTU"), "{by_id}");
    for name in [
        "ICFTU",
        "icftu",
        "ＩＣＦＴＵ",
        "国际自由工联",
        "國際自由工聯",
        "guoji ziyou gonglian",
        "Guójì zìyóu gōnglián",
        "international confederation of free trade unions",
    ] {
        assert_eq!(told(name), by_id, "{name}");
    }
    let unknown = relata(&["show", "ICFTV"]);
    assert_eq!(code(&unknown), 1);
    assert!(text(&unknown.stderr).contains("id:icftu"), "the nearest name is hinted at");
}

#[test]
fn a_missing_folder_is_named() {
    let output = relata(&["build", "--data", "no-such-folder", "-o", "nowhere"]);
    assert_eq!(code(&output), 1);
    let said = text(&output.stderr);
    assert!(said.contains("E0101") && said.contains("no-such-folder"), "{said}");
    assert!(!Path::new(ROOT).join("nowhere").exists());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_relata"))
        .args(["export", "json"])
        .current_dir(ROOT)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), text(&output.stderr)), (0, ""));
}

#[test]
fn a_full_device_is_an_error_that_names_it() {
    if !Path::new("/dev/full").exists() {
        crate::skipped("this system has no device that is always full");
        return;
    }
    let output = relata(&["export", "json", "-o", "/dev/full"]);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("/dev/full"), "{}", text(&output.stderr));
}

#[test]
fn locale_and_time_zone_change_nothing() {
    let run = |locale: &str, zone: &str| {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("exports");
        let status = Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(["build", "-o", out.to_str().unwrap()])
            .current_dir(ROOT)
            .envs([("LC_ALL", locale), ("LANG", locale), ("TZ", zone)])
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        let mut files: Vec<_> = out.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|path| std::fs::read(path).unwrap()).collect::<Vec<_>>()
    };
    assert!(run("C", "UTC") == run("tr_TR.UTF-8", "Pacific/Kiritimati"));
}

#[test]
fn a_dataset_laid_out_by_init_checks_and_builds() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&relata_in(folder.path(), &["init", "new"])), 0);
    let examples = relata_in(folder.path(), &["check", "--data", "new/examples"]);
    assert_eq!(code(&examples), 0, "{}", text(&examples.stdout));
    assert!(text(&examples.stdout).contains("0 errors"), "{}", text(&examples.stdout));
    let built = relata_in(folder.path(), &["build", "--data", "new/examples", "-o", "out"]);
    assert_eq!(code(&built), 0, "{}", text(&built.stderr));
    let again = relata_in(folder.path(), &["init", "new"]);
    assert_eq!(code(&again), 1, "nothing is overwritten");
}

#[test]
fn keep_going_leaves_out_what_is_rejected_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("data/entities")).unwrap();
    std::fs::write(folder.path().join("data/entities/person.csv"), "id,name_en\nada,Ada\n../../x,X\n")
        .unwrap();
    let stopped = relata_in(folder.path(), &["build", "--data", "data"]);
    assert_eq!(code(&stopped), 1);
    assert!(!folder.path().join("exports").exists());
    let kept = relata_in(folder.path(), &["build", "--data", "data", "--keep-going"]);
    assert_eq!(code(&kept), 0, "{}", text(&kept.stderr));
    assert!(text(&kept.stderr).contains("without the 1 row"), "{}", text(&kept.stderr));
    let report = std::fs::read_to_string(folder.path().join("exports/report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["rows"], serde_json::json!({"read": 2, "kept": 1, "rejected": 1}));
}

#[test]
fn schemas_completions_and_manual_can_be_had() {
    let schema: serde_json::Value = serde_json::from_slice(&relata(&["schema"]).stdout).unwrap();
    assert!(schema["vocabulary"]["properties"]["kinds"].is_object());
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(text(&relata(&["completions", shell]).stdout).contains("relata"), "{shell}");
    }
    assert!(text(&relata(&["man"]).stdout).contains(".TH relata 1"));
}

#[test]
fn a_path_question_that_cannot_be_asked_says_why() {
    let ask = |options: &[&str]| {
        let output = relata(&[&["path", "acftu", "icftu"], options].concat());
        (code(&output), text(&output.stderr).to_owned())
    };
    let (failed, told) = ask(&["--not-relations", "member_off"]);
    assert_eq!(failed, 1);
    assert!(
        told.contains("unknown relation `member_off`") && told.contains("did you mean `member_of`?"),
        "{told}"
    );
    assert_eq!(ask(&["--through", "acftu"]).0, 1);
    for wrong in
        [&["--during", "198"][..], &["--as-of", ""], &["--certain"], &["--in-order", "--time", "ignore"]]
    {
        let (failed, told) = ask(wrong);
        assert_eq!(failed, 2, "{wrong:?}: {told}");
    }
    assert_eq!(ask(&["--during", "1990/1995", "--certain"]).0, 0, "no route is an answer");
}

#[test]
fn several_ends_stand_between_commas() {
    let output = relata(&["path", "acftu,tuc", "icftu", "--format", "json", "-k", "1"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&json["from"][0]["id"], &json["from"][1]["id"]), (&"acftu".into(), &"tuc".into()));
    assert_eq!(code(&relata(&["path", "acftu,nobody-at-all", "icftu"])), 1);
}

#[test]
fn an_ambiguous_name_lists_the_candidates_and_an_id_is_exact() {
    let folder = tempfile::tempdir().unwrap();
    let entities = folder.path().join("data/entities");
    std::fs::create_dir_all(&entities).unwrap();
    let rows = "id,type,name_en,abbr_en,country\n\
                lo-north,centre,Northern Confederation,LO,NO\n\
                lo-south,centre,Southern Confederation,L.O.,SE\n\
                south,,LO-North,,\n";
    std::fs::write(entities.join("organisation.csv"), rows).unwrap();
    let show = |name: &str| relata_in(folder.path(), &["show", name, "--data", "data"]);
    let ambiguous = show("l o");
    assert_eq!((code(&ambiguous), text(&ambiguous.stdout)), (1, ""));
    let said = text(&ambiguous.stderr);
    assert!(said.contains("may mean 2 entities"), "{said}");
    assert!(said.contains("id:lo-north") && said.contains("id:lo-south"), "{said}");
    assert!(said.contains("centre, NO") && said.contains("centre, SE"), "{said}");
    // An id of one entity is a name of another, and an exact id all the same.
    assert_eq!(code(&show("lo-north")), 1);
    assert!(text(&show("id:lo-north").stdout).starts_with("LO (Northern Confederation)"));
    assert_eq!(code(&show("id:LO-north")), 1);
    let found = relata_in(folder.path(), &["find", "lo-north", "--data", "data", "--format", "csv"]);
    assert_eq!(code(&found), 0, "{}", text(&found.stderr));
    let exact = text(&found.stdout).lines().filter(|line| line.contains(",exact,")).count();
    assert_eq!(exact, 2, "{}", text(&found.stdout));
}
