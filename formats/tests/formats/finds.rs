//! What fuzzing found, kept.

use netyard_formats::fuzz;

fn drawing_with(field: &str) -> String {
    format!(r#"{{"type":"netyard","version":1,"later":{field}}}"#)
}

#[test]
fn numbers_beyond_whole_ones_return_to_the_last_bit() {
    for number in ["-9223372046854775808", "18446744073709551616", "0.1e-7", "123456789012345680000000001"] {
        assert_eq!(fuzz::document(drawing_with(number).as_bytes()), Ok(()), "{number}");
    }
}
