//! Two tabs, three stores and any interleaving of what happens to them, against a model that knows
//! only what each store was given and what was acknowledged.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const TABS: usize = 2;
const RESPONSES: u8 = 4;
/// The persistent stores; each tab's memory comes after them.
const SHARED: usize = 2;

#[derive(Clone, Debug)]
enum Happening {
    /// A tab's respondent gives the next revision of a response.
    Put { tab: usize, id: u8 },
    /// An attempt of a tab failed, with the revision it was made with.
    Failed { tab: usize, id: u8, rev: u32 },
    /// The endpoint acknowledged a revision to a tab.
    Acknowledged { tab: usize, id: u8, rev: u32 },
    /// A tab is reloaded, closed or crashes: its memory is gone.
    Reloaded { tab: usize },
    /// A shared store is emptied from outside.
    Emptied { store: usize },
    /// A shared store takes nothing more, or something again.
    Full { store: usize, full: bool },
    /// Something writes junk over a response in a shared store.
    Spoilt { store: usize, id: u8 },
    /// A new page begins, somewhere within the bounds' time.
    Tidied { tab: usize },
}

fn happening() -> impl Strategy<Value = Happening> {
    let (tab, id, rev, store) = (0..TABS, 0..RESPONSES, 1..6_u32, 0..SHARED);
    prop_oneof![
        4 => (tab.clone(), id.clone()).prop_map(|(tab, id)| Happening::Put { tab, id }),
        2 => (tab.clone(), id.clone(), rev.clone())
            .prop_map(|(tab, id, rev)| Happening::Failed { tab, id, rev }),
        2 => (tab.clone(), id.clone(), rev)
            .prop_map(|(tab, id, rev)| Happening::Acknowledged { tab, id, rev }),
        1 => tab.clone().prop_map(|tab| Happening::Reloaded { tab }),
        1 => store.clone().prop_map(|store| Happening::Emptied { store }),
        1 => (store.clone(), any::<bool>())
            .prop_map(|(store, full)| Happening::Full { store, full }),
        1 => (store, id).prop_map(|(store, id)| Happening::Spoilt { store, id }),
        1 => tab.prop_map(|tab| Happening::Tidied { tab }),
    ]
}

/// What must hold whatever the outbox does inside.
#[derive(Default)]
struct Model {
    /// The newest revision given of each response.
    given: BTreeMap<u8, u32>,
    /// The newest revision acknowledged of each response.
    acknowledged: BTreeMap<u8, u32>,
    /// By store, then response: the newest revision it took and has not lost.
    held: [BTreeMap<u8, u32>; SHARED + TABS],
}

struct World {
    shared: [Shelf; SHARED],
    tabs: Vec<(Outbox<Shelf>, Shelf)>,
    model: Model,
}

impl World {
    fn new() -> Self {
        let shared = [false, true].map(|tells| Shelf {
            tells,
            ..Shelf::default()
        });
        let tabs = (0..TABS).map(|_| tab(&shared)).collect();
        Self {
            shared,
            tabs,
            model: Model::default(),
        }
    }

    fn goes_on(&mut self, happening: &Happening) {
        let Self {
            shared,
            tabs,
            model,
        } = self;
        match *happening {
            Happening::Put { tab, id } => {
                let rev = model.given.get(&id).copied().unwrap_or(0) + 1;
                model.given.insert(id, rev);
                let kept = tabs[tab].0.put(&entry(id, rev, 1));
                let full = [0, 1].map(|store| *shared[store].full.borrow());
                assert_eq!(kept, !full[1], "only the store that tells can say so");
                for store in (0..SHARED).filter(|store| !full[*store]) {
                    model.held[store].insert(id, rev);
                }
                model.held[SHARED + tab].insert(id, rev);
            }
            Happening::Failed { tab, id, rev } => {
                if rev <= model.given.get(&id).copied().unwrap_or(0) {
                    tabs[tab].0.put(&entry(id, rev, 1));
                }
            }
            Happening::Acknowledged { tab, id, rev } => {
                if rev <= model.given.get(&id).copied().unwrap_or(0) {
                    let nothing_waits = tabs[tab].0.acknowledge(entry(id, 1, 1).id, rev);
                    assert_eq!(nothing_waits, tabs[tab].0.get(entry(id, 1, 1).id).is_none());
                    let newest = model.acknowledged.entry(id).or_default();
                    *newest = rev.max(*newest);
                }
            }
            Happening::Reloaded { tab: at } => {
                tabs[at] = tab(shared);
                model.held[SHARED + at].clear();
            }
            Happening::Emptied { store } => {
                *shared[store].texts.borrow_mut() = Memory::default();
                model.held[store].clear();
            }
            Happening::Full { store, full } => *shared[store].full.borrow_mut() = full,
            Happening::Spoilt { store, id } => {
                let key = key(WAITING, entry(id, 1, 1).id);
                shared[store].texts.borrow_mut().put(&key, "junk");
                model.held[store].remove(&id);
            }
            Happening::Tidied { tab } => {
                let lost = tabs[tab].0.tidy(2);
                assert!(lost.iter().all(|(_, why)| *why == Lost::Unreadable));
            }
        }
    }

    fn check(&self) -> Result<(), TestCaseError> {
        for (at, (outbox, _)) in self.tabs.iter().enumerate() {
            let waiting = outbox.waiting();
            for (id, given) in &self.model.given {
                let wanted = entry(*id, 1, 1).id;
                let found: Vec<_> = waiting.iter().filter(|entry| entry.id == wanted).collect();
                prop_assert!(found.len() <= 1, "a response waits once");
                let rev = found.first().map_or(0, |entry| entry.rev);
                prop_assert!(rev <= *given, "nobody gave this revision");
                let acknowledged = self.model.acknowledged.get(id).copied().unwrap_or(0);
                let held = [0, 1, SHARED + at]
                    .map(|store| self.model.held[store].get(id).copied().unwrap_or(0));
                let held = held.into_iter().max().unwrap_or(0);
                if held > acknowledged {
                    prop_assert!(rev >= held, "response {id}: {held} is held, {rev} waits");
                }
            }
        }
        Ok(())
    }
}

fn tab(shared: &[Shelf; SHARED]) -> (Outbox<Shelf>, Shelf) {
    let memory = Shelf::default();
    let mut stores = shared.to_vec();
    stores.push(memory.clone());
    (Outbox::new(stores), memory)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_held_is_lost_and_nothing_waits_twice(
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let mut world = World::new();
        for happening in &happenings {
            world.goes_on(happening);
            world.check()?;
        }
    }

    /// Once every failed attempt is over, an acknowledgement of the newest revision ends it.
    #[test]
    fn what_is_acknowledged_is_gone_from_every_tab_that_saw_it(
        happenings in prop::collection::vec(happening(), 1..60),
    ) {
        let mut world = World::new();
        for happening in &happenings {
            world.goes_on(happening);
        }
        for (id, rev) in world.model.given.clone() {
            for tab in 0..TABS {
                world.goes_on(&Happening::Acknowledged { tab, id, rev });
                for older in 1..=rev {
                    world.goes_on(&Happening::Failed { tab, id, rev: older });
                }
            }
        }
        for (outbox, _) in &world.tabs {
            prop_assert_eq!(outbox.waiting(), []);
        }
    }
}
