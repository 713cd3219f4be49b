//! Puts a summary into an element of the page, and hears what is done with it.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{File, HtmlElement};

use super::session::Session;
use super::words::Words;
use crate::browser::controls;
use crate::browser::styles;

const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/summary.css"));

/// Shows the answers at `src` in `host`'s shadow root, got with `token` where one is given, in
/// `words`, a language's `{lang, texts}`. Without a `src` it waits for a file. Returns what the page
/// holds of it, an object: `tell(what, value)` says that there is another `src`, another read `token`,
/// which is used at once, or that it may `look` for new answers, unasked; `free()` takes it down.
///
/// # Errors
/// What the browser threw, where it refuses the shadow root, the style sheet or an element, and where
/// the texts are of another version.
pub fn open(
    host: &HtmlElement,
    src: &str,
    token: &str,
    words: JsValue,
) -> Result<JsValue, JsValue> {
    let words = Words::new(words)?;
    let root = controls::root(host)?;
    styles::adopt(&root, STYLES)?;
    let place = controls::place(&root)?;
    let session = Rc::new(Session::new(place.clone(), words));
    let heard = Rc::clone(&session);
    let (handle, hearing) = controls::hear(&place, move |what, value, files| {
        hear(&heard, &what, &value, files);
    })?;
    session.hold(hearing);
    session.set_token(token);
    session.set_src(src);
    Ok(handle)
}

/// Every control says in `data-do` what it does; what it chooses is its value.
#[inline(never)]
fn hear(session: &Rc<Session>, what: &str, value: &str, files: Vec<File>) {
    match what {
        "src" => session.set_src(value),
        "look" => session.refresh(),
        "token" => {
            session.set_token(value);
            session.load(false);
        }
        "files" => session.read(files, None),
        "drag" => session.change(|state| state.dragged = !value.is_empty()),
        "follow" => session.follow(),
        "measure" => session.measure(),
        "end" => session.take_down(),
        _ => session.act(what, value),
    }
}
