//! Targets for fuzzing: plain functions on bytes, each of which must give a value for whatever bytes.
//!
//! They say what went wrong instead of panicking, so that any driver can run them: the seeded one of the tests, or
//! cargo-fuzz.

use crate::aws_describe;
use crate::cloudformation;
use crate::import::SourceFile;
use crate::link;
use crate::merge::merge_into;
use crate::private::{Private, leave_out};
use crate::terraform;
use netyard_core::change::apply_all;
use netyard_core::schema::{self, Opened};
use std::collections::BTreeMap;

/// Opens bytes as a drawing. What opens saves to text that opens to the same drawing and saves to the same bytes.
pub fn document(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let Ok(opened) = schema::open(text) else { return Ok(()) };
    let saved = schema::save(&opened.document);
    let again = schema::open(&saved).map_err(|error| format!("a saved drawing does not open: {error}"))?;
    if again.document != opened.document {
        return Err("a saved drawing opens to another drawing".to_owned());
    }
    if schema::save(&again.document) != saved {
        return Err("a drawing that was opened and saved has other bytes".to_owned());
    }
    through_a_link(&opened)
}

/// Opens bytes as a link. What opens survives another link.
pub fn link(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    match link::decode(text) {
        Ok(opened) => through_a_link(&opened),
        Err(_) => Ok(()),
    }
}

/// Opens bytes as the packed drawing inside a link, behind header, checksum and compression, which random bytes never pass.
pub fn packed(bytes: &[u8]) -> Result<(), String> {
    match link::decode_packed(bytes) {
        Ok(opened) => through_a_link(&opened),
        Err(_) => Ok(()),
    }
}

/// Imports bytes as describe output. What becomes a drawing opens again from its file.
pub fn describe_output(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let file = SourceFile { path: "input.json".to_owned(), text: text.to_owned() };
    match aws_describe::import(vec![file]) {
        Ok(imported) => document(schema::save(&imported.document).as_bytes()),
        Err(_) => Ok(()),
    }
}

/// Imports bytes as a template. What becomes a drawing opens again from its file.
pub fn template(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let file = SourceFile { path: "input.yaml".to_owned(), text: text.to_owned() };
    match cloudformation::import(vec![file], &BTreeMap::new()) {
        Ok(imported) => document(schema::save(&imported.document).as_bytes()),
        Err(_) => Ok(()),
    }
}

/// Imports bytes as what Terraform prints. What becomes a drawing opens again from its file.
pub fn terraform(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let file = SourceFile { path: "input.json".to_owned(), text: text.to_owned() };
    match terraform::import(vec![file], &BTreeMap::new()) {
        Ok(imported) => document(schema::save(&imported.document).as_bytes()),
        Err(_) => Ok(()),
    }
}

/// Takes bytes as two drawings with a line `---` between them, and merges the second into the first. The changes of the
/// plan make a drawing that opens again, in which nothing is left to change, and are undone to the byte.
pub fn merge(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let Some((open, imported)) = text.split_once("\n---\n") else { return Ok(()) };
    let (Ok(open), Ok(imported)) = (schema::open(open), schema::open(imported)) else { return Ok(()) };
    let (open, imported) = (open.document, imported.document);
    let plan = merge_into(&open, &imported);
    let mut merged = open.clone();
    let undo = apply_all(&mut merged, &plan.changes).map_err(|error| format!("a plan fails: {error}"))?;
    let back =
        schema::open(&schema::save(&merged)).map_err(|error| format!("a merge does not open: {error}"))?;
    if back.document != merged {
        return Err("a merge opens to another drawing".to_owned());
    }
    let again = merge_into(&merged, &imported);
    if !again.is_empty() {
        return Err(format!("a merge that was done is not done: {again}"));
    }
    apply_all(&mut merged, &undo).map_err(|error| format!("a merge is not undone: {error}"))?;
    if schema::save(&merged) == schema::save(&open) {
        Ok(())
    } else {
        Err("what was undone is another drawing".to_owned())
    }
}

/// Opens bytes as a drawing and leaves its private data out. What is left opens, and has nothing left to leave out.
pub fn private(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let Ok(opened) = schema::open(text) else { return Ok(()) };
    let Ok(bare) = leave_out(&opened.document, Private::ALL) else { return Ok(()) };
    let again = leave_out(&bare, Private::ALL).map_err(|error| error.to_string())?;
    if again == bare { Ok(()) } else { Err("private data was left in a drawing".to_owned()) }
}

/// Imports bytes as a configuration of Terraform. What becomes a drawing opens again from its file.
pub fn configuration(bytes: &[u8]) -> Result<(), String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let file = SourceFile { path: "input.tf".to_owned(), text: text.to_owned() };
    match terraform::import(vec![file], &BTreeMap::new()) {
        Ok(imported) => document(schema::save(&imported.document).as_bytes()),
        Err(_) => Ok(()),
    }
}

/// The packed drawing inside a link, as a seed for [`packed`]; empty where the link is none.
pub fn seed_of_packed(link: &str) -> Vec<u8> {
    link::inflated(link).unwrap_or_default()
}

fn through_a_link(opened: &Opened) -> Result<(), String> {
    let Ok(link) = link::encode(&opened.document, Private::default()) else { return Ok(()) };
    let back = link::decode(&link).map_err(|error| format!("a link that was made does not open: {error}"))?;
    if back == *opened { Ok(()) } else { Err("a link opens to another drawing".to_owned()) }
}
