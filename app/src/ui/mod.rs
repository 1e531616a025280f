//! Small controls without knowledge of drawings: buttons, fields, tabs, menus, dialogs.
//!
//! Each is one file. They speak to assistive technology by native elements where there is one, and by the
//! patterns of the ARIA authoring practices where there is none.

mod badge;
mod button;
mod checkbox;
mod code_text;
mod combobox;
mod dialog;
mod each;
mod field;
mod focus;
mod glyph;
mod icon_button;
mod mark;
mod menu;
mod react;
mod search_field;
mod section;
mod select;
mod sign;
mod tabs;
mod text_area;
mod when;

pub(crate) use badge::Tint;
pub(crate) use button::{Button, ButtonKind};
pub(crate) use checkbox::Checkbox;
pub(crate) use code_text::CodeText;
pub(crate) use combobox::{Combobox, Suggestion};
pub(crate) use dialog::Dialog;
pub(crate) use each::Each;
pub(crate) use field::Field;
pub(crate) use focus::{focus_by_id, focus_instead, focus_sibling, is_nowhere, once_drawn};
pub(crate) use glyph::ResourceGlyph;
pub(crate) use icon_button::IconButton;
pub(crate) use mark::MarkIcon;
pub(crate) use menu::{MenuButton, MenuItem, MenuSeparator};
pub(crate) use react::react;
pub(crate) use search_field::SearchField;
pub(crate) use section::Section;
pub(crate) use select::{Choice, Select};
pub(crate) use sign::Sign;
pub(crate) use tabs::{Tab, Tabs};
pub(crate) use text_area::TextArea;
pub(crate) use when::When;
