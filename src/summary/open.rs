//! Puts a summary into an element of the page.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::session::Session;
use super::view;
use crate::browser::styles;

const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/summary.css"));

/// A summary on the page. Dropping it takes down what it drew and releases its listeners.
#[must_use = "the summary is taken down when this is dropped"]
pub struct View {
    session: Rc<Session>,
    _mounted: Box<dyn core::any::Any>,
}

/// Shows the answers at `src` in `host`'s shadow root, got with `token` where one is given. Without
/// a `src` it waits for a file.
///
/// # Errors
/// What the browser threw, where it refuses the shadow root, the style sheet or an element.
pub fn open(host: &HtmlElement, src: &str, token: &str) -> Result<View, JsValue> {
    let root = match host.shadow_root() {
        Some(root) => root,
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?,
    };
    styles::adopt(&root, STYLES)?;
    let place = place(&root)?;
    let session = Rc::new(Session::new());
    let mounted = leptos::mount::mount_to(place, {
        let session = Rc::clone(&session);
        move || view::page(&session)
    });
    session.set_token(token);
    session.set_src(src);
    Ok(View {
        session,
        _mounted: Box::new(mounted),
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
        self.session.load();
    }
}

fn place(root: &ShadowRoot) -> Result<HtmlElement, JsValue> {
    let document = root.owner_document().ok_or(JsValue::NULL)?;
    let place = document.create_element("div")?;
    root.replace_children_with_node_1(&place);
    place.dyn_into().map_err(|_| JsValue::NULL)
}
