//! The forms in which a drawing leaves the page: a list, so that adding one is an entry.

use netyard_core::model::Document;
use netyard_core::schema;
use netyard_formats::cloudformation_export::cloudformation;
use netyard_formats::export::Export;
use netyard_formats::markdown::{Judged, markdown};
use netyard_formats::mermaid::{MermaidForm, mermaid};
use netyard_formats::terraform_export::terraform;
use netyard_formats::{drawio, picture};
use netyard_scene::{Scene, palette};

/// What an export is written from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The drawing.
    pub(crate) document: &'a Document,
    /// How it is laid out now.
    pub(crate) scene: &'a Scene,
    /// The Region that is wished, for a form of one Region.
    pub(crate) region: Option<&'a str>,
    /// What was said of it, where it was checked.
    pub(crate) judged: Option<&'a Judged<'a>>,
}

/// How a form is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// As text of this media type.
    Text(&'static str),
    /// As a picture that the browser paints from the text, which is an SVG.
    Painted,
}

/// A form.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// What tells it apart.
    pub(crate) key: &'static str,
    /// Its name.
    pub(crate) label: &'static str,
    /// Who takes it.
    pub(crate) note: &'static str,
    /// How the name of its file ends.
    pub(crate) extension: &'static str,
    /// How it is handed over.
    pub(crate) kind: Kind,
    /// Whether it says what the rules found.
    pub(crate) is_judged: bool,
    /// Whether it holds one Region only.
    pub(crate) is_of_region: bool,
    /// Writes it.
    pub(crate) write: fn(&Source<'_>) -> Export,
}

impl Form {
    const fn text(
        key: &'static str,
        label: &'static str,
        note: &'static str,
        extension: &'static str,
        media_type: &'static str,
        write: fn(&Source<'_>) -> Export,
    ) -> Self {
        Self {
            key,
            label,
            note,
            extension,
            kind: Kind::Text(media_type),
            is_judged: false,
            is_of_region: false,
            write,
        }
    }
}

/// Every form, in the order of the list.
pub(crate) const FORMS: &[Form] = &[
    Form {
        is_of_region: true,
        ..Form::text(
            "cloudformation",
            "CloudFormation",
            "A template of one Region; Netyard reads it again as the same drawing.",
            "template.yaml",
            "text/yaml",
            |source| cloudformation(source.document, source.region),
        )
    },
    Form {
        is_of_region: true,
        ..Form::text(
            "terraform",
            "Terraform",
            "A configuration of one Region, in HCL.",
            "tf",
            "text/plain",
            |source| terraform(source.document, source.region),
        )
    },
    Form::text(
        "mermaid",
        "Mermaid",
        "A diagram that wikis and code hosts draw by themselves, in the form of Mermaid that carries the drawing.",
        "mmd",
        "text/plain",
        |source| mermaid(source.document, None),
    ),
    Form::text(
        "mermaid-architecture",
        "Mermaid, architecture",
        "With icons; for Mermaid 11.1 and later.",
        "mmd",
        "text/plain",
        |source| mermaid(source.document, Some(MermaidForm::Architecture)),
    ),
    Form::text(
        "mermaid-flowchart",
        "Mermaid, flowchart",
        "With every name, address and label; for every version of Mermaid.",
        "mmd",
        "text/plain",
        |source| mermaid(source.document, Some(MermaidForm::Flowchart)),
    ),
    Form::text("drawio", "draw.io", "A diagram to edit in draw.io.", "drawio", "application/xml", |source| {
        drawio::drawio(source.document)
    }),
    Form::text(
        "svg",
        "Picture, SVG",
        "As it is on the canvas, in light colours. The drawing is in it: Netyard opens it again.",
        "svg",
        "image/svg+xml",
        picture_of,
    ),
    Form {
        kind: Kind::Painted,
        ..Form::text(
            "png",
            "Picture, PNG",
            "As it is on the canvas, in light colours. The drawing is in it: Netyard opens it again.",
            "png",
            "",
            picture_of,
        )
    },
    Form {
        is_judged: true,
        ..Form::text(
            "markdown",
            "Report, Markdown",
            "For a page or a pull request: what is in the drawing, what the rules found, how its expectations came out, and its address plan.",
            "md",
            "text/markdown",
            |source| markdown(source.document, source.judged),
        )
    },
    Form::text(
        "json",
        "Netyard, JSON",
        "The drawing itself, for version control and the command line.",
        "netyard.json",
        "application/json",
        |source| Export { text: schema::save(source.document), left_out: Vec::new() },
    ),
];

/// The drawing as it is on the canvas, with the drawing in it where there is room.
fn picture_of(source: &Source<'_>) -> Export {
    let plain = netyard_scene::svg::svg(source.scene, &source.document.title, &palette::LIGHT);
    let mut left_out = Vec::new();
    let folded =
        source.scene.nodes().iter().filter(|node| node.folded.is_some_and(|hidden| hidden > 0)).count();
    if folded > 0 {
        let (things, are) = if folded == 1 { ("container", "is") } else { ("containers", "are") };
        left_out.push(format!("{folded} {things} {are} folded: what is inside is not in the picture."));
    }
    match picture::svg_with(&plain, source.document) {
        Ok(text) => Export { text, left_out },
        Err(error) => {
            left_out
                .push(format!("The picture does not hold the drawing, so it does not open again: {error}"));
            Export { text: plain, left_out }
        }
    }
}
