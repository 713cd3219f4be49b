//! The summary, opened to the page.

fn main() {}
