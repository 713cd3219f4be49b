//! What it takes to start, and what a refusal says.

use crate::program::{Folder, run};

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {error}");
    assert_eq!(error.lines().count(), 1, "one sentence: {error}");
    error
}

#[test]
fn a_public_address_needs_surveys_and_says_how() {
    let folder = Folder::new();
    let url = folder.database_url();
    for listen in ["0.0.0.0:0", "[::]:0"] {
        let error = refused(&["serve", "--listen", listen, "--database", &url]);
        assert!(error.contains("--survey ID=ORIGIN"), "{error}");
    }
    assert!(!folder.database().exists());
    let error = refused(&[
        "serve",
        "--listen",
        "0.0.0.0:0",
        "--database",
        &url,
        "--survey",
        "shop=*",
    ]);
    assert!(error.contains("expected ID=ORIGIN"), "{error}");
}

#[test]
fn postgresql_is_refused_in_one_sentence() {
    let error = refused(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        "postgres://db/zeroten",
    ]);
    assert!(error.contains("PostgreSQL is not built in yet"), "{error}");
}

#[test]
fn a_database_that_cannot_be_opened_is_named() {
    let folder = Folder::new();
    for (path, content) in [
        ("text.db", Some("This is no database. ".repeat(100))),
        ("no/such/folder.db", None),
    ] {
        let path = folder.path().join(path);
        if let Some(content) = content {
            std::fs::write(&path, content).unwrap();
        }
        let url = format!("sqlite:{}", path.display());
        let error = refused(&["serve", "--listen", "127.0.0.1:0", "--database", &url]);
        assert!(error.contains(path.to_str().unwrap()), "{error}");
    }
}

#[test]
fn a_database_of_a_later_version_is_left_alone() {
    let folder = Folder::new();
    let database = rusqlite::Connection::open(folder.database()).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    let url = folder.database_url();
    let error = refused(&["serve", "--listen", "127.0.0.1:0", "--database", &url]);
    assert!(error.contains("later version"), "{error}");
}

#[test]
fn an_address_in_use_is_named() {
    let folder = Folder::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = refused(&[
        "serve",
        "--listen",
        &address,
        "--database",
        &folder.database_url(),
    ]);
    assert!(error.contains(&address), "{error}");
}
