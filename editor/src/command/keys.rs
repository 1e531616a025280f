//! A press of keys as a value: what the table of commands, the shortcut sheet and the key handler share.

use crate::event::{KeyEvent, Modifiers};

/// One key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The main modifier: Ctrl, on macOS Cmd.
    pub primary: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// The key itself.
    pub press: Press,
}

/// How a key is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// A letter, by what it types; on keyboards without Latin letters, and with Alt (which turns letters into signs on
    /// macOS), by where it lies.
    Letter(char),
    /// A digit of the upper row, by where it lies: with Shift it types something else.
    Digit(char),
    /// A sign, by what it types, whatever Shift is needed for it.
    Sign(char),
    /// A key with a name (`Enter`, `ArrowLeft`, `F6`).
    Named(&'static str),
}

impl Keys {
    /// The key alone.
    pub const fn of(press: Press) -> Self {
        Self { primary: false, shift: false, alt: false, press }
    }

    /// A letter alone.
    pub const fn letter(letter: char) -> Self {
        Self::of(Press::Letter(letter))
    }

    /// A digit alone.
    pub const fn digit(digit: char) -> Self {
        Self::of(Press::Digit(digit))
    }

    /// A sign alone.
    pub const fn sign(sign: char) -> Self {
        Self::of(Press::Sign(sign))
    }

    /// A named key alone.
    pub const fn named(name: &'static str) -> Self {
        Self::of(Press::Named(name))
    }

    /// The same with the main modifier.
    #[must_use]
    pub const fn primary(self) -> Self {
        Self { primary: true, ..self }
    }

    /// The same with Shift.
    #[must_use]
    pub const fn shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// The same with Alt.
    #[must_use]
    pub const fn alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// Whether it is a plain key that types text: such keys are dead inside fields (WCAG 2.1.4).
    pub fn types_text(&self) -> bool {
        !self.primary && !self.alt && !matches!(self.press, Press::Named(_))
    }

    /// Whether this event is that press.
    pub fn matches(&self, event: &KeyEvent) -> bool {
        let Modifiers { primary, shift, alt } = event.modifiers;
        if primary != self.primary || alt != self.alt {
            return false;
        }
        match self.press {
            // The sign itself says whether Shift was needed for it.
            Press::Sign(sign) => {
                (!self.shift || shift) && types(event, sign)
                    || (shift == self.shift && sign_code(sign).is_some_and(|code| code == event.code))
            }
            _ if shift != self.shift => false,
            Press::Letter(letter) => {
                let typed = types(event, letter);
                let at_place = event.code.strip_prefix("Key").is_some_and(|place| is_letter(place, letter));
                let latin = event.key.len() == 1 && event.key.is_ascii();
                if alt || !latin { at_place } else { typed }
            }
            Press::Digit(digit) => {
                event.code.strip_prefix("Digit").is_some_and(|place| is_letter(place, digit))
            }
            Press::Named(name) => event.key == name,
        }
    }

    /// How the press is written for people: `Ctrl+Shift+P`, on macOS `⇧⌘P`.
    pub fn display(&self, macos: bool) -> String {
        let mut text = String::new();
        let mut modifier = |held: bool, plain: &str, mac: &str| {
            if held {
                text.push_str(if macos { mac } else { plain });
            }
        };
        modifier(self.alt, "Alt+", "⌥");
        modifier(self.shift, "Shift+", "⇧");
        modifier(self.primary, "Ctrl+", "⌘");
        // Ctrl comes first where it is written out.
        if !macos && self.primary {
            text = text.replace("Ctrl+", "");
            text.insert_str(0, "Ctrl+");
        }
        match self.press {
            Press::Letter(letter) => text.push(letter.to_ascii_uppercase()),
            Press::Digit(sign) | Press::Sign(sign) => text.push(sign),
            Press::Named(name) => text.push_str(match name {
                "ArrowLeft" => "←",
                "ArrowRight" => "→",
                "ArrowUp" => "↑",
                "ArrowDown" => "↓",
                "Escape" => "Esc",
                "PageUp" => "Page Up",
                "PageDown" => "Page Down",
                "ContextMenu" => "Menu",
                " " => "Space",
                other => other,
            }),
        }
        text
    }
}

fn types(event: &KeyEvent, letter: char) -> bool {
    is_letter(&event.key, letter)
}

fn is_letter(text: &str, letter: char) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|typed| typed.eq_ignore_ascii_case(&letter)) && letters.next().is_none()
}

/// Where a sign lies on most keyboards, for those that cannot type it with the modifiers held.
fn sign_code(sign: char) -> Option<&'static str> {
    Some(match sign {
        '=' => "Equal",
        '-' => "Minus",
        '\'' => "Quote",
        '/' => "Slash",
        _ => return None,
    })
}
