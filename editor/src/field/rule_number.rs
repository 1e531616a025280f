//! Numbers of network ACL entries: an entry that is moved gets one between its new neighbours.

/// The highest number that an entry may have (R-NACL-2).
const HIGHEST: i64 = 32_766;
/// The distance that people keep between numbers.
const STEP: i64 = 10;

/// The new numbers after an entry was moved to another place among those of its way.
///
/// `entries` are rows with their numbers, lowest first; `to` is the place of the row in the list afterwards. The row
/// gets a number between its new neighbours; where none is free, what follows makes room one by one. Empty where
/// nothing changes or the numbers are used up.
pub fn moved_entry(entries: &[(String, i64)], row: &str, to: usize) -> Vec<(String, i64)> {
    let Some(at) = entries.iter().position(|(own, _)| own == row) else { return Vec::new() };
    let mut others = entries.to_vec();
    others.remove(at);
    let to = to.min(others.len());
    if to == at {
        return Vec::new();
    }
    let (above, below) = others.split_at(to);
    let before = above.last().map_or(0, |(_, number)| *number);
    let free = match below.first() {
        Some((_, after)) => between(before, *after),
        None => Some((before / STEP + 1) * STEP)
            .filter(|number| *number <= HIGHEST)
            .or_else(|| between(before, HIGHEST + 1)),
    };
    if let Some(number) = free {
        return vec![(row.to_owned(), number)];
    }
    let down = make_room(row, before + 1, 1, below.iter());
    let fits = |numbers: &[(String, i64)]| numbers.iter().all(|(_, number)| (1..=HIGHEST).contains(number));
    if fits(&down) {
        return down;
    }
    let after = below.first().map_or(HIGHEST + 1, |(_, number)| *number);
    let up = make_room(row, after - 1, -1, above.iter().rev());
    if fits(&up) { up } else { Vec::new() }
}

/// Gives the row that number and moves the others away from it, in the order given, as far as they are in the way.
fn make_room<'a>(
    row: &str,
    number: i64,
    by: i64,
    others: impl Iterator<Item = &'a (String, i64)>,
) -> Vec<(String, i64)> {
    let mut changed = vec![(row.to_owned(), number)];
    let mut last = number;
    for (other, number) in others {
        if (number - last) * by > 0 {
            break;
        }
        last += by;
        changed.push((other.clone(), last));
    }
    changed
}

/// A number strictly between two others: a round one near the middle, if there is one.
fn between(low: i64, high: i64) -> Option<i64> {
    let middle = i64::midpoint(low, high);
    let round = middle / STEP * STEP;
    [round, round + STEP, middle].into_iter().find(|number| low < *number && *number < high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(numbers: &[i64]) -> Vec<(String, i64)> {
        numbers.iter().enumerate().map(|(at, number)| (format!("e{at}"), *number)).collect()
    }

    fn moved(numbers: &[i64], row: &str, to: usize) -> Vec<(String, i64)> {
        moved_entry(&rows(numbers), row, to)
    }

    #[test]
    fn takes_a_round_number_between_the_neighbours() {
        assert_eq!(moved(&[100, 200, 300], "e2", 0), [("e2".to_owned(), 50)]);
        assert_eq!(moved(&[100, 200, 300], "e2", 1), [("e2".to_owned(), 150)]);
        assert_eq!(moved(&[100, 200, 300], "e0", 2), [("e0".to_owned(), 310)]);
        assert_eq!(moved(&[100, 110, 120], "e2", 1), [("e2".to_owned(), 105)]);
    }

    #[test]
    fn what_follows_makes_room_only_as_far_as_it_must() {
        let changed = moved(&[100, 101, 102, 110], "e2", 1);
        assert_eq!(changed, [("e2".to_owned(), 101), ("e1".to_owned(), 102)]);
    }

    #[test]
    fn at_the_end_of_the_numbers_what_is_above_makes_room() {
        // 32765 and 32766 are taken: the row takes the last number, and the two above it go down by one.
        let changed = moved(&[5, HIGHEST - 1, HIGHEST], "e0", 2);
        assert_eq!(
            changed,
            [("e0".to_owned(), HIGHEST), ("e2".to_owned(), HIGHEST - 1), ("e1".to_owned(), HIGHEST - 2)]
        );
    }

    #[test]
    fn nothing_moves_to_where_it_is() {
        assert!(moved(&[100, 200], "e1", 1).is_empty());
        assert!(moved(&[100, 200], "e1", 9).is_empty());
        assert!(moved(&[100, 200], "gone", 0).is_empty());
    }

    #[test]
    fn numbers_stay_in_their_order_and_apart_whatever_is_moved() {
        let numbers = [1, 2, 3, 50, 51, 52, 32_765, 32_766];
        for from in 0..numbers.len() {
            for to in 0..numbers.len() {
                let entries = rows(&numbers);
                let row = format!("e{from}");
                let changed = moved_entry(&entries, &row, to);
                let mut order: Vec<(String, i64)> = entries.clone();
                for (row, number) in &changed {
                    order.iter_mut().filter(|(own, _)| own == row).for_each(|own| own.1 = *number);
                }
                order.sort_by_key(|(_, number)| *number);
                if !changed.is_empty() {
                    assert_eq!(order.iter().position(|(own, _)| *own == row), Some(to), "{from} to {to}");
                }
                assert!(order.windows(2).all(|pair| pair[0].1 < pair[1].1), "{from} to {to}: {order:?}");
                assert!(order.iter().all(|(_, number)| (1..=HIGHEST).contains(number)));
            }
        }
    }
}
