//! Tests of the ways in and out of a drawing.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod fuzz;
mod link;
mod link_properties;
mod support;
