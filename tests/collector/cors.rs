//! Pages of other origins.

use crate::client::Request;
use crate::program::{Collector, Folder, response, rows};

const SHOP: &str = "https://shop.example";
const EVIL: &str = "https://shop.example.evil.example";
const ALLOW: &str = "access-control-allow-origin";

fn public(folder: &Folder) -> Collector {
    let configured = [
        "--public",
        "--survey",
        "shop=https://shop.example,https://www.shop.example",
        "--survey",
        "blog=https://blog.example",
    ];
    Collector::start(folder, &configured)
}

#[test]
fn a_configured_origin_may_post_and_read_the_answer() {
    let folder = Folder::new();
    let collector = public(&folder);
    let answer = Request::post(response(1, 1, 9, ""))
        .header("Origin", SHOP)
        .send(collector.address);
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header(ALLOW), Some(SHOP));
    assert_eq!(answer.header("vary"), Some("Origin"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
}

#[test]
fn errors_can_be_read_by_the_page_too() {
    let folder = Folder::new();
    let collector = public(&folder);
    let big = "x".repeat(70_000);
    for (body, status) in [("{", 400), (big.as_str(), 413)] {
        let answer = Request::post(body)
            .header("Origin", SHOP)
            .send(collector.address);
        answer.problem(status);
        assert_eq!(answer.header(ALLOW), Some(SHOP));
    }
    let wrong_method = Request::get("/v1/responses")
        .header("Origin", SHOP)
        .send(collector.address);
    assert_eq!(wrong_method.header(ALLOW), Some(SHOP));
}

#[test]
fn other_origins_are_refused_on_the_post_itself() {
    let folder = Folder::new();
    let collector = public(&folder);
    for origin in [
        EVIL,
        "http://shop.example",
        "https://x.shop.example",
        "null",
        "http://localhost:3000",
    ] {
        let answer = Request::post(response(1, 1, 9, ""))
            .header("Origin", origin)
            .send(collector.address);
        assert_eq!(
            answer.problem(403)["type"],
            "urn:zeroten:problem:origin",
            "{origin}"
        );
        assert_eq!(answer.header(ALLOW), None, "{origin}");
        assert_eq!(answer.header("vary"), Some("Origin"));
    }
    // A page of one survey is not one of the other, though it may read that it is not.
    let answer = Request::post(response(1, 1, 9, ""))
        .header("Origin", "https://blog.example")
        .send(collector.address);
    answer.problem(403);
    let unknown = response(1, 1, 9, "").replace("shop", "nope");
    let answer = Request::post(unknown)
        .header("Origin", SHOP)
        .send(collector.address);
    assert_eq!(answer.problem(403)["field"], "survey");
    // Without an origin it is no page, and no key proves that it may.
    assert_eq!(
        collector.post(&response(1, 1, 9, "")).problem(403)["field"],
        "key"
    );
    assert_eq!(rows(&folder), []);
}

#[test]
fn a_preflight_is_answered_for_configured_origins() {
    let folder = Folder::new();
    let collector = public(&folder);
    let preflight = |origin: &str| {
        Request::new("OPTIONS", "/v1/responses")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .send(collector.address)
    };
    let allowed = preflight(SHOP);
    assert_eq!(allowed.status, 204);
    assert_eq!(allowed.header(ALLOW), Some(SHOP));
    assert_eq!(allowed.header("access-control-allow-methods"), Some("POST"));
    assert_eq!(
        allowed.header("access-control-allow-headers"),
        Some("content-type")
    );
    let denied = preflight(EVIL);
    denied.problem(403);
    assert_eq!(denied.header(ALLOW), None);
}

#[test]
fn whether_it_is_reached_is_told_without_a_complaint_and_names_configured_origins() {
    let folder = Folder::new();
    let collector = public(&folder);
    let ask = |method: &'static str, origin: &str| {
        Request::new(method, "/v1/responses")
            .header("Origin", origin)
            .send(collector.address)
    };
    let page = ask("HEAD", SHOP);
    assert_eq!((page.status, page.header(ALLOW)), (204, Some(SHOP)));
    let other = ask("HEAD", EVIL);
    assert_eq!((other.status, other.header(ALLOW)), (204, None));
    ask("GET", SHOP).problem(405);
    assert_eq!(rows(&folder), []);
}

#[test]
fn on_loopback_any_survey_takes_loopback_pages_and_no_others() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for (n, origin) in (1..).zip([
        "http://localhost:3000",
        "http://127.0.0.1:8080",
        "http://[::1]",
    ]) {
        let answer = Request::post(response(n, 1, 9, ""))
            .header("Origin", origin)
            .send(collector.address);
        assert_eq!((answer.status, answer.header(ALLOW)), (201, Some(origin)));
    }
    let answer = Request::post(response(9, 1, 9, ""))
        .header("Origin", SHOP)
        .send(collector.address);
    answer.problem(403);
    assert_eq!(answer.header(ALLOW), None);
}

#[test]
fn reads_are_not_for_other_origins() {
    let folder = Folder::new();
    let collector = public(&folder);
    let answer = Request::get("/v1/surveys/shop/tallies")
        .bearer(collector.token())
        .header("Origin", SHOP)
        .send(collector.address);
    assert_eq!((answer.status, answer.header(ALLOW)), (200, None));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}
