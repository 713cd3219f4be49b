//! Putting things in order with one compiled sort, however many kinds of things there are.

use core::cmp::Ordering;

/// Orders `items` by `compare`; equal ones keep their order.
pub fn order<T>(items: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let by_place = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    let swaps = swaps(items.len(), &by_place);
    for (at, with) in swaps.into_iter().enumerate() {
        items.swap(at, with as usize);
    }
}

/// With which place each one is to be swapped, from the first to the last, for an order by `compare`.
#[inline(never)]
fn swaps(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count as u32).collect();
    places.sort_by(|a, b| compare(*a, *b));
    let mut swaps = Vec::with_capacity(count);
    for mut from in places {
        // What was swapped away from its place lies where that was swapped with. Every swap moves one
        // thing away, so that all these steps together are fewer than there are things.
        while let Some(with) = swaps.get(from as usize) {
            from = *with;
        }
        swaps.push(from);
    }
    swaps
}

/// Orders places by their keys, the lowest first; equal ones keep their order. In time that grows
/// with their number and no faster: a million take some tens of milliseconds.
pub fn order_by_key(places: &mut Vec<u32>, key: &dyn Fn(u32) -> u64) {
    const BITS: u32 = 11;
    let digit = |key: u64, shift: u32| (key >> shift) as usize & ((1 << BITS) - 1);
    // The keys move with their places: to look each up where it lies takes several times as long.
    let mut keys: Vec<u64> = places.iter().map(|place| key(*place)).collect();
    // What all keys have in common needs no looking at.
    let first = keys.first().copied().unwrap_or(0);
    let differ = keys.iter().fold(0, |bits, key| bits | (key ^ first));
    let mut ordered = vec![0; places.len()];
    let mut ordered_keys = vec![0; places.len()];
    for shift in (0..u64::BITS).step_by(BITS as usize) {
        if digit(differ, shift) == 0 {
            continue;
        }
        // How many have each digit, and from that where the first of them goes.
        let mut next = vec![0_u32; 1 << BITS];
        for key in &keys {
            if let Some(count) = next.get_mut(digit(*key, shift)) {
                *count += 1;
            }
        }
        let mut before = 0;
        for next in &mut next {
            before += core::mem::replace(next, before);
        }
        for (key, place) in keys.iter().zip(places.iter()) {
            if let Some(next) = next.get_mut(digit(*key, shift))
                && let Some(slot) = ordered.get_mut(*next as usize)
                && let Some(key_slot) = ordered_keys.get_mut(*next as usize)
            {
                (*slot, *key_slot) = (*place, *key);
                *next += 1;
            }
        }
        core::mem::swap(places, &mut ordered);
        core::mem::swap(&mut keys, &mut ordered_keys);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_things_keep_their_order() {
        let mut words = vec!["bb", "a", "cc", "ddd", "e"];
        order(&mut words, &|a, b| a.len().cmp(&b.len()));
        assert_eq!(words, ["a", "e", "bb", "cc", "ddd"]);
        order(&mut Vec::<u8>::new(), &|a, b| a.cmp(b));
    }

    proptest! {
        #[test]
        fn any_things_are_ordered_as_a_stable_sort_does(
            mut items in prop::collection::vec((0_u8..20, any::<u8>()), 0..100),
        ) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            order(&mut items, &|a, b| a.0.cmp(&b.0));
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn keys_order_as_a_stable_sort_does(
            keys in prop::collection::vec(prop_oneof![any::<u64>(), 0_u64..3], 0..200),
            common in any::<u64>(),
        ) {
            let key = |place: u32| keys[place as usize] ^ (common << 32);
            let mut places: Vec<u32> = (0..keys.len() as u32).rev().collect();
            let mut expected = places.clone();
            expected.sort_by_key(|place| key(*place));
            order_by_key(&mut places, &key);
            prop_assert_eq!(places, expected);
        }
    }
}
