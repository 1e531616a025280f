//! A user in a box: chained verbs of pointer and keyboard. After each event the document is checked.

use netyard_core::model::{Document, Resource, ResourceId, ResourceType};
use netyard_core::routing::RoutedNetwork;
use netyard_core::schema;
use netyard_editor::{
    Button, CommandId, Editor, Effect, Event, KeyEvent, Modifiers, PartEvent, PartId, PointerEvent,
    PointerKind, PointerPhase, Request, SelectMode,
};
use netyard_scene::{Point, Rect, Scene, SceneInput};

/// An editor with a hand on it.
pub(crate) struct TestEditor {
    pub(crate) editor: Editor,
    /// Everything that the editor asked for since the last look.
    pub(crate) effects: Vec<Effect>,
    now: f64,
    held: Modifiers,
    pointer: (f64, f64),
    kind: PointerKind,
}

impl TestEditor {
    /// An empty drawing.
    pub(crate) fn empty() -> Self {
        Self::on(Document::default())
    }

    /// A drawing, with the camera at 100 % and the drawing's zero point at (100, 100) of the screen.
    pub(crate) fn on(document: Document) -> Self {
        let mut test = Self {
            editor: Editor::new(document, 7),
            effects: Vec::new(),
            now: 0.0,
            held: Modifiers::default(),
            pointer: (0.0, 0.0),
            kind: PointerKind::Mouse,
        };
        test.send(Event::Resize { width: 4000.0, height: 3000.0 });
        test.send(Event::Request(Request::CenterOn { x: 1900.0, y: 1400.0 }));
        test.effects.clear();
        test
    }

    /// A VPC `vpc-1` (10.0.0.0/16) with `subnet-a` and `subnet-b`, made by hand.
    pub(crate) fn two_subnets() -> Self {
        let mut test = Self::empty();
        test.drop_part(PartId::Vpc, Point::new(100, 100));
        let vpc = test.rect("vpc-1");
        test.drop_part(PartId::Subnet, Point::new(vpc.x + 60, vpc.y + 80));
        let vpc = test.rect("vpc-1");
        test.drop_part(PartId::Subnet, Point::new(vpc.right() - 4, vpc.bottom() - 8));
        test.effects.clear();
        test
    }

    /// Sends an event and checks the document.
    pub(crate) fn send(&mut self, event: Event) -> &mut Self {
        let effects = self.editor.update(event);
        self.effects.extend(effects);
        check(&self.editor);
        self
    }

    pub(crate) fn request(&mut self, request: Request) -> &mut Self {
        self.send(Event::Request(request))
    }

    pub(crate) fn command(&mut self, id: CommandId) -> &mut Self {
        self.send(Event::Command(id))
    }

    // ---- looking ----

    pub(crate) fn document(&self) -> &Document {
        self.editor.document()
    }

