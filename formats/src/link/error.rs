use super::caps;
use crate::number::grouped;
use netyard_core::schema::OpenError;
use thiserror::Error;

/// Why a drawing does not become a link.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EncodeError {
    /// The link would be longer than what is opened again.
    #[error(
        "The link would have {} characters; a link holds up to {}. Share the file instead.",
        grouped(*characters),
        grouped(caps::CHARACTERS)
    )]
    TooLong {
        /// How many characters it would have.
        characters: usize,
    },
    /// The drawing is larger than what is unpacked again.
    #[error(
        "The drawing has {} bytes or more; a link holds drawings of up to {}. Share the file instead.",
        grouped(*bytes),
        grouped(caps::UNPACKED)
    )]
    TooLarge {
        /// How many bytes it has at least.
        bytes: usize,
    },
}

/// Why a link does not open. What is open stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// Nothing in the text looks like a link of ours.
    #[error("This is no Netyard link: it has no part that begins with #d1=.")]
    NotALink,
    /// A codec that this version does not know.
    #[error(
        "This link was made by a newer Netyard (codec {codec}; this one knows d1). Open it with a newer Netyard."
    )]
    NewerCodec {
        /// The name of the codec.
        codec: String,
    },
    /// More characters than the cap.
    #[error(
        "This link has {} characters; Netyard opens links of up to {}. Ask for the file instead.",
        grouped(*characters),
        grouped(caps::CHARACTERS)
    )]
    TooLong {
        /// How many.
        characters: usize,
    },
    /// The numbers at its beginning cannot be read.
    #[error(
        "The beginning of this link is damaged: its {part} cannot be read. Copy it again, or ask for the file."
    )]
    Header {
        /// Which number.
        part: &'static str,
    },
    /// The end is missing.
    #[error(
        "This link was cut off: {} of {} characters arrived. Copy it again as a whole, or ask for the file.",
        grouped(*arrived),
        grouped(*expected)
    )]
    CutOff {
        /// How many characters there are.
        arrived: usize,
        /// How many there were.
        expected: usize,
    },
    /// A character that no link holds.
    #[error(
        "Character {} of this link is {character:?}; links hold only letters, digits, - and _. Something on the way changed it; copy it again, or ask for the file.",
        grouped(*position)
    )]
    Character {
        /// Its place behind the header, counted from 1.
        position: usize,
        /// The character.
        character: char,
    },
    /// The checksum does not fit.
    #[error(
        "This link was changed on the way: its checksum is {found}, and {stated} was written. Copy it again, or ask for the file."
    )]
    Altered {
        /// The checksum that was written.
        stated: String,
        /// The checksum of what arrived.
        found: String,
    },
    /// It unpacks to more than the cap.
    #[error(
        "This link unpacks to {} bytes or more; Netyard unpacks up to {}. It is not opened.",
        grouped(*bytes),
        grouped(caps::UNPACKED)
    )]
    TooLarge {
        /// What it says, or what was reached.
        bytes: usize,
    },
    /// The checksum fits, but what is inside is no packed drawing.
    #[error("This link does not hold a drawing: {reason}.")]
    Damaged {
        /// What was found.
        reason: &'static str,
    },
    /// The drawing inside is refused, for the reason for which the file would be.
    #[error(transparent)]
    Open(#[from] OpenError),
}
