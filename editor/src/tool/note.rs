//! The tool that writes notes: a click puts one there and begins to write.

use netyard_scene::Point;

use crate::editor::Editor;
use crate::effect::Effect;
use crate::part::PartId;

/// Puts a note at a point and edits its text.
pub(crate) fn put(editor: &mut Editor, point: Point) {
    if let Some(key) = editor.create_at(PartId::Note, None, Some(point)) {
        editor.emit(Effect::BeginRename(key));
    }
    editor.put_tool_away();
}
