//! Putting things in order with one compiled sort, however many kinds of things there are.

use core::cmp::Ordering;

/// Orders `items` by `compare`; equal ones keep their order.
pub fn order<T>(items: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..items.len() as u32).collect();
    let by_place = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    order_places(&mut places, &by_place);
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    let ordered = places
        .iter()
        .filter_map(|place| taken.get_mut(*place as usize)?.take());
    items.extend(ordered);
}

/// Orders places by `compare`; equal ones keep their order.
#[inline(never)]
pub fn order_places(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_things_keep_their_order() {
        let mut words = vec!["bb", "a", "cc", "ddd", "e"];
        order(&mut words, &|a, b| a.len().cmp(&b.len()));
        assert_eq!(words, ["a", "e", "bb", "cc", "ddd"]);
        order(&mut Vec::<u8>::new(), &|a, b| a.cmp(b));
    }
}
