use crate::support::{SHOP, file, folder, netyard, netyard_with};

#[test]
fn a_link_and_the_way_back() {
    let folder = folder("links");
    let drawing = file(&folder, "shop.json", SHOP);
    let run = netyard(&["link", &drawing, "--base", "https://example.com/netyard/#old"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    assert!(run.output.starts_with("https://example.com/netyard/#d1="), "{}", run.output);
    let link = run.output.trim();
    assert_eq!(netyard(&["open", link]).output, SHOP);
    let back = folder.join("back.json").display().to_string();
    let run = netyard(&["open", link, "-o", &back]);
    assert_eq!((run.status, run.output.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&back).unwrap(), SHOP);
    assert_eq!(netyard_with(&["open", "-"], link).output, SHOP);
}

#[test]
fn without_a_base_only_the_fragment_is_printed() {
    let run = netyard_with(&["link", "-"], SHOP);
    assert!(run.output.starts_with("#d1="), "{}", run.output);
    assert_eq!(run.output.lines().count(), 1);
}

#[test]
fn a_broken_link_is_status_two() {
    let link = netyard_with(&["link", "-"], SHOP).output;
    let run = netyard(&["open", &link[..link.len() - 20]]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.starts_with("netyard: This link was cut off: "), "{}", run.errors);
    let run = netyard(&["open", "https://example.com/"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("no Netyard link"), "{}", run.errors);
}

#[test]
fn a_long_link_comes_with_a_warning() {
    let text = |index: u32| format!("{:x}", index.wrapping_mul(2_654_435_761));
    let vpcs: Vec<String> = (0..900)
        .map(|index| format!("\"vpc-{}\":{{\"type\":\"vpc\",\"name\":\"{}\"}}", text(index), text(index + 7)))
        .collect();
    let drawing = format!("{{\"type\":\"netyard\",\"version\":1,\"resources\":{{{}}}}}", vpcs.join(","));
    let run = netyard_with(&["link", "-"], &drawing);
    assert_eq!(run.status, 0);
    assert!(run.errors.contains("characters. "), "{}", run.errors);
}

#[test]
fn a_base_that_is_no_address_is_refused() {
    for base in ["not a url", "example.com", "https://", "javascript:alert(1)"] {
        let run = netyard_with(&["link", "-", "--base", base], SHOP);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{base}");
        assert!(run.errors.contains("is no address of a page"), "{}", run.errors);
    }
}
