//! What Leptos asks of a view's state, for views that are only ever drawn in a page.

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

pub(crate) use mountable;
