//! Export as a Mermaid diagram: text that wikis and code hosts draw by themselves.
//!
//! Mermaid has two forms for networks. `architecture-beta` draws groups, services and lines with icons, but its names
//! hold letters, digits, `_` and spaces only, a line can begin at a group only through a thing that lies right in it, and
//! things come to lie upon one another where there are many. `flowchart` holds every name, address and label. So a
//! flowchart is written wherever the other form would leave something out, unless somebody asks for one of them.
//! <https://mermaid.js.org/syntax/architecture>, <https://mermaid.js.org/syntax/flowchart>

mod architecture;
mod flowchart;
mod names;

use crate::export::{Export, laid_out};
use netyard_core::model::Document;

/// The form of a Mermaid diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MermaidForm {
    /// `architecture-beta`, of Mermaid 11.1 and later.
    Architecture,
    /// `flowchart`, of every version, with addresses and labels.
    Flowchart,
}

/// The drawing as Mermaid: in the form that is asked for, else in that which carries it.
pub fn mermaid(document: &Document, form: Option<MermaidForm>) -> Export {
    let scene = laid_out(document);
    if form == Some(MermaidForm::Flowchart) {
        return flowchart::write(&scene);
    }
    let architecture::Drawn { export, missing } = architecture::write(&scene);
    if form.is_some() || missing.is_empty() {
        return export;
    }
    let mut chart = flowchart::write(&scene);
    chart.left_out.insert(0, format!("It is a flowchart, because in architecture-beta {missing}."));
    chart
}
