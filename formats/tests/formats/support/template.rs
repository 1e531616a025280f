//! Small templates for the tests, and what is asked of what they become.

use netyard_core::model::{Document, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Trace, trace};
use netyard_formats::cloudformation::{TemplateError, import};
use netyard_formats::import::{Imported, SourceFile};
use netyard_formats::report::ReportEntry;
use serde_json::Value;
use std::collections::BTreeMap;

pub(crate) fn files(files: &[(&str, &str)]) -> Vec<SourceFile> {
    files
        .iter()
        .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect()
}

pub(crate) fn try_import(text: &str) -> Result<Imported, TemplateError> {
    import(files(&[("a.yaml", text)]), &BTreeMap::new())
}

pub(crate) fn imported(text: &str) -> Imported {
    try_import(text).unwrap()
}

pub(crate) fn imported_with(text: &str, parameters: &[(&str, &str)]) -> Imported {
    let parameters =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    import(files(&[("a.yaml", text)]), &parameters).unwrap()
}

pub(crate) fn resource(document: &Document, id: &str) -> Value {
    let resource = document.resource(id).unwrap_or_else(|| {
        panic!("no {id} among {:?}", document.resources.keys().map(ResourceId::as_str).collect::<Vec<_>>())
    });
    serde_json::to_value(resource).unwrap()
}

/// Whether a list of the report has a line with that place and that reason.
pub(crate) fn says(entries: &[ReportEntry], place: &str, why: &str) -> bool {
    entries.iter().any(|entry| {
        entry.why.contains(why)
            && std::iter::once(&entry.place).chain(&entry.also).any(|own| own.contains(place))
    })
}

pub(crate) fn packet(document: &Document, from: &str, to: &str, port: u16) -> Trace {
    let network = RoutedNetwork::build(document);
    trace(&network, &FlowSpec { port: Some(port), ..FlowSpec::new(from, to) }).unwrap()
}
