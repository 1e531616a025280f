/// "a", "a and b", "a, b and c"; from the sixth on they are counted.
pub(in crate::rules) fn list(names: impl IntoIterator<Item = String>) -> String {
    let mut names: Vec<String> = names.into_iter().collect();
    let more = names.len().saturating_sub(5);
    if more > 1 {
        names.truncate(5);
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn joins_as_people_do() {
        let of = |count: usize| list((1..=count).map(|number| number.to_string()));
        assert_eq!(of(0), "");
        assert_eq!(of(1), "1");
        assert_eq!(of(3), "1, 2 and 3");
        assert_eq!(of(6), "1, 2, 3, 4, 5 and 6");
        assert_eq!(of(9), "1, 2, 3, 4, 5 and 4 more");
    }
}
