//! Work that is stopped on the way leaves everything as it was.

use crate::generator::Generator;
use relata::build::build;
use relata::cancel::Cancel;
use relata::export::{ExportError, ExportOptions};
use relata::load::Progress;
use relata::pipeline::Pipeline;
use std::path::Path;

/// Asks to stop when the file or step of a name begins.
struct StopAt {
    name: &'static str,
    cancel: Cancel,
}

impl StopAt {
    fn new(name: &'static str) -> Self {
        Self { name, cancel: Cancel::default() }
    }
}

impl Progress for StopAt {
    fn file(&mut self, name: &str, _: u64) {
        if name.ends_with(self.name) {
            self.cancel.cancel();
        }
    }

    fn advance(&mut self, _: u64) {}

    fn step(&mut self, name: &str) {
        self.file(name, 0);
    }

    fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_load_stops_in_any_file_and_before_any_step() {
    for name in ["dataset.json", "person.csv", "edges.csv", "checking", "building the graph"] {
        let folder = tempfile::tempdir().unwrap();
        Generator::edges(300).write(folder.path()).unwrap();
        let opened = Pipeline::new(folder.path()).run_with(&mut StopAt::new(name));
        assert!(opened.cancelled && opened.graph.is_none(), "{name}");
    }
}

#[test]
fn a_build_that_is_stopped_leaves_the_old_files() {
    let opened = Pipeline::new("graph-data").run();
    let graph = opened.graph.unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("graph.gexf"), "old").unwrap();
    let options = ExportOptions::default();
    for name in ["data.ttl", "graph.gexf", "edges.parquet", "graph.json"] {
        let stopped = build(&graph, &opened.report, &options, folder.path(), &mut StopAt::new(name));
        assert!(matches!(stopped, Err(ExportError::Cancelled(_))), "{name}: {stopped:?}");
        assert_eq!(names(folder.path()), ["graph.gexf"], "{name}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("graph.gexf")).unwrap(), "old");
}

#[cfg(all(unix, feature = "cli"))]
mod signals {
    use super::*;
    use std::io::Read;
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    fn export(data: &Path, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_relata"))
            .args(["export", "ntriples", "--data"])
            .arg(data)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn send(signal: &str, child: &Child) {
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until a folder holds what is being written, and not yet for its end.
    fn wait_for_a_temporary_file(folder: &Path, child: &mut Child) {
        while !names(folder).iter().any(|name| name.starts_with(".relata-")) {
            assert!(child.try_wait().unwrap().is_none(), "the export has ended already");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn an_export_to_a_file_that_is_stopped_leaves_the_old_file_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let (data, out) = (home.path().join("data"), home.path().join("out"));
        Generator::edges(20_000).write(&data).unwrap();
        std::fs::create_dir(&out).unwrap();
        std::fs::write(out.join("data.nt"), "old").unwrap();
        for signal in ["-INT", "-TERM"] {
            let mut child = export(&data, &["-o", &out.join("data.nt").display().to_string()]);
            wait_for_a_temporary_file(&out, &mut child);
            send(signal, &child);
            let ended = child.wait_with_output().unwrap();
            let said = String::from_utf8(ended.stderr).unwrap();
            assert_eq!(ended.status.code(), Some(130), "{signal}: {said}");
            assert!(said.ends_with("stopped: no file was written or changed\n"), "{said}");
            assert_eq!(names(&out), ["data.nt"]);
            assert_eq!(std::fs::read_to_string(out.join("data.nt")).unwrap(), "old");
        }
    }

    #[test]
    fn an_export_to_a_pipe_that_is_stopped_says_that_it_is_not_whole() {
        let data = tempfile::tempdir().unwrap();
        Generator::edges(20_000).write(data.path()).unwrap();
        let mut child = export(data.path(), &[]);
        let mut pipe = child.stdout.take().unwrap();
        pipe.read_exact(&mut [0; 100]).unwrap();
        send("-INT", &child);
        // It waits for room in the pipe, and hears the signal when there is some.
        std::io::copy(&mut pipe, &mut std::io::sink()).unwrap();
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(130), "{said}");
        assert!(said.ends_with("stopped: what was written to the standard output is not whole\n"), "{said}");
    }
}
