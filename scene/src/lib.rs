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
//! - [`layout`] for how the document becomes places
//! - [`node`] for what is drawn and where its texts stand
//! - [`frame_key`] for the keys of zones in VPCs and Regions in accounts
//! - [`watched`] for the mark of flow logs
//! - [`note`] for the lines of a note
//! - [`route_edge`] for lines round what stands in their way
//! - [`scene`] for the whole drawing, and [`in_steps`] for one that is large
//! - [`hit`] for what is under the pointer
//! - [`trace_path`] for the line of a packet, and [`hop_spot`] for where the numbers of its hops stand
//! - [`svg`] for the drawing as a file
//! - [`thumbnail`] for the drawing as a small picture
//! - [`level_of_detail`] for what is drawn at which zoom
//! - [`text_scale`] and [`fit`] for texts that stay legible, and what of them fits
//! - [`label`] for the texts of containers, which give way to what is more important

pub mod fit;
pub mod frame_key;
pub mod geometry;
pub mod glyph;
pub mod hit;
pub mod hop_spot;
pub mod in_steps;
pub mod label;
pub mod layout;
pub mod level_of_detail;
pub mod node;
pub mod note;
pub mod palette;
pub mod route_edge;
pub mod scene;
pub mod shape;
mod steady;
pub mod svg;
pub mod text_scale;
pub mod text_width;
pub mod thumbnail;
pub mod trace_path;
pub mod watched;

pub use frame_key::{FrameKey, region_key, zone_key};
pub use geometry::{Point, Rect, Side};
pub use in_steps::SceneInSteps;
pub use level_of_detail::LevelOfDetail;
pub use node::{Node, NodeKind};
pub use route_edge::{Edge, EdgeKind, Link};
pub use scene::{Scene, SceneInput};
pub use text_scale::TextScale;
