//! Puts a summary into an element of the page, and hears what is done with it.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DragEvent, Event, File, FileList, HtmlElement, HtmlInputElement, ShadowRoot, ShadowRootInit,
    ShadowRootMode,
};

use super::element::source;
use super::session::Session;
use super::words::Words;
use crate::browser::listen::{Listener, listen};
use crate::browser::object::Object;
use crate::browser::resize::{self, Watch};
use crate::browser::styles;

const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/summary.css"));

/// A summary on the page. Dropping it takes down what it drew and releases its listeners.
#[must_use = "the summary is taken down when this is dropped"]
pub struct View {
    session: Rc<Session>,
    _listeners: [Option<Listener>; 2],
    _watch: Option<Watch>,
}

/// Shows the answers at `src` in `host`'s shadow root, got with `token` where one is given, in
/// `words`, a language's `{lang, texts}`. Without a `src` it waits for a file.
///
/// # Errors
/// What the browser threw, where it refuses the shadow root, the style sheet or an element, and where
/// the texts are of another version.
pub fn open(host: &HtmlElement, src: &str, token: &str, words: JsValue) -> Result<View, JsValue> {
    let words = Words::new(words)?;
    let root = match host.shadow_root() {
        Some(root) => root,
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?,
    };
    styles::adopt(&root, STYLES)?;
    let place = place(&root)?;
    let session = Rc::new(Session::new(place.clone(), words));
    let watched = Rc::clone(&session);
    let watch = resize::watch(&place, move |_| watched.measure());
    let heard = Rc::clone(&session);
    let within = listen(&place, KINDS, move |event| hear(&heard, event));
    let followed = Rc::clone(&session);
    let window = web_sys::window();
    let links = window.map(|window| listen(&window, &["hashchange"], move |_| followed.follow()));
    session.set_token(token);
    session.set_src(src);
    Ok(View {
        session,
        _listeners: [Some(within), links],
        _watch: watch,
    })
}

impl View {
    /// Shows the answers at another address.
    pub fn set_src(&self, src: &str) {
        self.session.set_src(src);
    }

    /// Uses another read token, at once where one was asked for.
    pub fn set_token(&self, token: &str) {
        self.session.set_token(token);
        self.session.load(false);
    }

    /// Looks for new answers, unasked.
    pub fn refresh(&self) {
        self.session.refresh();
    }
}

impl Drop for View {
    fn drop(&mut self) {
        self.session.take_down();
    }
}

fn place(root: &ShadowRoot) -> Result<HtmlElement, JsValue> {
    let document = root.owner_document().ok_or(JsValue::NULL)?;
    let place = document.create_element("div")?;
    root.replace_children_with_node_1(&place);
    place.dyn_into().map_err(|_| JsValue::NULL)
}

const KINDS: &[&str] = &[
    "click",
    "change",
    "input",
    "submit",
    "dragenter",
    "dragover",
    "dragleave",
    "drop",
];

/// Every control says in `data-do` what it does; what it chooses is its value.
fn hear(session: &Rc<Session>, event: &Event) {
    let kind = event.type_();
    if let Some(event) = event.dyn_ref::<DragEvent>() {
        return drag(session, &kind, event);
    }
    let selector = match kind.as_str() {
        "click" => "button[data-do]",
        "input" => "input[type=search]",
        "change" => "select,input:not([type=search])",
        _ => "form[data-do]",
    };
    let Some(control) = source(event, selector) else {
        return;
    };
    let value = |of: &JsValue| Object(of).value("value").as_string().unwrap_or_default();
    let what = control.get_attribute("data-do").unwrap_or_default();
    match (kind.as_str(), what.as_str()) {
        ("click", _) => {
            let value = control.get_attribute("data-value").unwrap_or_default();
            session.act(&what, &value);
        }
        ("submit", _) => {
            event.prevent_default();
            if let Ok(Some(field)) = control.query_selector("input") {
                session.set_token(&value(&field));
                session.load(false);
            }
        }
        (_, "files") => {
            let input = control.unchecked_into::<HtmlInputElement>();
            session.read(all(input.files()), None);
            // So that the same file can be chosen again after it was changed.
            input.set_value("");
        }
        _ => session.act(&what, &value(&control)),
    }
}

fn drag(session: &Rc<Session>, kind: &str, event: &DragEvent) {
    // Every child that is left while another is entered says so too, hence the count.
    if kind == "dragleave" {
        session.change(|state| state.dragged = (state.dragged - 1).max(0));
        return;
    }
    if kind == "drop" {
        session.change(|state| state.dragged = 0);
    }
    let data = event.data_transfer();
    let files = |data: &web_sys::DataTransfer| data.types().includes(&"Files".into(), 0);
    let Some(data) = data.filter(files) else {
        return;
    };
    event.prevent_default();
    match kind {
        "dragenter" => session.change(|state| state.dragged += 1),
        "drop" => session.read(all(data.files()), None),
        _ => {}
    }
}

fn all(files: Option<FileList>) -> Vec<File> {
    let files = files.as_ref();
    let length = files.map_or(0, FileList::length);
    (0..length).filter_map(|at| files?.item(at)).collect()
}
