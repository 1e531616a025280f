/// A JSON pointer from its parts, escaped.
pub(in crate::rules) fn pointer(parts: &[&str]) -> String {
    let mut path = String::new();
    for part in parts {
        path.push('/');
        path.push_str(&part.replace('~', "~0").replace('/', "~1"));
    }
    path
}
