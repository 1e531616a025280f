//! The ids of all commands.

macro_rules! command_ids {
    ($($(#[$doc:meta])* $variant:ident $text:literal),+ $(,)?) => {
        /// The id of a command: the same for menus, keys, the palette and tests.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CommandId {
            $($(#[$doc])* $variant,)+
        }

        impl CommandId {
            /// Every id.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The id as text, stable over versions.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The command with that id.
            pub fn from_text(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|id| id.as_str() == text)
            }
        }
    };
}

command_ids! {
    /// Takes the last step back.
    Undo "edit.undo",
    /// Does a step again.
    Redo "edit.redo",
    /// Copies and removes.
    Cut "edit.cut",
    /// Copies what is selected.
    Copy "edit.copy",
    /// Inserts what was copied.
    Paste "edit.paste",
    /// Inserts what was copied where it came from.
    PasteInPlace "edit.paste-in-place",
    /// Makes another of what is selected.
    Duplicate "edit.duplicate",
    /// Removes what is selected with its content.
    Delete "edit.delete",
    /// Removes containers and keeps what is inside.
    DeleteKeepContent "edit.delete-keep-content",
    /// Gives what is selected IPv6.
    AddIpv6 "edit.add-ipv6",
    /// Selects everything in the container, then everything.
    SelectAll "edit.select-all",
    /// Edits the name in place.
    Rename "edit.rename",
    /// Ends what is going on, step by step.
    Cancel "edit.cancel",
    /// Moves one unit to the left.
    NudgeLeft "arrange.nudge-left",
    /// Moves one unit to the right.
    NudgeRight "arrange.nudge-right",
    /// Moves one unit up.
    NudgeUp "arrange.nudge-up",
    /// Moves one unit down.
    NudgeDown "arrange.nudge-down",
    /// Moves one grid step to the left.
    NudgeLeftGrid "arrange.nudge-left-grid",
    /// Moves one grid step to the right.
    NudgeRightGrid "arrange.nudge-right-grid",
    /// Moves one grid step up.
    NudgeUpGrid "arrange.nudge-up-grid",
    /// Moves one grid step down.
    NudgeDownGrid "arrange.nudge-down-grid",
    /// Makes a linked neighbour to the left.
    NewLeft "arrange.new-left",
    /// Makes a linked neighbour to the right.
    NewRight "arrange.new-right",
    /// Makes a linked neighbour above.
    NewAbove "arrange.new-above",
    /// Makes a linked neighbour below.
    NewBelow "arrange.new-below",
    /// Aligns left edges.
    AlignLeft "arrange.align-left",
    /// Aligns right edges.
    AlignRight "arrange.align-right",
    /// Aligns upper edges.
    AlignTop "arrange.align-top",
    /// Aligns lower edges.
    AlignBottom "arrange.align-bottom",
    /// Puts the middles above each other.
    AlignCenter "arrange.align-center",
    /// Puts the middles beside each other.
    AlignMiddle "arrange.align-middle",
    /// Equal gaps from left to right.
    DistributeHorizontally "arrange.distribute-horizontally",
    /// Equal gaps from top to bottom.
    DistributeVertically "arrange.distribute-vertically",
    /// Makes a container one grid step larger.
    Grow "arrange.grow",
    /// Makes a container one grid step smaller.
    Shrink "arrange.shrink",
    /// Moves into another container.
    MoveInto "arrange.move-into",
    /// Leaves size and places to the layout again.
    Tidy "arrange.tidy",
    /// One step closer.
    ZoomIn "view.zoom-in",
    /// One step further away.
    ZoomOut "view.zoom-out",
    /// 100 %.
    ZoomReset "view.zoom-reset",
    /// Everything on one screen.
    FitAll "view.fit-all",
    /// What is selected on one screen.
    FitSelection "view.fit-selection",
    /// One view up.
    ScrollUp "view.scroll-up",
    /// One view down.
    ScrollDown "view.scroll-down",
    /// One view to the left.
    ScrollLeft "view.scroll-left",
    /// One view to the right.
    ScrollRight "view.scroll-right",
    /// Grid on or off.
    ToggleGrid "view.toggle-grid",
    /// Snapping on or off.
    ToggleSnapping "view.toggle-snapping",
    /// Hides what is in the container, or shows it again.
    ToggleFold "view.toggle-fold",
    /// Hides what is in every VPC.
    FoldVpcs "view.fold-vpcs",
    /// Shows everything again.
    UnfoldAll "view.unfold-all",
    /// System, light, dark.
    NextTheme "view.next-theme",
    /// Minimap on or off.
    ToggleMinimap "view.toggle-minimap",
    /// The tool that selects.
    SelectTool "tool.select",
    /// The tool that moves the view.
    HandTool "tool.hand",
    /// The tool that connects.
    ConnectTool "tool.connect",
    /// The tool that writes notes.
    NoteTool "tool.note",
    /// The tool stays in hand, or no longer.
    ToggleToolLock "tool.toggle-lock",
    /// To the search of the parts list.
    FindPart "tool.find-part",
    /// Sends a packet from what is selected.
    SendPacket "tool.send-packet",
    /// The next thing in reading order.
    Next "go.next",
    /// The thing before in reading order.
    Previous "go.previous",
    /// The first thing in reading order.
    First "go.first",
    /// The last thing in reading order.
    Last "go.last",
    /// The nearest thing to the left.
    NearestLeft "go.nearest-left",
    /// The nearest thing to the right.
    NearestRight "go.nearest-right",
    /// The nearest thing above.
    NearestUp "go.nearest-up",
    /// The nearest thing below.
    NearestDown "go.nearest-down",
    /// Into the container.
    EnterContainer "go.enter-container",
    /// Out to the container.
    LeaveContainer "go.leave-container",
    /// Along a connection to the left.
    NeighbourLeft "go.neighbour-left",
    /// Along a connection to the right.
    NeighbourRight "go.neighbour-right",
    /// Along a connection upwards.
    NeighbourUp "go.neighbour-up",
    /// Along a connection downwards.
    NeighbourDown "go.neighbour-down",
    /// To the next line of the selected subnet.
    NextLine "go.next-line",
    /// To the inspector.
    FocusInspector "go.inspector",
    /// To the outline.
    Outline "go.outline",
    /// To the next region of the page.
    NextArea "go.next-area",
    /// To the region of the page before.
    PreviousArea "go.previous-area",
    /// The menu of what is selected.
    ContextMenu "app.context-menu",
    /// Every command by name.
    CommandPalette "app.command-palette",
    /// Search on the canvas.
    Search "app.search",
    /// The sheet of keys.
    ShortcutSheet "app.shortcut-sheet",
    /// Saves a file.
    SaveFile "app.save-file",
    /// A picture into the clipboard, as PNG.
    CopyPng "app.copy-png",
    /// A picture into the clipboard, as SVG.
    CopySvg "app.copy-svg",
    /// Saves a picture as PNG.
    SavePng "app.save-png",
    /// Saves a picture as SVG.
    SaveSvg "app.save-svg",
    /// Writes the drawing in another form.
    Export "app.export",
    /// Opens a file.
    OpenFile "app.open-file",
    /// Link and file.
    Share "app.share",
    /// An empty drawing.
    NewDrawing "app.new-drawing",
    /// The list of drawings.
    Drawings "app.drawings",
    /// Ready drawings.
    Gallery "app.gallery",
    /// Reads a real network.
    Import "app.import",
    /// Says the last announcement again.
    RepeatAnnouncement "app.repeat-announcement",
    /// Plays the packet, or pauses.
    PlayPause "packet.play-pause",
    /// One hop on.
    StepForward "packet.step-forward",
    /// One hop back.
    StepBack "packet.step-back",
    /// Back to the first hop.
    ResetRun "packet.reset",
    /// Lets what is selected fail, or work again, without changing the drawing.
    SwitchOff "what-if.switch",
    /// Lets everything work again.
    AllOn "what-if.all-on",
}
