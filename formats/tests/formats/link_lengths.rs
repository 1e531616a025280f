//! How long links are, by the size of the drawing. `cargo test -p netyard-formats link_lengths -- --nocapture` prints the table
//! of BENCHMARKS.md.

use crate::made;
use netyard_core::schema;
use netyard_formats::import::import;
use netyard_formats::import::{ImportFormat, ImportOptions, NATIVE_BYTES};
use netyard_formats::link::{decode, encode};
use netyard_formats::private::Private;
use std::collections::BTreeMap;

/// Resources, and the most characters that a link of them may have: what was measured, and a tenth more.
const MOST: &[(usize, usize)] =
    &[(10, 600), (25, 950), (50, 1_650), (100, 2_700), (200, 4_300), (400, 7_500), (800, 14_000)];

#[test]
fn links_stay_as_short_as_they_are() {
    println!("| resources | file, bytes | link, characters | characters a resource |");
    for (size, most) in MOST {
        let document = made::drawing(*size);
        assert_eq!(document.resources.len(), *size);
        let link = encode(&document, Private::default()).unwrap();
        println!("| {size} | {} | {} | {} |", schema::save(&document).len(), link.len(), link.len() / size);
        assert!(link.len() <= *most, "{size} resources: {} characters", link.len());
        assert_eq!(decode(&link).unwrap().document, document);
    }
}

/// What is measured as describe output is the drawing that it was made from.
#[test]
fn what_benchmarks_import_is_read_whole() {
    for size in [10, 100, 1_000] {
        let options = || ImportOptions {
            parameters: BTreeMap::new(),
            most_bytes: NATIVE_BYTES,
            private: Private::default(),
        };
        let template = import(vec![made::template(size)], ImportFormat::CloudFormation, &options()).unwrap();
        let counted = template.report.read.iter().map(|entry| entry.count).sum::<usize>();
        assert!(counted * 10 > size * 8 && template.report.plain.is_empty(), "{}", template.report);
        let options = ImportOptions {
            parameters: BTreeMap::new(),
            most_bytes: NATIVE_BYTES,
            private: Private::default(),
        };
        let imported = import(made::describe_output(size), ImportFormat::AwsDescribe, &options).unwrap();
        assert_eq!(imported.document.resources.len(), size, "{}", imported.report);
        let drawn = made::drawing(size);
        let options = ImportOptions {
            parameters: BTreeMap::new(),
            most_bytes: NATIVE_BYTES,
            private: Private::default(),
        };
        let state = import(vec![made::state(size)], ImportFormat::Terraform, &options).unwrap();
        assert!(state.document.resources.keys().eq(drawn.resources.keys()), "{}", state.report);
        assert!(imported.document.resources.keys().eq(drawn.resources.keys()));
    }
}