    /// The id of the only thing with this name; a key that is drawn stands for itself.
    pub(crate) fn id(&self, name: &str) -> ResourceId {
        let mut found =
            self.document().resources.iter().filter(|(_, resource)| resource.name() == Some(name));
        match (found.next(), found.next()) {
            (Some((id, _)), None) => id.clone(),
            (None, _) if self.editor.scene().node(name).is_some() => ResourceId::new(name),
            (None, _) => panic!("nothing is called {name}; there are {:?}", self.names()),
            _ => panic!("several things are called {name}"),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names().iter().any(|own| own == name)
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.document().resources.values().filter_map(|resource| resource.name()).map(str::to_owned).collect()
    }

    pub(crate) fn rect(&self, name: &str) -> Rect {
        let id = self.id(name);
        self.editor.scene().node(id.as_str()).unwrap_or_else(|| panic!("{name} is not drawn")).rect
    }

    pub(crate) fn parent(&self, name: &str) -> Option<String> {
        let id = self.id(name);
        let scene = self.editor.scene();
        let parent = scene.node(id.as_str())?.parent?;
        Some(scene.nodes()[parent].name.clone())
    }

    pub(crate) fn count(&self, resource_type: ResourceType) -> usize {
        self.document()
            .resources
            .values()
            .filter(|resource| resource.resource_type() == Some(resource_type))
            .count()
    }

    pub(crate) fn selected(&self) -> Vec<String> {
        let keys = self.editor.session().selection.keys();
        keys.iter().map(|key| self.document().display_name(key.as_str()).to_owned()).collect()
    }

    /// The primary address of an instance or interface.
    pub(crate) fn address(&self, name: &str) -> String {
        let id = self.id(name);
        let interface = self.interface_of(&id);
        interface.primary_address().unwrap().private_ip_address.as_ref().unwrap().to_string()
    }

    pub(crate) fn interface_of(&self, id: &ResourceId) -> netyard_core::model::NetworkInterface {
        self.document()
            .resources
            .iter()
            .find_map(|(own, resource)| match resource.as_ref() {
                Resource::NetworkInterface(interface) if own == id || interface.instance_id() == Some(id) => {
                    Some(interface.clone())
                }
                _ => None,
            })
            .expect("an interface")
    }

    /// The refusal that was shown, if any.
    pub(crate) fn refusal(&self) -> Option<String> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::ShowRefusal(refusal) => Some(refusal.message.clone()),
            _ => None,
        })
    }

    pub(crate) fn alternatives(&self) -> Vec<netyard_editor::Alternative> {
        self.effects
            .iter()
            .find_map(|effect| match effect {
                Effect::ShowRefusal(refusal) => Some(refusal.alternatives.clone()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The changes of the first thing that the toast after a request offers.
    pub(crate) fn alternatives_of_toast(&mut self, request: Request) -> Vec<netyard_core::change::Change> {
        self.forget().request(request);
        let offered = self.effects.iter().find_map(|effect| match effect {
            Effect::Toast(toast) => toast.alternatives.first().map(|one| one.changes.clone()),
            _ => None,
        });
        offered.expect("something is offered")
    }

    pub(crate) fn toast(&self) -> Option<String> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Toast(toast) => Some(toast.text.clone()),
            _ => None,
        })
    }

    pub(crate) fn said(&self) -> Option<String> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Announce(text) => Some(text.clone()),
            _ => None,
        })
    }

    pub(crate) fn forget(&mut self) -> &mut Self {
        self.effects.clear();
        self
    }

    // ---- pointer ----

    pub(crate) fn hold(&mut self, modifiers: Modifiers) -> &mut Self {
        self.held = modifiers;
        self
    }

    pub(crate) fn hold_nothing(&mut self) -> &mut Self {
        self.hold(Modifiers::default())
    }

    pub(crate) fn with_finger(&mut self) -> &mut Self {
        self.kind = PointerKind::Touch;
        self
    }

    /// A long pause.
    pub(crate) fn rest(&mut self) -> &mut Self {
        self.now += 2_000.0;
        self
    }

    fn screen(&self, point: Point) -> (f64, f64) {
        self.editor.session().camera.to_screen(point)
    }

    fn pointer(&mut self, phase: PointerPhase, button: Button) -> &mut Self {
        self.now += 10.0;
        let (x, y) = self.pointer;
        let event =
            PointerEvent { phase, x, y, button, kind: self.kind, modifiers: self.held, time: self.now };
        self.send(Event::Pointer(event))
    }

    pub(crate) fn press(&mut self, at: Point) -> &mut Self {
        self.pointer = self.screen(at);
        self.pointer(PointerPhase::Down, Button::Main)
    }

    pub(crate) fn press_with(&mut self, at: Point, button: Button) -> &mut Self {
        self.pointer = self.screen(at);
        self.pointer(PointerPhase::Down, button)
    }

    pub(crate) fn move_to(&mut self, to: Point) -> &mut Self {
        self.pointer = self.screen(to);
        self.pointer(PointerPhase::Move, Button::Main)
    }

    pub(crate) fn move_by(&mut self, dx: f64, dy: f64) -> &mut Self {
        self.pointer = (self.pointer.0 + dx, self.pointer.1 + dy);
        self.pointer(PointerPhase::Move, Button::Main)
    }

    pub(crate) fn release(&mut self) -> &mut Self {
        self.pointer(PointerPhase::Up, Button::Main)
    }

    pub(crate) fn cancel_pointer(&mut self) -> &mut Self {
        self.pointer(PointerPhase::Cancel, Button::Main)
    }

    pub(crate) fn tick(&mut self, after: f64) -> &mut Self {
        self.now += after;
        let time = self.now;
        self.send(Event::Tick { time })
    }

    pub(crate) fn click(&mut self, at: Point) -> &mut Self {
        self.press(at).release()
    }

    pub(crate) fn click_on(&mut self, name: &str) -> &mut Self {
        let middle = self.middle(name);
        self.rest().click(middle)
    }

    /// Where a thing is taken: its middle, or the header of a container.
    pub(crate) fn middle(&self, name: &str) -> Point {
        let id = self.id(name);
        let node = self.editor.scene().node(id.as_str()).expect("drawn").clone();
        match node.kind.header() {
            0 if node.kind.is_container() => node.label_box().expect("a name").center(),
            0 => node.rect.center(),
            header => Point::new(node.rect.center().x, node.rect.y + header / 2),
        }
    }

    /// Drags from a point to another, in steps as a hand does.
    pub(crate) fn drag(&mut self, from: Point, to: Point) -> &mut Self {
        let half = Point::new(i32::midpoint(from.x, to.x), i32::midpoint(from.y, to.y));
        self.rest().press(from).move_to(half).move_to(to).release()
    }

    pub(crate) fn drag_to(&mut self, name: &str, to: Point) -> &mut Self {
        let from = self.middle(name);
        self.drag(from, to)
    }

    pub(crate) fn drop_part(&mut self, part: PartId, at: Point) -> &mut Self {
        self.hover_part(part, at).send(Event::Part(PartEvent::Drop))
    }

    pub(crate) fn hover_part(&mut self, part: PartId, at: Point) -> &mut Self {
        let (x, y) = self.screen(at);
        self.now += 10.0;
        let (modifiers, time) = (self.held, self.now);
        self.send(Event::Part(PartEvent::Start { part }));
        self.send(Event::Part(PartEvent::Move { x, y, modifiers, time }))
    }

    /// Drops a part in the middle of a container's ground.
    pub(crate) fn drop_in(&mut self, part: PartId, container: &str) -> &mut Self {
        let rect = self.rect(container);
        self.drop_part(part, Point::new(rect.center().x, rect.bottom() - 14))
    }

    // ---- keyboard ----

    pub(crate) fn key(&mut self, key: &str) -> &mut Self {
        let code = match key {
            letter if letter.len() == 1 && letter.chars().all(|sign| sign.is_ascii_alphabetic()) => {
                format!("Key{}", letter.to_uppercase())
            }
            digit if digit.len() == 1 && digit.chars().all(|sign| sign.is_ascii_digit()) => {
                format!("Digit{digit}")
            }
            other => other.to_owned(),
        };
        self.now += 10.0;
        for down in [true, false] {
            let (key, code) = (key.to_owned(), code.clone());
            self.send(Event::Key(KeyEvent { down, key, code, modifiers: self.held, time: self.now }));
        }
        self
    }

    pub(crate) fn key_down(&mut self, key: &str) -> &mut Self {
        let (key, code) = (key.to_owned(), key.to_owned());
        self.send(Event::Key(KeyEvent { down: true, key, code, modifiers: self.held, time: self.now }))
    }

    /// A key with modifiers: `mod+shift+z`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut parts: Vec<&str> = keys.split('+').collect();
        let key = parts.pop().unwrap_or_default();
        let held = Modifiers {
            primary: parts.contains(&"mod"),
            shift: parts.contains(&"shift"),
            alt: parts.contains(&"alt"),
        };
        let before = self.held;
        self.hold(held).key(key).hold(before)
    }

    pub(crate) fn select(&mut self, names: &[&str]) -> &mut Self {
        let keys = names.iter().map(|name| self.id(name)).collect();
        self.request(Request::Select { keys, mode: SelectMode::Replace })
    }
}

