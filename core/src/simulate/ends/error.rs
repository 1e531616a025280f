use std::fmt;

/// Why a flow cannot even be asked for: an end that names nothing, or more than one thing (exit status 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndError {
    /// Nothing is called that.
    Unknown {
        /// What was written.
        text: String,
        /// Names and ids that are nearly the same, best first.
        near: Vec<String>,
    },
    /// More than one thing is called that.
    Ambiguous {
        /// What was written.
        text: String,
        /// The ids that it may mean, sorted.
        candidates: Vec<String>,
    },
    /// It names something that neither sends nor receives packets, or not at this end.
    NotAnEnd {
        /// What was written.
        text: String,
        /// What it is, as `route table`.
        what: String,
    },
    /// The two ends have no address family in common, or not the one that is asked for.
    NoCommonFamily {
        /// The sender.
        from: String,
        /// The destination.
        to: String,
    },
    /// Both ends are outside of the drawing.
    BothOutside,
    /// `s3` or `dynamodb` without a Region, where the sender does not tell it.
    NoRegion {
        /// What was written.
        text: String,
    },
    /// A request of HTTP goes by TCP.
    Request {
        /// The protocol that was asked for.
        protocol: String,
    },
    /// A packet has one protocol: `all` and nonsense are none.
    Protocol {
        /// What was written.
        text: String,
    },
}

impl fmt::Display for EndError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { text, near } if near.is_empty() => {
                write!(formatter, "Nothing in the drawing is called \"{text}\".")
            }
            Self::Unknown { text, near } => {
                write!(formatter, "Nothing in the drawing is called \"{text}\". Near: {}.", near.join(", "))
            }
            Self::Ambiguous { text, candidates } => {
                write!(
                    formatter,
                    "\"{text}\" may mean {}. Name one of them by its id.",
                    candidates.join(" or ")
                )
            }
            Self::NotAnEnd { text, what } => write!(
                formatter,
                "\"{text}\" is {} {what}, which is no such end of a flow. Name an instance, an interface, an address, internet, s3 or dynamodb.",
                if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
            ),
            Self::NoCommonFamily { from, to } => {
                write!(formatter, "{from} and {to} have no address of one family, IPv4 or IPv6.")
            }
            Self::BothOutside => {
                formatter.write_str("Both ends are outside of the drawing. Name at least one that is in it.")
            }
            Self::NoRegion { text } => {
                write!(formatter, "\"{text}\" needs a Region, as in {text}:eu-west-1.")
            }
            Self::Request { protocol } => {
                write!(formatter, "A request of HTTP goes by tcp, not by {protocol}.")
            }
            Self::Protocol { text } => {
                write!(formatter, "\"{text}\" is no protocol of a packet. Use tcp, udp, icmp or a number.")
            }
        }
    }
}

impl std::error::Error for EndError {}
