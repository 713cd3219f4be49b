//! The static files.

use std::fs;

use crate::client::Request;
use crate::program::{Collector, Folder};

fn with_files() -> (Folder, Collector) {
    let folder = Folder::new();
    let dist = folder.path().join("dist");
    fs::create_dir_all(dist.join("locales")).unwrap();
    for (name, bytes) in [
        ("index.html", "<!doctype html><title>Demo</title>"),
        ("zeroten.js", "// loader"),
        ("widget.wasm", "\0asm"),
        ("widget.wasm.br", "compressed"),
        ("locales/nb.json", "{}"),
    ] {
        fs::write(dist.join(name), bytes).unwrap();
    }
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let collector = Collector::start(&folder, &["--assets", dist.to_str().unwrap()]);
    (folder, collector)
}

#[test]
fn each_file_has_its_type_and_can_be_embedded_elsewhere() {
    let (_folder, collector) = with_files();
    for (path, media_type) in [
        ("/", "text/html"),
        ("/zeroten.js", "text/javascript"),
        ("/widget.wasm", "application/wasm"),
        ("/locales/nb.json", "application/json"),
    ] {
        let answer = Request::get(path)
            .header("Origin", "https://shop.example")
            .send(collector.address);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some(media_type)),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("cross-origin")
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(
            answer
                .header("content-security-policy")
                .unwrap()
                .contains("'wasm-unsafe-eval'")
        );
    }
}

#[test]
fn a_file_that_is_not_there_is_said_to_be_missing() {
    let (_folder, collector) = with_files();
    for path in ["/nowhere.html", "/../secret.txt", "/locales/xx.json"] {
        let answer = Request::get(path).send(collector.address);
        assert_eq!(
            (
                answer.status,
                String::from_utf8_lossy(&answer.body).as_ref()
            ),
            (404, "There is no such file here.\n"),
            "{path}"
        );
    }
}

#[test]
fn a_compressed_file_goes_to_whoever_takes_it() {
    let (_folder, collector) = with_files();
    let get = |encoding| {
        Request::get("/widget.wasm")
            .header("Accept-Encoding", encoding)
            .send(collector.address)
    };
    let compressed = get("gzip, br");
    assert_eq!(compressed.header("content-encoding"), Some("br"));
    assert_eq!(compressed.header("content-type"), Some("application/wasm"));
    assert_eq!(compressed.text(), "compressed");
    let plain = get("gzip");
    assert_eq!(
        (plain.header("content-encoding"), plain.text()),
        (None, "\0asm")
    );
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let (_folder, collector) = with_files();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/missing.js",
    ] {
        let answer = Request::get(path).send(collector.address);
        assert!(
            (400..500).contains(&answer.status),
            "{path} gave {}",
            answer.status
        );
        assert!(!answer.text().contains("secret"));
    }
}