/// What must always hold: the drawing opens again as the same drawing, every instance has an interface, nothing that
/// is selected is gone.
pub(crate) fn check(editor: &Editor) {
    let document = editor.document();
    let text = schema::save(document);
    let opened =
        schema::open(&text).unwrap_or_else(|error| panic!("the drawing does not open again: {error}"));
    assert_eq!(opened.document, **document, "the drawing opens as another one");
    assert_eq!(schema::save(&opened.document), text, "the drawing saves as other bytes");
    for key in editor.session().selection.keys() {
        let is_line = editor.scene().edges().iter().any(|edge| edge.id == key.as_str());
        let exists =
            is_line || editor.scene().node(key.as_str()).is_some() || document.resources.contains_key(key);
        assert!(exists, "{key} is selected and gone");
    }
    // What was kept of the drawing before stands where a layout of the whole puts it.
    let network = RoutedNetwork::build(document);
    let (public, unknown) = (network.public_subnets(), network.unknown_subnets());
    let input = SceneInput {
        unknown_subnets: &unknown,
        folded: &editor.session().folded,
        ..SceneInput::new(document, &public)
    };
    assert_eq!(editor.scene().nodes(), Scene::build(&input).nodes(), "something stands elsewhere");
}

/// A subnet's ground, clear of its cards.
pub(crate) fn ground_of(test: &TestEditor, name: &str) -> Point {
    let rect = test.rect(name);
    Point::new(rect.right() - 4, rect.bottom() - 4)
}
