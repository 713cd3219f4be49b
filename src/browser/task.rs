//! Work that waits for promises, one after another.
//!
//! What waits says so in the one place there is for that, and is gone on with once its promise is
//! settled. There are no wakers and no queue: the page has one, and runs one thing at a time.

use std::cell::Cell;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::*;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/task.js")]
extern "C" {
    // May throw: the glue links only such functions by short names (`xtask/glue.rs`).
    #[wasm_bindgen(catch)]
    fn wait(promise: &JsValue, told: &JsValue) -> Result<(), JsValue>;
}

enum Wait {
    None,
    For(JsValue),
    Over(Result<JsValue, JsValue>),
}

thread_local! {
    /// What the task that is at work waits for, or what it waited for came to.
    static WAIT: Cell<Wait> = const { Cell::new(Wait::None) };
}

/// Begins a task soon, once whatever is at work now is done. It may wait by [`settled`] alone.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    go_on(&JsValue::UNDEFINED, Box::pin(task));
}

/// Waits until a promise is settled: with what it was fulfilled or refused.
pub fn settled(promise: JsValue) -> Settled {
    Settled(Some(promise))
}

/// What [`settled`] waits for. Every place that waits holds a copy of what an `async fn` does; of this
/// there is one.
#[derive(Debug)]
pub struct Settled(Option<JsValue>);

impl Future for Settled {
    type Output = Result<JsValue, JsValue>;

    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(promise) = self.0.take() {
            WAIT.set(Wait::For(promise));
            return Poll::Pending;
        }
        match WAIT.replace(Wait::None) {
            Wait::Over(outcome) => Poll::Ready(outcome),
            wait => {
                WAIT.set(wait);
                Poll::Pending
            }
        }
    }
}

/// Waits for a promise of which only matters that it is settled.
#[derive(Debug)]
pub struct Pause(pub(super) Settled);

impl Future for Pause {
    type Output = ();

    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.0).poll(context).map(|_| ())
    }
}

/// Goes on with a task once `promise` is settled, to where it waits for the next one or ends.
fn go_on(promise: &JsValue, mut task: Pin<Box<dyn Future<Output = ()>>>) {
    let told = Closure::once_into_js(move |fulfilled: bool, value: JsValue| {
        WAIT.set(Wait::Over(match fulfilled {
            true => Ok(value),
            false => Err(value),
        }));
        let _ = task.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if let Wait::For(promise) = WAIT.replace(Wait::None) {
            go_on(&promise, task);
        }
    });
    // What is called later throws nothing now.
    let _ = wait(promise, &told);
}
