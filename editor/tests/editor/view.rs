//! The camera, arranging, folding.

use crate::support::TestEditor;
use netyard_editor::{Camera, CommandId, Effect, Event, Modifiers, PartId, PinchEvent, Request, WheelEvent};
use netyard_scene::{NodeKind, Point};

fn wheel(x: f64, y: f64, dx: f64, dy: f64, modifiers: Modifiers) -> Event {
    Event::Wheel(WheelEvent { x, y, dx, dy, modifiers })
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-6
}

#[test]
fn the_wheel_scrolls_and_with_the_modifier_zooms_at_the_pointer() {
    let mut test = TestEditor::empty();
    let before = test.editor.session().camera;
    test.send(wheel(0.0, 0.0, 30.0, 50.0, Modifiers::default()));
    let camera = test.editor.session().camera;
    assert!(close(camera.x, before.x + 30.0) && close(camera.y, before.y + 50.0));
    let under = camera.to_drawing_exact(400.0, 300.0);
    test.send(wheel(400.0, 300.0, 0.0, -100.0, Modifiers { primary: true, ..Modifiers::default() }));
    let zoomed = test.editor.session().camera;
    assert!(zoomed.zoom > camera.zoom);
    let now = zoomed.to_drawing_exact(400.0, 300.0);
    assert!(close(under.0, now.0) && close(under.1, now.1), "the point under the pointer stays");
}

#[test]
fn zoom_has_limits_and_hostile_numbers_do_no_harm() {
    let mut test = TestEditor::empty();
    for _ in 0..100 {
        test.command(CommandId::ZoomIn);
    }
    assert!(close(test.editor.session().camera.zoom, 4.0));
    for _ in 0..100 {
        test.command(CommandId::ZoomOut);
    }
    assert!(close(test.editor.session().camera.zoom, 0.1));
    for scale in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
        test.send(Event::Pinch(PinchEvent { x: f64::NAN, y: 0.0, dx: f64::INFINITY, dy: f64::NAN, scale }));
        let camera = test.editor.session().camera;
        assert!(camera.zoom >= 0.1 && camera.zoom <= 4.0 && camera.x.is_finite() && camera.y.is_finite());
    }
}

#[test]
fn a_view_of_everything_stays_one_where_that_is_wished_and_a_part_stays_where_it_is() {
    let shown = |wished: Option<bool>, moved: bool| {
        let mut test = TestEditor::two_subnets();
        test.send(Event::Resize { width: 900.0, height: 700.0 }).keys("shift+1");
        // What is wished last holds.
        if let Some(wished) = wished {
            test.send(Event::StayFitted(true)).send(Event::StayFitted(wished));
        }
        if moved {
            test.send(wheel(0.0, 0.0, 30.0, 0.0, Modifiers::default()));
        }
        let before = test.editor.session().camera;
        test.send(Event::Resize { width: 300.0, height: 200.0 });
        let (camera, bounds) = (test.editor.session().camera, test.editor.scene().bounds());
        (camera == before, camera == Camera::fitting(bounds, (300.0, 200.0)))
    };
    assert_eq!(shown(Some(true), false), (false, true));
    assert_eq!(shown(Some(true), true), (true, false));
    assert_eq!(shown(None, false), (true, false));
    assert_eq!(shown(Some(false), false), (true, false));
}

#[test]
fn everything_is_fitted_on_the_screen() {
    let mut test = TestEditor::two_subnets();
    test.send(Event::Resize { width: 300.0, height: 200.0 }).keys("shift+1");
    let camera = test.editor.session().camera;
    let vpc = test.rect("vpc-1");
    let (left, top) = camera.to_screen(Point::new(vpc.x, vpc.y));
    let (right, bottom) = camera.to_screen(Point::new(vpc.right(), vpc.bottom()));
    assert!(left >= 0.0 && top >= 0.0 && right <= 300.0 && bottom <= 200.0);
    assert!(test.effects.contains(&Effect::CameraMoved { animated: true }));
}

#[test]
fn space_and_the_hand_move_the_view() {
    let mut test = TestEditor::two_subnets();
    let before = test.editor.session().camera;
    test.key_down(" ").press(Point::new(0, 0)).move_by(-30.0, -20.0).release();
    let camera = test.editor.session().camera;
    assert!(close(camera.x, before.x + 30.0) && close(camera.y, before.y + 20.0));
    assert!(test.selected().len() <= 1);
    test.key_down("ArrowRight");
    assert!(test.editor.session().camera.x > camera.x, "space and an arrow");
}

