//! The panels around the canvas: parts, outline, inspector, drawer.
//!
//! A panel reads narrow signals through the [`desk::Desk`], draws, and sends acts back. Nothing here judges a network.

mod decided;
mod desk;
mod drawer;
mod inspector;
mod left;
mod outline;
mod parts;
mod words;

pub(crate) use desk::use_desk;
pub(crate) use drawer::branches::letter as branch_letter;
pub(crate) use drawer::{Drawer, content as drawer_content};
pub(crate) use inspector::{Inspector, content as inspector_content};
pub(crate) use left::LeftPanel;
pub(crate) use outline::content as outline_content;
pub(crate) use words::{count, fact_of, glyph_of, grouped, grouped_megabytes, kind_of, name_of};
