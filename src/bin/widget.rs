//! The widget, opened to the page.

fn main() {}