#[test]
fn what_is_revealed_comes_into_view() {
    let mut test = TestEditor::two_subnets();
    test.send(Event::Resize { width: 400.0, height: 300.0 });
    test.request(Request::CenterOn { x: 5000.0, y: 5000.0 });
    let key = test.id("subnet-a");
    test.request(Request::Reveal(key));
    let camera = test.editor.session().camera;
    let (x, y) = camera.to_screen(test.middle("subnet-a"));
    assert!((0.0..400.0).contains(&x) && (0.0..300.0).contains(&y), "{x} {y}");
    assert_eq!(test.selected(), ["subnet-a"]);
}

#[test]
fn things_are_aligned_and_distributed() {
    let mut test = TestEditor::two_subnets();
    for _ in 0..3 {
        test.drop_in(PartId::Instance, "subnet-a");
    }
    let rect = test.rect("subnet-a");
    test.hold(Modifiers { primary: true, ..Modifiers::default() });
    test.drag_to("web-2", Point::new(rect.x + 400, rect.y + 330))
        .drag_to("web-3", Point::new(rect.x + 800, rect.y + 500));
    test.hold_nothing().select(&["web-1", "web-2", "web-3"]).keys("alt+a");
    let xs: Vec<i32> = ["web-1", "web-2", "web-3"].map(|name| test.rect(name).x).into();
    assert!(xs.iter().all(|x| *x == xs[0]), "{xs:?}");
    test.command(CommandId::DistributeVertically);
    let mut frames: Vec<_> = ["web-1", "web-2", "web-3"].map(|name| test.rect(name)).into();
    frames.sort_by_key(|rect| rect.y);
    let gaps = [frames[1].y - frames[0].bottom(), frames[2].y - frames[1].bottom()];
    assert!((gaps[0] - gaps[1]).abs() <= 1, "{gaps:?}");
    assert!(!test.editor.is_enabled(CommandId::Grow), "cards have no size of their own");
}

#[test]
fn places_can_be_left_to_the_layout_again() {
    let mut test = TestEditor::two_subnets();
    test.select(&["vpc-1"]).command(CommandId::Tidy);
    let vpc = test.id("vpc-1");
    assert!(!test.document().placement.contains_key(vpc.as_str()));
    assert!(!test.editor.is_enabled(CommandId::Tidy));
}

#[test]
fn with_nothing_selected_everything_is_tidied_up_in_one_step() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Instance, "subnet-b");
    let before = test.document().clone();
    assert!(before.placement.len() > 1, "{:?}", before.placement);
    test.select(&[]).command(CommandId::Tidy);
    assert!(test.document().placement.is_empty());
    assert_eq!(test.document().resources, before.resources);
    assert!(!test.editor.is_enabled(CommandId::Tidy), "nothing is left to tidy up");
    test.command(CommandId::Undo);
    assert_eq!(test.document().placement, before.placement);
}

#[test]
fn folding_hides_content_and_is_never_saved() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    let before = test.document().clone();
    let (subnet, web) = (test.id("subnet-a"), test.id("web-1"));
    test.request(Request::ToggleFold(subnet.clone()));
    assert!(test.editor.scene().node(web.as_str()).is_none());
    assert_eq!(*test.document(), before);
    test.request(Request::ToggleFold(subnet));
    assert!(test.editor.scene().node(web.as_str()).is_some());
}

#[test]
fn what_is_selected_inside_is_shown_by_the_folded_container() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    let vpc = test.id("vpc-1");
    test.select(&["web-1"]).request(Request::ToggleFold(vpc.clone()));
    assert_eq!(
        test.editor.session().selection.only(),
        Some(&vpc),
        "the keyboard goes on where something is drawn"
    );
    let node = test.editor.scene().node(vpc.as_str()).unwrap().clone();
    assert_eq!(node.inside, "2 subnets, 1 instance");
    assert!(test.editor.description(&vpc).contains("folded: 2 subnets, 1 instance"));
    assert_eq!(test.said().as_deref(), Some("vpc-1 folded"));
}

