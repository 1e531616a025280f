//! An edit of the document as a value: what fixes, `with`, tools, history and refusals all speak.
//!
//! [`apply`] is mechanical: it does what it is told or says why it cannot, and gives the inverse. What AWS would
//! refuse as an act (resize a CIDR, delete the main table) is told by [`refuse`], which callers ask first when a
//! person acts.

mod apply;
mod fix;
mod pointer;
pub mod refusal;
mod value;

pub use apply::{ChangeError, apply, apply_all};
pub use fix::Fix;
pub use refusal::{Refusal, RefusalInfo, attempt, refuse, refuse_all};
pub use value::{Change, ChangeFormError};
