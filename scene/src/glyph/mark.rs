//! The marks of verdicts and findings: shape first, colour second, on a 16 unit box.
//!
//! Circle against diamond carries the verdict in grey print; octagon, triangle and circle with an i carry the
//! severity. A verdict's mark never stands for a finding, nor the other way round.

/// One mark: a ground shape with a sign on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Look-up key: the verdict or severity in lower case, or `further`.
    pub id: &'static str,
    /// What it says, in words.
    pub name: &'static str,
    /// Token of the mark's own colour.
    pub token: &'static str,
    /// Path data of the ground.
    pub ground: &'static str,
    /// Token the ground is filled with; `None` leaves it open.
    pub ground_fill: Option<&'static str>,
    /// Whether the ground has an outline in the mark's own colour.
    pub outlined: bool,
    /// Dash pattern of the outline; empty for a solid one.
    pub dashes: &'static str,
    /// Path data stroked as the sign, in `sign_token`.
    pub sign_strokes: &'static str,
    /// Path data filled as the sign, in `sign_token`.
    pub sign_fills: &'static str,
    /// Token of the sign.
    pub sign_token: &'static str,
}

const CIRCLE: &str = "M1 8a7 7 0 1 0 14 0a7 7 0 1 0 -14 0";
const OPEN_CIRCLE: &str = "M1.7 8a6.3 6.3 0 1 0 12.6 0a6.3 6.3 0 1 0 -12.6 0";
const CROSS: &str = "M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6";
const EXCLAMATION_DOT: &str = "M7.05 11.1a.95 .95 0 1 0 1.9 0a.95 .95 0 1 0 -1.9 0";

/// A filled ground with its sign in the colour of the paper.
const fn filled(
    id: &'static str,
    name: &'static str,
    token: &'static str,
    ground: &'static str,
    sign_strokes: &'static str,
    sign_fills: &'static str,
) -> Mark {
    Mark {
        id,
        name,
        token,
        ground,
        ground_fill: Some(token),
        outlined: false,
        dashes: "",
        sign_strokes,
        sign_fills,
        sign_token: "on-verdict",
    }
}

/// An outlined ground with its sign in its own colour.
const fn outlined(
    id: &'static str,
    name: &'static str,
    token: &'static str,
    ground: &'static str,
    sign_strokes: &'static str,
    sign_fills: &'static str,
) -> Mark {
    Mark {
        id,
        name,
        token,
        ground,
        ground_fill: Some("surface"),
        outlined: true,
        dashes: "",
        sign_strokes,
        sign_fills,
        sign_token: token,
    }
}

/// Every mark: the five verdicts, the further blocker, the three severities.
pub const MARKS: &[Mark] = &[
    filled("delivered", "Delivered", "delivered", CIRCLE, "M4.9 8.3l2.2 2.2 4.1-4.7", ""),
    filled("dropped", "Dropped", "dropped", "M8 .6 15.4 8 8 15.4 .6 8z", CROSS, ""),
    filled(
        "rejected",
        "Rejected",
        "dropped",
        "M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2z",
        "M4.4 6.4h4.9a2.4 2.4 0 0 1 0 4.8H6.4M6.8 4 4.4 6.4l2.4 2.4",
        "",
    ),
    outlined("partial", "Partial", "partial", OPEN_CIRCLE, "", "M8 1.7a6.3 6.3 0 0 1 0 12.6z"),
    Mark {
        dashes: "3 1.95",
        ..outlined(
            "unknown",
            "Unknown",
            "unknown",
            OPEN_CIRCLE,
            "M6.2 6.4a1.85 1.85 0 1 1 2.8 1.6c-.65.38-1 .75-1 1.3",
            "M7.15 11.5a.85 .85 0 1 0 1.7 0a.85 .85 0 1 0 -1.7 0",
        )
    },
    outlined("further", "Would also stop", "dropped", "M8 1.3 14.7 8 8 14.7 1.3 8z", CROSS, ""),
    filled(
        "error",
        "Error",
        "dropped",
        "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z",
        "M8 4.4v4.2",
        EXCLAMATION_DOT,
    ),
    filled(
        "warning",
        "Warning",
        "partial",
        "M6.9 1.9a1.25 1.25 0 0 1 2.2 0l6 10.6a1.25 1.25 0 0 1 -1.1 1.9h-12a1.25 1.25 0 0 1 -1.1 -1.9z",
        "M8 5.5v3.7",
        "M7.05 11.8a.95 .95 0 1 0 1.9 0a.95 .95 0 1 0 -1.9 0",
    ),
    filled(
        "hint",
        "Hint",
        "hint",
        CIRCLE,
        "M8 7.4v4.1",
        "M7.05 4.8a.95 .95 0 1 0 1.9 0a.95 .95 0 1 0 -1.9 0",
    ),
];

/// The mark with this id.
pub fn mark(id: &str) -> Option<&'static Mark> {
    MARKS.iter().find(|mark| mark.id == id)
}
