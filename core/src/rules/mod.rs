//! The catalogue of validation rules: what AWS would refuse, and what cannot work (contract section 5).

mod finding;

pub use finding::{Finding, Severity};
