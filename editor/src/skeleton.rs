//! Behaviour that is being written.
use crate::arrange::{Alignment, Axis};
use crate::editor::Editor;
use crate::navigate::Direction;
use crate::session::Tool;

impl Editor {
    pub(crate) fn open_menu_on_selection(&mut self) {}
    pub(crate) fn take_tool(&mut self, tool: Tool) {
        self.session.tool = tool;
    }
    pub(crate) fn begin_connecting_from_selection(&mut self) {
        self.take_tool(Tool::Connect);
    }
    pub(crate) fn toggle_tool_lock(&mut self) {
        self.session.tool_locked = !self.session.tool_locked;
    }
    pub(crate) fn send_packet(&mut self) {}
    pub(crate) fn cut(&mut self) {}
    pub(crate) fn copy(&mut self) {}
    pub(crate) fn duplicate(&mut self) {}
    pub(crate) fn delete_selection(&mut self, _keep: bool) {}
    pub(crate) fn selection_has_content(&self) -> bool {
        false
    }
    pub(crate) fn select_all(&mut self) {}
    pub(crate) fn begin_rename(&mut self) {}
    pub(crate) fn cancel(&mut self) {
        self.session.selection.clear();
    }
    pub(crate) fn nudge(&mut self, _dx: i32, _dy: i32) {}
    pub(crate) fn can_align(&self) -> bool {
        self.session.selection.len() > 1
    }
    pub(crate) fn align(&mut self, _to: Alignment) {}
    pub(crate) fn can_distribute(&self) -> bool {
        self.session.selection.len() > 2
    }
    pub(crate) fn distribute(&mut self, _axis: Axis) {}
    pub(crate) fn can_resize(&self) -> bool {
        false
    }
    pub(crate) fn resize_selection(&mut self, _by: i32) {}
    pub(crate) fn can_tidy(&self) -> bool {
        false
    }
    pub(crate) fn tidy(&mut self) {}
    pub(crate) fn has_next(&self) -> bool {
        false
    }
    pub(crate) fn has_previous(&self) -> bool {
        false
    }
    pub(crate) fn go_along(&mut self, _by: i32) {}
    pub(crate) fn go_first(&mut self) {}
    pub(crate) fn go_last(&mut self) {}
    pub(crate) fn go_nearest(&mut self, _direction: Direction) {}
    pub(crate) fn enter_container(&mut self) {}
    pub(crate) fn leave_container(&mut self) {}
    pub(crate) fn go_neighbour(&mut self, _direction: Direction) {}
}
