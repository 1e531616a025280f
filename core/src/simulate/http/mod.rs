//! A request of HTTP that a packet carries: which rule of an Application Load Balancer takes it, and who answers it how.
//!
//! What an application says is in no drawing: who listens is taken to answer well. What a load balancer says by itself is
//! told by AWS: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html>.

mod exchange;
pub(super) mod matching;
pub(super) mod metadata;
mod request;
mod response;
mod wildcard;

pub(super) use exchange::{Exchange, Opened};
pub use request::Request;
pub use response::Response;
pub(super) use response::{of, taken};
