use crate::authoring::schemas;
use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::ui::Ui;
use crate::diagnostic::nearest_hint;
use crate::export::{FolderOutput, Output};
use crate::model::Vocabulary;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// Print a JSON Schema of every input file, for editors.
///
/// Without a name: one object with the schema of each file by its name. With a name, such as `vocabulary` or
/// `records/visit`: that schema alone.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The file whose schema is wanted, without its extension.
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Write each schema into this folder, as `<name>.schema.json`.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// The dataset whose `vocabulary.json` says which kinds there are.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let mut schemas = schemas(&vocabulary(args)?);
    if let Some(name) = &args.name {
        let hint = nearest_hint(name, schemas.iter().map(|(name, _)| name.as_str()));
        schemas.retain(|(known, _)| known == name);
        if schemas.is_empty() {
            return Err(CommandError::user(format!("there is no input file `{name}`"), hint));
        }
    }
    if let Some(folder) = &args.output {
        write(&schemas, folder)?;
        return Ok(Exit::Done);
    }
    let value = match (args.name.is_some(), schemas.pop()) {
        (true, Some((_, schema))) => schema,
        (_, last) => Value::Object(schemas.into_iter().chain(last).collect::<Map<_, _>>()),
    };
    ui.answer(&format!("{value:#}\n"))?;
    Ok(Exit::Done)
}

fn vocabulary(args: &Args) -> Result<Vocabulary, CommandError> {
    let Some(path) = args.data.as_ref().map(|data| data.join("vocabulary.json")).filter(|path| path.exists()) else {
        return Ok(Vocabulary::builtin());
    };
    let refused = |problem: String| CommandError::user(format!("{}: {problem}", path.display()), None);
    let text = std::fs::read_to_string(&path).map_err(|error| refused(error.to_string()))?;
    let patch = serde_json::from_str(&text).map_err(|error| refused(error.to_string()))?;
    Vocabulary::patched(&patch).map_err(|error| refused(error.to_string()))
}

fn write(schemas: &[(String, Value)], folder: &std::path::Path) -> Result<(), CommandError> {
    let mut output = FolderOutput::create(folder)?;
    for (name, schema) in schemas {
        let file = format!("{}.schema.json", name.replace('/', "-"));
        output.part(&file)?.write_all(format!("{schema:#}\n").as_bytes())?;
    }
    output.finish()?;
    Ok(())
}
