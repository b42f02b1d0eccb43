//! Several builds of one output at once: one at a time does it, and the others learn which.

use std::process::Stdio;

use jianbao::write::{Lock, WriteFault};

use crate::builder::command;
use crate::tree::{Bulletin, generation, generation_of, proving, read};

#[test]
fn a_second_build_fails_at_once_and_says_who_holds_the_output() {
    let bulletin = Bulletin::new();
    let lock = Lock::take(&bulletin.out()).unwrap();
    let fault = bulletin.build(&generation(1)).unwrap_err();
    let WriteFault::Held { holder: Some(holder), .. } = &fault else { panic!("{fault:?}") };
    assert_eq!(holder.pid, std::process::id());
    assert!(holder.command.contains("writing"), "{holder:?}");
    let said = fault.diagnostic();
    assert!(said.message.zh.contains("正被占用") && said.message.zh.contains("秒前开始"), "{said:?}");
    drop(lock);
    bulletin.build(&generation(1)).unwrap();
    assert_eq!(bulletin.leftovers(), [""; 0], "the lock went with its holder");
}

#[test]
fn of_many_builds_at_once_one_whole_site_remains() {
    let bulletin = Bulletin::new();
    let rounds = if proving() { 50 } else { 5 };
    let (mut done, mut held) = (0, 0);
    for round in 0..rounds {
        let builders: Vec<_> = (0..8)
            .map(|builder| {
                let number = round * 8 + builder;
                let mut command = command(bulletin.path(), &bulletin.out(), (number, number));
                command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for builder in builders {
            let output = builder.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            if output.status.success() {
                done += 1;
            } else {
                held += 1;
                assert!(said.contains("is held by process "), "{said}");
            }
        }
        let found = read(&bulletin.out());
        let number = generation_of(&found["index.html"]).unwrap();
        assert!((round * 8..round * 8 + 8).contains(&number), "round {round} left {number}");
        assert_eq!(found, generation(number));
        assert_eq!(bulletin.leftovers(), [""; 0]);
    }
    println!("{rounds} rounds of 8: {done} built, {held} were told who holds the output");
    assert!(done >= rounds);
}
