//! Keys: looked up in the table of commands.

use crate::command;
use crate::editor::Editor;
use crate::event::KeyEvent;

impl Editor {
    pub(crate) fn key(&mut self, event: &KeyEvent) {
        self.now = event.time;
        if event.down
            && let Some(command) = command::for_key(self, event)
        {
            (command.run)(self);
        }
    }
}
