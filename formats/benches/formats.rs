//! What ways in and out of a drawing cost, by its size. `cargo xtask bench` runs it; BENCHMARKS.md keeps the figures.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that measures nothing stops by a panic"
)]

mod made;

use divan::{Bencher, black_box};
use netyard_core::schema;
use netyard_formats::import::{self, ImportFormat, ImportOptions, NATIVE_BYTES, SourceFile};
use netyard_formats::link::{decode, encode};
use netyard_formats::merge::merge_into;
use netyard_formats::private::Private;
use netyard_formats::{drawio, markdown, mermaid, svg};
use std::collections::BTreeMap;

const SIZES: &[usize] = &[10, 100, 1_000, 10_000];

fn main() {
    divan::main();
}

fn options() -> ImportOptions {
    ImportOptions { parameters: BTreeMap::new(), most_bytes: NATIVE_BYTES, private: Private::default() }
}

fn importing(bencher: Bencher, files: &[SourceFile], format: ImportFormat) {
    bencher
        .with_inputs(|| files.to_vec())
        .bench_values(|files| import::import(files, format, &options()).unwrap());
}

#[divan::bench(args = SIZES)]
fn import_describe_output(bencher: Bencher, size: usize) {
    importing(bencher, &made::describe_output(size), ImportFormat::AwsDescribe);
}

#[divan::bench(args = SIZES)]
fn import_template(bencher: Bencher, size: usize) {
    importing(bencher, &[made::template(size)], ImportFormat::CloudFormation);
}

#[divan::bench(args = SIZES)]
fn import_state(bencher: Bencher, size: usize) {
    importing(bencher, &[made::state(size)], ImportFormat::Terraform);
}

/// Into a drawing that has half of it already, a tenth of that with another name.
#[divan::bench(args = SIZES)]
fn merge_an_import(bencher: Bencher, size: usize) {
    let imported = made::drawing(size);
    let mut open = imported.clone();
    let ids: Vec<_> = open.resources.keys().cloned().collect();
    for id in ids.iter().step_by(2) {
        open.resources.remove(id);
    }
    bencher.bench(|| merge_into(black_box(&open), black_box(&imported)));
}

#[divan::bench(args = SIZES)]
fn leave_out_private_data(bencher: Bencher, size: usize) {
    let document = made::drawing(size);
    bencher.bench(|| netyard_formats::private::leave_out(black_box(&document), Private::ALL));
}

#[divan::bench(args = SIZES)]
fn export_json(bencher: Bencher, size: usize) {
    let document = made::drawing(size);
    bencher.bench(|| schema::save(black_box(&document)));
}

#[divan::bench(args = SIZES)]
fn export_markdown(bencher: Bencher, size: usize) {
    let document = made::drawing(size);
    bencher.bench(|| markdown::markdown(black_box(&document), None));
}

#[divan::bench(args = SIZES)]
fn export_mermaid(bencher: Bencher, size: usize) {
    let document = made::drawing(size);
    bencher.bench(|| mermaid::mermaid(black_box(&document), None));
}

#[divan::bench(args = SIZES)]
fn export_drawio(bencher: Bencher, size: usize) {
    let document = made::drawing(size);
    bencher.bench(|| drawio::drawio(black_box(&document)));
}

#[divan::bench(args = SIZES)]
fn export_svg(bencher: Bencher, size: usize) {
    let document = made::drawing(size);
    bencher.bench(|| svg::svg(black_box(&document)));
}

#[divan::bench(args = SIZES)]
fn link_encode(bencher: Bencher, size: usize) {
    let document = made::drawing(size);
    bencher.bench(|| encode(black_box(&document), Private::default()));
}

#[divan::bench(args = SIZES)]
fn link_decode(bencher: Bencher, size: usize) {
    let link = encode(&made::drawing(size), Private::default()).unwrap();
    bencher.bench(|| decode(black_box(&link)));
}
