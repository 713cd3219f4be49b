//! What Leptos asks of every view, for views that are only ever drawn in a page.

/// Makes the state of a view mountable for Leptos, by its `element`.
macro_rules! mountable {
    ($state:ty) => {
        impl leptos::tachys::view::Mountable for $state {
            fn unmount(&mut self) {
                self.element.unmount();
            }

            fn mount(
                &mut self,
                parent: &leptos::tachys::renderer::types::Element,
                marker: Option<&leptos::tachys::renderer::types::Node>,
            ) {
                self.element.mount(parent, marker);
            }

            fn insert_before_this(&self, child: &mut dyn leptos::tachys::view::Mountable) -> bool {
                self.element.insert_before_this(child)
            }

            fn elements(&self) -> Vec<leptos::tachys::renderer::types::Element> {
                vec![self.element.clone()]
            }
        }
    };
}

/// Makes a view type whole for Leptos: it takes no attributes from outside, and is never rendered
/// on a server. `$view` implements `Render` with `$state` for its state, which is mountable.
#[cfg(feature = "summary")]
macro_rules! client_only {
    ($view:ty, $state:ty) => {
        leptos::tachys::no_attrs!($view);

        impl leptos::tachys::view::RenderHtml for $view {
            type AsyncOutput = Self;
            type Owned = Self;

            const MIN_LENGTH: usize = 0;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self {
                self
            }

            fn to_html_with_buf(
                self,
                _: &mut String,
                _: &mut leptos::tachys::view::Position,
                _: bool,
                _: bool,
                _: Vec<leptos::tachys::html::attribute::any_attribute::AnyAttribute>,
            ) {
            }

            fn hydrate<const FROM_SERVER: bool>(
                self,
                _: &leptos::tachys::hydration::Cursor,
                _: &leptos::tachys::view::PositionState,
            ) -> $state {
                leptos::tachys::view::Render::build(self)
            }

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}

#[cfg(feature = "summary")]
pub(crate) use client_only;
pub(crate) use mountable;
