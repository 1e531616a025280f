//! Writes the files on which imports are measured in the browser (`e2e/bench/import.bench.mjs`): networks of several sizes, as
//! describe output, template, Terraform state and drawing. `cargo run -p netyard-formats --example import_files -- FOLDER`
//! makes `FOLDER/SIZE/FORMAT/…`.
#![expect(
    clippy::expect_used,
    reason = "a program for developers stops by a panic where its own drawing is not sound"
)]

#[path = "../benches/made/mod.rs"]
mod made;

use netyard_core::schema;
use netyard_formats::import::SourceFile;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("Say into which folder the files are written."))?;
    for size in SIZES {
        let at = folder.join(size.to_string());
        let drawing =
            SourceFile { path: "drawing.json".to_owned(), text: schema::save(&made::drawing(size)) };
        write(&at.join("aws-describe"), &made::describe_output(size))?;
        write(&at.join("cloudformation"), &[made::template(size)])?;
        write(&at.join("terraform"), &[made::state(size)])?;
        write(&at.join("netyard"), &[drawing])?;
    }
    Ok(())
}

/// The folders of a path are no part of what is measured: a test hands over files.
fn write(folder: &Path, files: &[SourceFile]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for file in files {
        let name = Path::new(&file.path).file_name().unwrap_or_default();
        fs::write(folder.join(name), &file.text)?;
    }
    Ok(())
}
