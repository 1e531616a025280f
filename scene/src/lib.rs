//! How a drawing looks, without a browser: sizes, text widths, glyphs, layout, edges, level of detail.
//!
//! Everything here is a pure function of the document: the same document gives the same bytes on every platform.
//! The canvas and the SVG export draw what this crate computes and decide nothing about geometry themselves.
//!
//! - [`glyph`] for path data of resource glyphs, interface signs and marks
//! - [`palette`] for the colours of both themes as values
//! - [`text_width`] for widths and cutting of text
//! - [`shape`] for sizes
//! - [`geometry`] for points and rectangles in whole numbers
//! - [`level_of_detail`] for what is drawn at which zoom

pub mod geometry;
pub mod glyph;
pub mod level_of_detail;
pub mod palette;
pub mod shape;
pub mod text_width;

pub use geometry::{Point, Rect, Side};
pub use level_of_detail::LevelOfDetail;
