/// An order string between two others, for lists in which order matters.
///
/// Strings are of the letters `a` to `z`, read as digits of a fraction, and compare as text; `None` is the open end on
/// that side. Two people who insert at different places never have to renumber anything. If the bounds are not in
/// order, the result follows `before`.
pub fn order_between(before: Option<&str>, after: Option<&str>) -> String {
    let low: Vec<u8> = before.unwrap_or_default().bytes().map(digit).collect();
    let high = after.filter(|after| before.is_none_or(|before| before < *after));
    let high: Option<Vec<u8>> = high.map(|high| high.bytes().map(digit).collect());
    let digits = middle(&low, high.as_deref());
    digits.into_iter().map(|digit| char::from(b'a' + digit)).collect()
}

/// One more than the highest digit.
const BASE: u8 = 26;

fn digit(letter: u8) -> u8 {
    letter.saturating_sub(b'a').min(BASE - 1)
}

/// The digits of a fraction strictly between two others; it never ends with a zero, so that there is room below it.
fn middle(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let floor = low.first().copied().unwrap_or(0);
    let ceiling = match high {
        Some([first, rest @ ..]) => {
            if *first == floor {
                let mut digits = vec![floor];
                digits.extend(middle(low.get(1..).unwrap_or_default(), Some(rest)));
                return digits;
            }
            if !rest.is_empty() && first.saturating_sub(floor) == 1 {
                return vec![*first];
            }
            *first
        }
        Some([]) | None => BASE,
    };
    if ceiling.saturating_sub(floor) > 1 {
        return vec![floor + (ceiling - floor) / 2];
    }
    let mut digits = vec![floor];
    digits.extend(middle(low.get(1..).unwrap_or_default(), None));
    digits
}

#[cfg(test)]
mod tests {
    use super::order_between;

    #[test]
    fn lies_strictly_between() {
        let first = order_between(None, None);
        let second = order_between(Some(&first), None);
        let middle = order_between(Some(&first), Some(&second));
        assert!(first < second, "{first} {second}");
        assert!(first < middle && middle < second, "{first} {middle} {second}");
    }

    #[test]
    fn always_finds_room_at_the_end_and_in_the_middle() {
        let mut last = order_between(None, None);
        for _ in 0..40 {
            let next = order_between(Some(&last), None);
            assert!(next > last, "{next} after {last}");
            last = next;
        }
        let (low, mut high) = ("b".to_owned(), "c".to_owned());
        for _ in 0..40 {
            let next = order_between(Some(&low), Some(&high));
            assert!(low < next && next < high, "{low} {next} {high}");
            high = next;
        }
    }
}