#[test]
fn f_folds_what_is_selected_and_unfolds_it() {
    let mut test = TestEditor::two_subnets();
    let (vpc, subnet) = (test.id("vpc-1"), test.id("subnet-a"));
    test.select(&["vpc-1"]).keys("f");
    assert!(test.editor.is_folded(vpc.as_str()) && test.editor.scene().node(subnet.as_str()).is_none());
    test.keys("f");
    assert!(!test.editor.is_folded(vpc.as_str()) && test.editor.scene().node(subnet.as_str()).is_some());
    test.keys("shift+f");
    assert!(test.editor.is_folded(vpc.as_str()));
    assert!(!test.editor.is_enabled(CommandId::FoldVpcs) && test.editor.is_enabled(CommandId::UnfoldAll));
    test.keys("alt+shift+f");
    assert!(test.editor.session().folded.is_empty());
    test.drop_in(PartId::Instance, "subnet-a");
    test.select(&["web-1"]);
    assert!(!test.editor.is_enabled(CommandId::ToggleFold), "a card holds nothing");
}

#[test]
fn a_folded_container_opens_by_double_click_and_by_going_in() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.id("vpc-1");
    test.request(Request::ToggleFold(vpc.clone()));
    let middle = test.rect("vpc-1").center();
    test.rest().click(middle).click(middle);
    assert!(!test.editor.is_folded(vpc.as_str()));
    assert!(!test.effects.iter().any(|effect| matches!(effect, Effect::BeginRename(_))));
    test.request(Request::ToggleFold(vpc.clone())).select(&["vpc-1"]).command(CommandId::EnterContainer);
    assert!(!test.editor.is_folded(vpc.as_str()));
    assert_ne!(test.editor.session().selection.only(), Some(&vpc), "what is inside is selected");
}

#[test]
fn what_is_done_to_a_folded_container_is_done_to_what_is_inside() {
    let mut open = TestEditor::two_subnets();
    open.drop_in(PartId::Instance, "subnet-a");
    let mut folded = TestEditor::two_subnets();
    folded.drop_in(PartId::Instance, "subnet-a");
    let vpc = folded.id("vpc-1");
    folded.request(Request::ToggleFold(vpc.clone()));
    for test in [&mut open, &mut folded] {
        test.select(&["vpc-1"]).command(CommandId::Duplicate);
    }
    assert_eq!(folded.document().resources, open.document().resources, "a copy is a copy of the whole");
    assert!(folded.editor.is_enabled(CommandId::DeleteKeepContent));
    for test in [&mut open, &mut folded] {
        test.request(Request::Delete { keys: vec![vpc.clone()], keep_content: false });
    }
    assert_eq!(folded.document().resources, open.document().resources);
    assert_eq!(folded.said(), open.said(), "the same is said of what went along");
    assert!(folded.editor.session().folded.is_empty(), "nothing is left of the fold");
}

#[test]
fn what_is_searched_for_is_unfolded() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    let (vpc, subnet, web) = (test.id("vpc-1"), test.id("subnet-a"), test.id("web-1"));
    test.request(Request::Fold { keys: vec![subnet.clone()], folds: true });
    test.request(Request::Fold { keys: vec![vpc.clone()], folds: true });
    // The container itself stays as it is.
    test.request(Request::Reveal(vpc.clone()));
    assert!(test.editor.is_folded(vpc.as_str()));
    test.request(Request::Reveal(web.clone()));
    assert!(test.editor.scene().node(web.as_str()).is_some(), "one fold in the other");
    assert_eq!(test.editor.session().selection.only(), Some(&web));
}

#[test]
fn the_scene_is_the_one_of_the_document() {
    let test = TestEditor::two_subnets();
    let network = netyard_core::routing::RoutedNetwork::build(test.document());
    let public = network.public_subnets();
    let scene = netyard_scene::Scene::build(&netyard_scene::SceneInput::new(test.document(), &public));
    assert_eq!(**test.editor.scene(), scene);
}

#[test]
fn a_subnet_whose_routes_are_not_known_is_neither_public_nor_private() {
    let text = r#"{"type": "netyard", "version": 1, "resources": {
        "subnet-a": {"type": "subnet", "vpcId": "vpc-1", "cidrBlock": "10.0.0.0/24"},
        "subnet-b": {"type": "subnet", "vpcId": "vpc-2", "cidrBlock": "10.1.0.0/24"},
        "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"], "unknown": ["routeTable"]},
        "vpc-2": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.1.0.0/16"]}
    }}"#;
    let test = TestEditor::on(netyard_core::schema::open(text).unwrap().document);
    let kind = |key: &str| test.editor.scene().node(key).unwrap().kind;
    assert_eq!(kind("subnet-a"), NodeKind::Subnet { public: None });
    assert_eq!(kind("subnet-b"), NodeKind::Subnet { public: Some(false) }, "AWS's main table is known");
}
