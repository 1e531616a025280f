//! What a node consists of on the screen, as values: compared, so that only what changed is set.

use crate::platform::svg;
use netyard_scene::Rect;
use netyard_scene::node::Anchor;
use web_sys::{Document, Element};

/// One element of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A rectangle with round corners.
    Box {
        /// Its class.
        class: &'static str,
        /// Its frame.
        rect: Rect,
        /// The radius of its corners.
        radius: i32,
    },
    /// A path.
    Path {
        /// Its class.
        class: &'static str,
        /// Its data.
        data: String,
    },
    /// A line of text.
    Text {
        /// Its class.
        class: &'static str,
        /// Where its anchor lies.
        x: i32,
        /// Its baseline.
        y: i32,
        /// How it lies at `x`.
        anchor: Anchor,
        /// What it says, piece by piece.
        runs: Vec<Run>,
    },
}

/// A piece of a line in one style.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Its class.
    pub(super) class: &'static str,
    /// What it says.
    pub(super) text: String,
    /// Space before it, where the text is 12 high.
    pub(super) gap: i32,
    /// For a line of its own: how far below the line before.
    pub(super) drop: i32,
}

impl Run {
    /// A piece that follows at once.
    pub(super) fn new(class: &'static str, text: impl Into<String>) -> Self {
        Self { class, text: text.into(), gap: 0, drop: 0 }
    }

    /// A piece after a gap.
    pub(super) fn after(gap: i32, class: &'static str, text: impl Into<String>) -> Self {
        Self { class, text: text.into(), gap, drop: 0 }
    }
}

impl Shape {
    /// Makes the element.
    pub(super) fn create(&self, page: &Document) -> Option<Element> {
        let tag = match self {
            Self::Box { .. } => "rect",
            Self::Path { .. } => "path",
            Self::Text { .. } => "text",
        };
        let element = svg::copy_of(page, tag, self.class())?;
        match self {
            Self::Box { rect, radius, .. } => {
                set_rect(&element, rect);
                svg::set_number(&element, "rx", *radius);
            }
            Self::Path { data, .. } => svg::set(&element, "d", data),
            Self::Text { x, y, anchor, runs, .. } => {
                svg::set_number(&element, "x", *x);
                svg::set_number(&element, "y", *y);
                // Texts begin at their spot by themselves: nothing to set on the thousands of cards.
                if *anchor != Anchor::Start {
                    set_anchor(&element, *anchor);
                }
                write_runs(page, &element, *x, runs);
            }
        }
        Some(element)
    }

    /// Makes an element that shows `self` show `new`. Gives whether it could: a shape of another form needs an
    /// element of its own.
    pub(super) fn patch(&self, new: &Self, element: &Element, page: &Document) -> bool {
        match (self, new) {
            (
                Self::Box { class, rect, radius },
                Self::Box { class: new_class, rect: new_rect, radius: new_radius },
            ) if class == new_class && radius == new_radius => {
                if rect != new_rect {
                    set_rect(element, new_rect);
                }
                true
            }
            (Self::Path { class, data }, Self::Path { class: new_class, data: new_data })
                if class == new_class =>
            {
                if data != new_data {
                    svg::set(element, "d", new_data);
                }
                true
            }
            (
                Self::Text { class, x, y, anchor, runs },
                Self::Text { class: new_class, x: new_x, y: new_y, anchor: new_anchor, runs: new_runs },
            ) if class == new_class => {
                if (x, y) != (new_x, new_y) {
                    svg::set_number(element, "x", *new_x);
                    svg::set_number(element, "y", *new_y);
                }
                if anchor != new_anchor {
                    set_anchor(element, *new_anchor);
                }
                let lines_moved = x != new_x && new_runs.iter().any(|run| run.drop != 0);
                if runs != new_runs || lines_moved {
                    svg::clear(element);
                    write_runs(page, element, *new_x, new_runs);
                }
                true
            }
            _ => false,
        }
    }

    fn class(&self) -> &'static str {
        match self {
            Self::Box { class, .. } | Self::Path { class, .. } | Self::Text { class, .. } => class,
        }
    }
}

fn set_rect(element: &Element, rect: &Rect) {
    svg::set_number(element, "x", rect.x);
    svg::set_number(element, "y", rect.y);
    svg::set_number(element, "width", rect.w);
    svg::set_number(element, "height", rect.h);
}

fn set_anchor(element: &Element, anchor: Anchor) {
    let word = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    svg::set(element, "text-anchor", word);
}

/// A single piece is the text of the element itself: one element less for each name.
fn write_runs(page: &Document, element: &Element, x: i32, runs: &[Run]) {
    if let [only] = runs
        && only.class.is_empty()
    {
        element.set_text_content(Some(&only.text));
        return;
    }
    for run in runs {
        let Some(span) = svg::child(page, element, "tspan", run.class) else { continue };
        if run.gap != 0 {
            // In ems, because some names keep their size on the screen.
            svg::set(&span, "dx", &format!("{:.2}em", f64::from(run.gap) / 12.0));
        }
        if run.drop != 0 {
            svg::set_number(&span, "x", x);
            svg::set_number(&span, "dy", run.drop);
        }
        span.set_text_content(Some(&run.text));
    }
}
