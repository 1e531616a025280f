//! Signs of the interface: a 16 unit grid, stroke 1.4, round caps and joins.
//!
//! The padlock means locked by a person or an exercise, and nothing else. The globe and the closed square with a
//! dot tell the kind of a subnet before its name. The flow log's arrow over its page marks what a log watches.

use super::Glyph;

/// Every sign of the interface.
pub const SIGNS: &[Glyph] = &[
    Glyph {
        id: "undo",
        name: "Undo",
        strokes: "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.5 4 3 6.5 5.5 9",
        fills: "",
    },
    Glyph {
        id: "redo",
        name: "Redo",
        strokes: "M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M10.5 4 13 6.5 10.5 9",
        fills: "",
    },
    Glyph {
        id: "search",
        name: "Search",
        strokes: "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M10.3 10.3 13.5 13.5",
        fills: "",
    },
    Glyph { id: "plus", name: "Add", strokes: "M8 3v10M3 8h10", fills: "" },
    Glyph { id: "minus", name: "Remove", strokes: "M3 8h10", fills: "" },
    Glyph { id: "close", name: "Close", strokes: "M4 4l8 8M12 4l-8 8", fills: "" },
    Glyph { id: "tick", name: "Done", strokes: "M3 8.5l3.2 3.2L13 4.8", fills: "" },
    Glyph {
        id: "fit",
        name: "Fit to the window",
        strokes: "M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3",
        fills: "",
    },
    Glyph {
        id: "sun",
        name: "Light theme",
        strokes: "M5.4 8a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0M12.4 8L13.9 8M11.1 11.1L12.2 12.2M8 12.4L8 13.9M4.89 11.1L3.83 12.2M3.6 8L2.1 8M4.89 4.89L3.83 3.83M8 3.6L8 2.1M11.1 4.89L12.2 3.83",
        fills: "",
    },
    Glyph {
        id: "moon",
        name: "Dark theme",
        strokes: "M13.2 9.4A5.4 5.4 0 1 1 6.6 2.8a4.3 4.3 0 0 0 6.6 6.6z",
        fills: "",
    },
    Glyph {
        id: "system",
        name: "Theme of the system",
        strokes: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0",
        fills: "M8 2.5a5.5 5.5 0 0 1 0 11z",
    },
    Glyph {
        id: "help",
        name: "Help",
        strokes: "M5.6 6a2.4 2.4 0 1 1 3.6 2.1c-.8.45-1.2.9-1.2 1.7",
        fills: "M7.05 12.4a0.95 0.95 0 1 0 1.9 0a0.95 0.95 0 1 0 -1.9 0",
    },
    Glyph {
        id: "info",
        name: "Information",
        strokes: "M8 7.2v5",
        fills: "M7.05 4.4a0.95 0.95 0 1 0 1.9 0a0.95 0.95 0 1 0 -1.9 0",
    },
    Glyph {
        id: "pointer",
        name: "Select",
        strokes: "M4 2.5l8.6 5.1-3.9 1 2.2 4.1-1.9 1-2.1-4.1L4 12.4z",
        fills: "",
    },
    Glyph {
        id: "hand",
        name: "Hand",
        strokes: "M5.2 9V4.4a1 1 0 0 1 2 0V8M7.2 7.6V3a1 1 0 0 1 2 0v4.6M9.2 7.6V3.8a1 1 0 0 1 2 0V8M11.2 5.6a1 1 0 0 1 2 0v4.2c0 2.6-1.7 4-4.1 4-2 0-3.1-.7-4-2.2L2.9 9.1c-.5-.9.6-1.8 1.4-1L5.2 9",
        fills: "",
    },
    Glyph {
        id: "connect",
        name: "Connect",
        strokes: "M4.6 11.4 13 3M8.6 2.8h4.6v4.6",
        fills: "M1.9 12.4a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0",
    },
    Glyph { id: "note", name: "Note", strokes: "M3 3h10v6.5L9.5 13H3zM9.5 13V9.5H13", fills: "" },
    Glyph {
        id: "lock",
        name: "Locked",
        strokes: "M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1 -1 1h-7a1 1 0 0 1 -1 -1v-4.5a1 1 0 0 1 1 -1zM5.5 7V5.2a2.5 2.5 0 0 1 5 0V7",
        fills: "",
    },
    Glyph {
        id: "unlock",
        name: "Not locked",
        strokes: "M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1 -1 1h-7a1 1 0 0 1 -1 -1v-4.5a1 1 0 0 1 1 -1zM5.5 7V4.8a2.5 2.5 0 0 1 4.9-.7",
        fills: "",
    },
    Glyph { id: "chevron-up", name: "Up", strokes: "M4 10l4-4 4 4", fills: "" },
    Glyph { id: "chevron-down", name: "Down", strokes: "M4 6l4 4 4-4", fills: "" },
    Glyph { id: "chevron-left", name: "Left", strokes: "M10 4 6 8l4 4", fills: "" },
    Glyph { id: "chevron-right", name: "Right", strokes: "M6 4l4 4-4 4", fills: "" },
    Glyph { id: "arrow-left", name: "Back", strokes: "M13 8H3M7 4 3 8l4 4", fills: "" },
    Glyph { id: "arrow-right", name: "Forward", strokes: "M3 8h10M9 4l4 4-4 4", fills: "" },
    Glyph { id: "play", name: "Play", strokes: "M5 3.2v9.6L12.6 8z", fills: "" },
    Glyph { id: "pause", name: "Pause", strokes: "M5.5 3.5v9M10.5 3.5v9", fills: "" },
    Glyph { id: "stop", name: "Stop", strokes: "M4.5 4.5h7v7h-7z", fills: "" },
    Glyph { id: "step-back", name: "Step back", strokes: "M12.2 3.6v8.8L5.8 8zM3.4 3.6v8.8", fills: "" },
    Glyph {
        id: "step-forward",
        name: "Step forward",
        strokes: "M3.8 3.6v8.8L10.2 8zM12.6 3.6v8.8",
        fills: "",
    },
    Glyph { id: "copy", name: "Copy", strokes: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3", fills: "" },
    Glyph {
        id: "trash",
        name: "Delete",
        strokes: "M2.8 4.5h10.4M6 4.5v-2h4v2M4.2 4.5l.6 9h6.4l.6-9M6.7 7v4M9.3 7v4",
        fills: "",
    },
    Glyph { id: "edit", name: "Edit", strokes: "M3 13l.6-2.9 7.1-7.1 2.3 2.3-7.1 7.1z", fills: "" },
    Glyph {
        id: "settings",
        name: "Settings",
        strokes: "M13.3 4.7a3.4 3.4 0 0 1 -4.6 4l-4.4 4.5-1.6-1.6 4.5-4.4a3.4 3.4 0 0 1 4-4.6L9.3 4.5l.4 1.8 1.8.4z",
        fills: "",
    },
    Glyph {
        id: "more",
        name: "More",
        strokes: "",
        fills: "M2.4 8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0 -2.2 0M6.9 8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0 -2.2 0M11.4 8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0 -2.2 0",
    },
    Glyph {
        id: "grip",
        name: "Drag to reorder",
        strokes: "",
        fills: "M5 4a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M5 8a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M5 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M9 4a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M9 8a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M9 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0",
    },
    Glyph {
        id: "list",
        name: "Outline",
        strokes: "M6 4h7.5M6 8h7.5M6 12h7.5",
        fills: "M2.25 4a0.95 0.95 0 1 0 1.9 0a0.95 0.95 0 1 0 -1.9 0M2.25 8a0.95 0.95 0 1 0 1.9 0a0.95 0.95 0 1 0 -1.9 0M2.25 12a0.95 0.95 0 1 0 1.9 0a0.95 0.95 0 1 0 -1.9 0",
    },
    Glyph { id: "filter", name: "Filter", strokes: "M2.5 4h11M4.5 8h7M6.5 12h3", fills: "" },
    Glyph { id: "download", name: "Save as file", strokes: "M8 2.5V10M5 7l3 3 3-3M3 13.5h10", fills: "" },
    Glyph { id: "upload", name: "Open a file", strokes: "M8 10V2.5M5 5.5l3-3 3 3M3 13.5h10", fills: "" },
    Glyph { id: "file", name: "File", strokes: "M4 2.5h5l3 3v8H4zM9 2.5v3h3", fills: "" },
    Glyph { id: "folder", name: "Folder", strokes: "M2.5 4h4L8 6h5.5v7h-11z", fills: "" },
    Glyph {
        id: "link",
        name: "Link",
        strokes: "M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2-2a2.5 2.5 0 0 0 -3.6-3.6l-.8.8M9.2 6.8a2.5 2.5 0 0 0 -3.6 0l-2 2a2.5 2.5 0 0 0 3.6 3.6l.8-.8",
        fills: "",
    },
    Glyph {
        id: "external",
        name: "Opens elsewhere",
        strokes: "M9.5 2.5h4v4M13.5 2.5l-6 6M6.5 3.5H3v9.5h9.5V9.5",
        fills: "",
    },
    Glyph {
        id: "eye",
        name: "Shown",
        strokes: "M1.8 8C3.2 5.2 5.4 3.8 8 3.8s4.8 1.4 6.2 4.2c-1.4 2.8-3.6 4.2-6.2 4.2S3.2 10.8 1.8 8zM6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0",
        fills: "",
    },
    Glyph {
        id: "public",
        name: "Public",
        strokes: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0M2.5 8h11M8 2.5c1.8 1.5 2.6 3.3 2.6 5.5S9.8 12 8 13.5c-1.8-1.5-2.6-3.3-2.6-5.5S6.2 4 8 2.5z",
        fills: "",
    },
    Glyph {
        id: "private",
        name: "Private",
        strokes: "M4.5 3h7a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1 -1.5 1.5h-7a1.5 1.5 0 0 1 -1.5 -1.5v-7a1.5 1.5 0 0 1 1.5 -1.5z",
        fills: "M6.7 8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0",
    },
    Glyph {
        id: "flow-log",
        name: "Flow log",
        strokes: "M2.5 4.2h9.5M9.8 2l2.2 2.2-2.2 2.2M3.2 8.2v5.6h9.6V8.2M5.8 10.9h4.4",
        fills: "",
    },
    Glyph {
        id: "bulb",
        name: "Tip",
        strokes: "M5.8 10.8C4.6 10 3.9 8.8 3.9 7.3a4.1 4.1 0 0 1 8.2 0c0 1.5-.7 2.7-1.9 3.5v1.4H5.8zM6.5 14.2h3",
        fills: "",
    },
    Glyph {
        id: "history",
        name: "History",
        strokes: "M3.2 9.2a5 5 0 1 0 1.2-4.7L2.9 6M2.9 2.8V6h3.2M8 5.3V8l1.9 1.5",
        fills: "",
    },
    Glyph {
        id: "swap",
        name: "Swap the two",
        strokes: "M4.5 13V3M2 5.5 4.5 3 7 5.5M11.5 3v10M9 10.5l2.5 2.5 2.5-2.5",
        fills: "",
    },
    Glyph { id: "minimap", name: "Minimap", strokes: "M2.5 3.5h11v9h-11zM7.5 7.5h6v5h-6z", fills: "" },
    Glyph { id: "command", name: "Commands", strokes: "M3 4.5 6.5 8 3 11.5M8.5 11.5H13", fills: "" },
    Glyph { id: "align", name: "Align", strokes: "M2.5 2.5v11M5 5h8M5 10.5h5", fills: "" },
    Glyph {
        id: "group",
        name: "Group",
        strokes: "M5 2.5H2.5V5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.5 5.5h5v5h-5z",
        fills: "",
    },
];

/// The sign with this id.
pub fn sign(id: &str) -> Option<&'static Glyph> {
    SIGNS.iter().find(|sign| sign.id == id)
}
