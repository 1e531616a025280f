//! What a change costs until its verdict is known, by the size of the drawing: an instance is stopped and started while
//! a packet is shown. `cargo xtask bench` runs it; the same in the browser is `e2e/bench`.

use divan::{Bencher, black_box};
use netyard_core::change::Change;
use netyard_core::expect;
use netyard_core::model::ResourceId;
use netyard_core::sample;
use netyard_core::simulate::{FlowSpec, Leg, trace};
use netyard_editor::{Editor, Event, Request};
use netyard_scene::Scene;
use netyard_scene::trace_path::{Direction, TraceRouter};

const SIZES: &[usize] = &[100, 1_000];

fn main() {
    divan::main();
}

fn flow() -> FlowSpec {
    FlowSpec::new("i-0-2", "internet")
}

/// Stops the instance, or starts it again.
fn toggle(editor: &mut Editor, step: &mut u32) {
    *step += 1;
    let state = if step.is_multiple_of(2) { "running" } else { "stopped" };
    let change = Change::set(&sample::instance_id(0, 5), "/state", state);
    editor.update(Event::Request(Request::Edit { label: String::new(), changes: vec![change] }));
}

fn ways(editor: &Editor) -> usize {
    let Ok(trace) = trace(editor.network(), &flow()) else { return 0 };
    let scene: &Scene = editor.scene();
    let ids = |hops: &[netyard_core::simulate::Hop]| -> Vec<ResourceId> {
        hops.iter().map(|hop| hop.component.clone()).collect()
    };
    let mut router = TraceRouter::new(scene);
    let there =
        router.path(&ids(&trace.forward), &ids(trace.beyond_on(Leg::Forward)), false, Direction::Request);
    let back = router.path(&ids(&trace.back), &ids(trace.beyond_on(Leg::Return)), false, Direction::Reply);
    [there, back].iter().flatten().map(|path| path.line.len()).sum()
}

/// The edit itself: document, network, layout, lines.
#[divan::bench(args = SIZES)]
fn edit(bencher: Bencher, size: usize) {
    let mut editor = Editor::new(sample::network(size), 7);
    let mut step = 0;
    bencher.bench_local(|| toggle(&mut editor, &mut step));
}

/// All rules and expectations.
#[divan::bench(args = SIZES)]
fn report(bencher: Bencher, size: usize) {
    let editor = Editor::new(sample::network(size), 7);
    bencher.bench_local(|| expect::run_on(black_box(editor.network())));
}

/// The packet, and its lines on the canvas.
#[divan::bench(args = SIZES)]
fn packet_and_lines(bencher: Bencher, size: usize) {
    let editor = Editor::new(sample::network(size), 7);
    bencher.bench_local(|| ways(black_box(&editor)));
}

/// All of it.
#[divan::bench(args = SIZES)]
fn change_to_verdict(bencher: Bencher, size: usize) {
    let mut editor = Editor::new(sample::network(size), 7);
    let mut step = 0;
    bencher.bench_local(|| {
        toggle(&mut editor, &mut step);
        (expect::run_on(editor.network()), ways(&editor))
    });
}
