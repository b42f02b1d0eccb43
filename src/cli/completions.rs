//! `jianbao completions SHELL`: in, a shell and the program's own description of itself; out, the shell's script.

use clap_complete::Shell;

/// What `completions` is asked.
#[derive(clap::Args, Debug)]
pub struct CompletionsArgs {
    /// 命令行的种类 · the shell
    pub shell: Shell,
}

/// The completion script for `args.shell`.
#[must_use]
pub fn run(args: &CompletionsArgs, mut command: clap::Command) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "jianbao", &mut script);
    script
}

#[cfg(test)]
mod tests {
    use super::{CompletionsArgs, Shell, run};

    #[test]
    fn every_shell_gets_a_script_that_names_the_commands() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell, Shell::Elvish] {
            let command = clap::Command::new("jianbao").subcommand(clap::Command::new("build"));
            let script = String::from_utf8(run(&CompletionsArgs { shell }, command)).unwrap();
            assert!(script.contains("jianbao") && script.contains("build"), "{shell}");
        }
    }
}
