//! Where the texts of containers stand, at every zoom.

#![expect(clippy::expect_used, reason = "the helpers of a test fail as loudly as the test")]

mod support;

use netyard_scene::label::{LabelView, PlacedLabel, placed_labels};
use netyard_scene::{LevelOfDetail, Rect, Scene};
use support::{build, shop};

fn labels(scene: &Scene, zoom: f64, taken: &[Rect]) -> Vec<PlacedLabel> {
    let containers: Vec<usize> = (0..scene.nodes().len()).collect();
    let level = LevelOfDetail::at(zoom);
    placed_labels(scene, &containers, &LabelView { zoom, level, taken })
}

fn of<'a>(labels: &'a [PlacedLabel], name: &str) -> &'a PlacedLabel {
    labels.iter().find(|label| label.name == name).expect("a label of this name")
}

#[test]
fn no_two_labels_meet_at_any_zoom() {
    let scene = build(&shop());
    for percent in [10, 25, 32, 36, 45, 60, 75, 100, 180] {
        let labels = labels(&scene, f64::from(percent) / 100.0, &[]);
        for (nth, one) in labels.iter().enumerate() {
            for other in labels.iter().skip(nth + 1) {
                assert!(!one.frame.overlaps(&other.frame), "{percent} %: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn at_its_size_a_label_stands_where_the_layout_keeps_room_for_it() {
    let scene = build(&shop());
    let labels = labels(&scene, 1.0, &[]);
    for label in &labels {
        let node = &scene.nodes()[label.node];
        let kept = node.label_box().expect("a box for the label");
        assert!(kept.grown(8).overlaps(&label.frame), "{}: {kept:?} {:?}", label.name, label.frame);
    }
    assert!(
        labels.iter().any(|label| label.legend == "AZ")
            && labels.iter().any(|label| label.legend == "Region")
    );
}

#[test]
fn a_name_gives_way_to_a_line_along_its_border() {
    let scene = build(&shop());
    let at_rest = labels(&scene, 0.5, &[]);
    let title = of(&at_rest, "shop");
    let line = Rect::new(title.frame.x + 8, title.frame.y - 100, 12, 300);
    let moved = labels(&scene, 0.5, &[line]);
    let title_moved = of(&moved, "shop");
    assert!(title_moved.at.x > title.at.x && title_moved.at.y == title.at.y);
    assert!(!title_moved.frame.overlaps(&line));
}

#[test]
fn zones_have_no_word_from_far_away() {
    let scene = build(&shop());
    assert!(labels(&scene, 0.25, &[]).iter().all(|label| label.legend != "AZ"));
    assert!(labels(&scene, 0.5, &[]).iter().any(|label| label.legend == "AZ"));
}

#[test]
fn legends_hide_before_they_cover_and_names_stay() {
    let scene = build(&shop());
    let everything = scene.bounds().grown(200);
    let shown = labels(&scene, 1.0, &[everything]);
    assert!(shown.iter().all(|label| label.legend.is_empty()), "{shown:?}");
    assert!(shown.iter().any(|label| label.name == "shop"));
}
