//! Measures the compiled collector over loopback. Not run by `cargo test`: `cargo xtask bench
//! collector` and `cargo xtask bench soak`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod collector;
mod latency;
mod limits;
mod load;
mod server;
mod soak;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    // Cargo adds `--bench` at the end.
    let words: Vec<_> = arguments
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "--bench")
        .collect();
    match words.as_slice() {
        ["collector", connections @ ..] => collector::measure(connections),
        ["soak", responses @ ..] => soak::measure(responses),
        ["load", to, connections, seconds] => load::alone(to, connections, seconds),
        [server::CONSTANT] => server::answer_constant(),
        _ => println!("run as `cargo xtask bench collector` or `cargo xtask bench soak`"),
    }
}
