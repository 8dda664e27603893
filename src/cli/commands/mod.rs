//! The commands, one file each. A new one is a file here and a line in [`commands!`].

use super::exit::Outcome;
use super::ui::Ui;
use clap::Subcommand;

/// Declares the modules, the arguments and the dispatch of all commands.
macro_rules! commands {
    ($($name:ident = $module:ident),* $(,)?) => {
        $(pub(in crate::cli) mod $module;)*

        /// The commands.
        #[derive(Debug, Subcommand)]
        pub(super) enum Command {
            $(#[allow(missing_docs, reason = "the arguments' own documentation is the help text")] $name($module::Args),)*
        }

        impl Command {
            /// Runs the command.
            pub(super) fn run(self, ui: &mut Ui) -> Outcome {
                match self {
                    $(Self::$name(args) => $module::run(&args, ui),)*
                }
            }
        }
    };
}

commands! {
    Check = check,
    Build = build,
    Export = export,
    Formats = formats,
    Import = import,
    AsOf = as_of,
    Timeline = timeline,
    Changes = changes,
    Path = path,
    Brokers = brokers,
    Show = show,
    Find = find,
    Candidates = candidates,
    Stats = stats,
    Sparql = sparql,
    Serve = serve,
    Passages = passages,
    Draft = draft,
    Review = review,
    Fmt = fmt,
    Schema = schema,
    Init = init,
    Completions = completions,
    Man = man,
}
